// A hostile place to run in: what cannot be written or read is said with the right exit code, and what was there stays whole.
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace archipelago;
using nlohmann::json;

namespace {

using Words = std::vector<std::string>;

Words small_study(const std::string& store, const Words& more = {}) {
  Words words{"sweep", four_nodes, "--set", "simulation.horizon=64 steps", "--vary", "protocol.sync_interval=16,32,64", "--vary", "protocol.bits=8,32", "--replications", "4", "--out", store};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::size_t lines_of(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

std::string dump_of(const ScratchFolder& folder, const std::string& store) {
  const std::string copy = folder / "copy.db";
  std::remove(copy.c_str());
  return run_program({"merge", store, "--out", copy, "--dump"}).out;
}

void messages_to_a_full_disk() {
  const int full = open("/dev/full", O_WRONLY);
  dup2(full, STDERR_FILENO);
}

// Writing beyond it fails, as on a full disk, instead of ending the program.
Prepare files_of_at_most(rlim_t bytes) {
  return [bytes] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
  };
}

} // namespace

TEST_CASE("messages that cannot be written end nothing") {
  const ScratchFolder folder;
  CHECK(run_program({"run", folder / "none.json"}, messages_to_a_full_disk).code == 3);
  CHECK(run_program({"frobnicate"}, messages_to_a_full_disk).code == 2);
  CHECK(run_program(small_study(folder / "a.db"), messages_to_a_full_disk).code == 0);
  CHECK(lines_of(dump_of(folder, folder / "a.db")) == 24);
  CHECK(run_program(small_study(folder / "a.db"), [] { close(STDERR_FILENO); }).code == 0);
}

TEST_CASE("standard descriptors that are closed do not become files of ours") {
  const ScratchFolder folder;
  const std::string calm = run_program(small_study(folder / "calm.db", {"--dump"})).out;
  const auto closed = [] { for (const int stream : {0, 1, 2}) close(stream); };
  for (int again = 0; again < 2; ++again) run_program(small_study(folder / "a.db"), closed);   // the second finds all in the store, and says so
  CHECK(dump_of(folder, folder / "a.db") == calm);
  CHECK(run_program({"run", four_nodes, "--out", folder / "r.json"}, closed).code == 5);   // the summary could not be written
  CHECK(json::parse(read_text(folder / "r.json")).contains("goodput"));
}

TEST_CASE("a store that cannot grow keeps what it said it has, and the same command goes on") {
  const ScratchFolder folder;
  const std::string calm = run_program(small_study(folder / "calm.db", {"--dump"})).out;
  const Ended full = run_program(small_study(folder / "a.db"), files_of_at_most(200'000));
  INFO(full.err);
  CHECK(full.code == 5);
  CHECK(contains(full.err, "a.db"));
  CHECK(contains(full.err, "runs recorded before are kept"));
  const std::size_t kept = lines_of(dump_of(folder, folder / "a.db"));
  CHECK(kept > 0);
  CHECK(kept < 24);
  const Ended again = run_program(small_study(folder / "a.db", {"--dump"}));
  CHECK(again.code == 0);
  CHECK(contains(again.err, std::to_string(kept) + " were in the store"));
  CHECK(again.out == calm);
}

TEST_CASE("an output that does not fit leaves the old one, and nothing beside it") {
  const ScratchFolder folder;
  for (const char* name : {"r.json", "t.json", "law.csv"}) std::ofstream(folder / name) << "old";
  const Ended run = run_program({"run", four_nodes, "--quiet", "--out", folder / "r.json"}, files_of_at_most(2000));
  CHECK(run.code == 5);
  CHECK(contains(run.err, "cannot write " + (folder / "r.json")));
  const Ended timeline = run_program({"run", four_nodes, "--quiet", "--timeline", folder / "t.json"}, files_of_at_most(2000));
  CHECK(timeline.code == 1);                  // of the run that writes it
  CHECK(contains(timeline.err, "cannot write " + (folder / "t.json")));
  const Ended trace = run_program({"trace", "generate", "llama-3", "--nodes", "256", "--horizon", "90 d", "--seed", "1", "--out", folder / "law.csv"}, files_of_at_most(2000));
  CHECK(trace.code == 5);
  for (const char* name : {"r.json", "t.json", "law.csv"}) CHECK(read_text(folder / name) == "old");
  CHECK(folder.entries() == 3);
}

TEST_CASE("where nobody may write, that is said") {
  const ScratchFolder folder;
  REQUIRE(run_program({"run", four_nodes, "--quiet", "--out", folder / "r.json"}).code == 0);
  for (const Words& words : {Words{"run", four_nodes, "--quiet", "--out", "/proc/r.json"}, small_study("/proc/a.db"), Words{"report", folder / "r.json", "--out", "/proc/proposal"},
                             Words{"trace", "generate", "llama-3", "--nodes", "16", "--horizon", "9 d", "--seed", "1", "--out", "/proc/t.csv"}}) {
    const Ended ended = run_program(words);
    INFO(words[0] << ": " << ended.err);
    CHECK(ended.code == 5);
    CHECK(contains(ended.err, "/proc/"));
    CHECK(lines_of(ended.err) == 1);
  }
}

TEST_CASE("further runs of a proposal that somebody had a hand in are not believed") {
  const ScratchFolder folder;
  REQUIRE(run_program({"run", four_nodes, "--quiet", "--out", folder / "r.json"}).code == 0);
  std::filesystem::create_directory(folder / "proposal");
  for (const char* text : {"", "[]", "{\"key\": 7, \"runs\": [1]}", "{\"key\": \"\", \"whole\": \"x\", \"sum\": {}}"}) {
    std::ofstream(folder / "proposal/runs.json") << text;
    const Ended ended = run_program({"report", folder / "r.json", "--quick", "--format", "md", "--out", folder / "proposal"});
    INFO(text << ": " << ended.err);
    CHECK(ended.code == 0);
    CHECK(contains(ended.err, "runs.json is not as it was written"));
  }
}
