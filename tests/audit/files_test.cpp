#include "sim/audit/audit_files.hpp"
#include "sim/audit/profile_file.hpp"
#include "tests/audit/job_files.hpp"
#include "tests/audit/reading.hpp"
#include "tests/audit/scratch.hpp"
#include "tests/audit/trace_writers.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace archipelago;

namespace {

const std::filesystem::path catalogues = std::filesystem::path(ARCHIPELAGO_SCENARIOS) / "catalogues";

std::string trace(int rank, int world_size = 2) { return kineto_document(kineto_entries(of_rank(events_of({.ranks = 2, .exposed_us = 1000}), rank)), rank, world_size); }

AuditFile read(const std::string& path) {
  std::string why;
  return read_profile_file(path, 0, why).value();
}

} // namespace

TEST_CASE("a gzip file is read like what it holds") {
  const Scratch scratch;
  write_gzip(scratch / "t.json.gz", trace(0));
  const AuditFile plain = read(scratch.write("t.json", trace(0))), packed = read(scratch / "t.json.gz");
  CHECK(packed.report.events == plain.report.events);
  CHECK(packed.report.complete);
  CHECK(packed.ranks.front().observed == plain.ranks.front().observed);
}

TEST_CASE("a gzip file that is cut or damaged gives what came before") {
  const Scratch scratch;
  const std::string path = scratch / "t.json.gz";
  write_gzip(path, kineto_document(kineto_entries(events_of({.steps = 2000})), 0));
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  const AuditFile cut = read(path);
  CHECK_FALSE(cut.report.complete);
  CHECK(has_problem(cut.report, "gzip data ends early"));
  CHECK(cut.report.events > 1000);
  std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).seekp(5000) << std::string(200, '\xff');
  const AuditFile damaged = read(path);
  CHECK_FALSE(damaged.report.complete);
  CHECK_FALSE(damaged.report.problems.empty());
}

TEST_CASE("formats are told by content, not by name") {
  const Scratch scratch;
  CHECK(read(scratch.write("a.txt", "\xEF\xBB\xBF " + trace(1))).report.facts.rank == 1);
  CHECK(read(scratch.write("b.json", "name,start_us,duration_us\nsgemm,1,2\n")).report.facts.format == "CSV");
  CHECK(has_problem(read(scratch.write("c.nsys-rep", std::string("\x01\x00\x02", 3))).report, "nsys export"));
  CHECK(has_problem(read(scratch.write("d.json", "")).report, "empty"));
}

TEST_CASE("ranks come from the files, from their names, or from their order") {
  const Scratch scratch;
  const auto ranks_of = [&](const std::vector<std::string>& files) {
    std::vector<std::int64_t> ranks;
    for (const RankAccount& rank : audit_files({files, {}, catalogues}).audit.ranks) ranks.push_back(rank.rank);
    return ranks;
  };
  const std::string first = scratch.write("x.json", trace(0)), second = scratch.write("y.json", trace(1));
  CHECK(ranks_of({second, first}) == std::vector<std::int64_t>{0, 1});
  const std::string bare = kineto_document(kineto_entries(of_rank(events_of({}), 0)), std::nullopt);
  CHECK(ranks_of({scratch.write("rank4.json", bare), scratch.write("rank_9.json", bare)}) == std::vector<std::int64_t>{4, 9});
  CHECK(ranks_of({first, first}) == std::vector<std::int64_t>{0, 1});
}

TEST_CASE("ranks that are missing are said") {
  const Scratch scratch;
  const AuditAnswer answer = audit_files({{scratch.write("x.json", trace(0, 64))}, {}, catalogues});
  CHECK(answer.world_size == 64);
  CHECK(answer.notes.size() == 1);
  CHECK(answer.notes.front().find("1 of 64 ranks are here") != std::string::npos);
}

TEST_CASE("the accelerator is told from the device, or named, or refused") {
  const Scratch scratch;
  const std::string file = scratch.write("x.json", trace(0));
  const AuditAnswer guessed = audit_files({{file}, {}, catalogues});
  REQUIRE(guessed.accelerator);
  CHECK(guessed.accelerator->name == "h100-sxm");
  CHECK(guessed.accelerator_guessed);
  const AuditAnswer named = audit_files({{file}, "l40s", catalogues});
  CHECK(named.accelerator->name == "l40s");
  CHECK_FALSE(named.accelerator_guessed);
  CHECK_THROWS_WITH(audit_files({{file}, "h100sxm", catalogues}), Catch::Contains("did you mean h100-sxm?"));
}

TEST_CASE("what cannot be audited is refused with the reason") {
  const Scratch scratch;
  CHECK_THROWS_AS(audit_files({{scratch / "absent.json"}, {}, catalogues}), AuditRefused);
  CHECK_THROWS_WITH(audit_files({{scratch / ""}, {}, catalogues}), Catch::Contains("directory"));
  CHECK_THROWS_AS(audit_files({{scratch.write("e.json", "{\"traceEvents\": []}")}, {}, catalogues}), NothingToAudit);
  CHECK_THROWS_WITH(audit_files({{scratch.write("f.json", "{\"traceEvents\": [")}, {}, catalogues}), Catch::Contains("ends early"));
}
