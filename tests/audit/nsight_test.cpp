#include "sim/audit/profile_file.hpp"
#include "tests/audit/nsight_writer.hpp"
#include "tests/audit/reading.hpp"
#include "tests/audit/scratch.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace archipelago;

namespace {

const SyntheticJob job{.ranks = 2, .steps = 6, .input_us = 1500, .compute_us = 6000, .hidden_us = 1000, .exposed_us = 2000, .host_us = 500};

AuditFile read_written(const Scratch& scratch, const NsightSchema& schema) {
  write_nsight(scratch / "profile.sqlite", events_of(job), schema);
  std::string why;
  return read_profile_file(scratch / "profile.sqlite", 0, why).value();
}

} // namespace

TEST_CASE("an Nsight Systems export has kernels, ranges and the runtime of every process") {
  const Scratch scratch;
  const AuditFile file = read_written(scratch, {});
  CHECK(file.report.facts.format == "Nsight Systems");
  CHECK(file.report.facts.device_name == "NVIDIA A100-SXM4-80GB");
  REQUIRE(file.ranks.size() == 2);
  for (const RankAccount& rank : file.ranks) {
    CHECK(rank.steps.size() == 6);
    CHECK(rank.steps.back().number == 5);
    CHECK(share(rank, TimeUse::compute) == Approx(0.60));
    CHECK(share(rank, TimeUse::communication) == Approx(0.20));
    CHECK(share(rank, TimeUse::data_loading) == Approx(0.15));
    CHECK(share(rank, TimeUse::host) == Approx(0.05));
  }
}

TEST_CASE("other versions of the schema say the same") {
  const Scratch scratch;
  const AuditFile file = read_written(scratch, {.demangled_names = false, .gpu_info = false, .text_in_place = false});
  REQUIRE(file.ranks.size() == 2);
  CHECK(file.report.facts.device_name.empty());
  CHECK(file.ranks.front().steps.size() == 6);
  CHECK(share(file.ranks.front(), TimeUse::data_loading) == Approx(0.15));
}

TEST_CASE("tables that are not there are named, and the rest is read") {
  const Scratch scratch;
  const AuditFile file = read_written(scratch, {.nvtx = false, .runtime = false, .process_ids = false});
  CHECK(has_problem(file.report, "NVTX_EVENTS"));
  CHECK(has_problem(file.report, "CUPTI_ACTIVITY_KIND_RUNTIME"));
  REQUIRE(file.ranks.size() == 2);            // told apart by device alone
  for (const RankAccount& rank : file.ranks) {
    CHECK(rank.steps_from == StepSource::rhythm);
    CHECK(share(rank, TimeUse::compute) == Approx(0.60));
    CHECK(share(rank, TimeUse::idle) == Approx(0.20));
  }
}

TEST_CASE("copies are told by their kind") {
  const Scratch scratch;
  write_database(scratch / "copies.sqlite", "CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER, end INTEGER, deviceId INTEGER, shortName INTEGER);\n"
                                            "CREATE TABLE CUPTI_ACTIVITY_KIND_MEMCPY (start INTEGER, end INTEGER, deviceId INTEGER, bytes INTEGER, copyKind INTEGER);\n"
                                            "INSERT INTO CUPTI_ACTIVITY_KIND_MEMCPY VALUES (0, 40, 0, 1000, 1), (40, 60, 0, 500, 2), (60, 100, 0, 800, 8), (90, NULL, 0, 1, 1);\n");
  std::string why;
  const AuditFile file = read_profile_file(scratch / "copies.sqlite", 0, why).value();
  REQUIRE(file.ranks.size() == 1);
  CHECK(file.report.skipped == 1);
  const auto total = [&](Activity activity) { return file.ranks.front().kernels[static_cast<std::size_t>(activity)]; };
  CHECK(total(Activity::copy_to_device).bytes.value == 1000);
  CHECK(total(Activity::copy_to_host).time.value == Approx(20e-9));
  CHECK(total(Activity::device_memory).count == 1);
  CHECK(share(file.ranks.front(), TimeUse::copy) == Approx(0.6));
}

TEST_CASE("a database that is no export, or is cut, says so") {
  const Scratch scratch;
  std::string why;
  write_database(scratch / "other.sqlite", "CREATE TABLE people (name TEXT);\n");
  CHECK(has_problem(read_profile_file(scratch / "other.sqlite", 0, why)->report, "no Nsight Systems export"));
  write_nsight(scratch / "cut.sqlite", events_of({.steps = 500}));
  std::filesystem::resize_file(scratch / "cut.sqlite", std::filesystem::file_size(scratch / "cut.sqlite") / 2);
  const AuditFile cut = read_profile_file(scratch / "cut.sqlite", 0, why).value();
  CHECK_FALSE(cut.report.complete);
  CHECK_FALSE(cut.report.problems.empty());
}
