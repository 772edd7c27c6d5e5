// SIGINT and SIGTERM to the commands that play runs: exit 130, no child is left, what was done is kept, and no part of a file is.
#include "tests/cli/program.hpp"

#include "tests/support/children.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

using namespace archipelago;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

bool has_children(pid_t program) { return !children_of(program).empty(); }

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

// Where a file may have no name until it is whole, a killed writer leaves none.
bool has_nameless_files(const std::string& folder) {
  const int file = open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) WARN("this file system has no files without names: what a killed writer leaves is not tested");
  else close(file);
  return file >= 0;
}

// A run has opened a file there: it has no name yet, and its descriptor has.
std::function<bool(pid_t)> writes_in(const std::string& folder) {
  return [folder](pid_t program) {
    for (const pid_t child : children_of(program)) {
      std::error_code gone;
      for (fs::directory_iterator file("/proc/" + std::to_string(child) + "/fd", gone), end; !gone && file != end; file.increment(gone))
        if (fs::read_symlink(file->path(), gone).string().starts_with(folder)) return true;
    }
    return false;
  };
}

// Some outcomes are in the store, and more runs are under way.
std::function<bool(pid_t)> some_runs_in(const std::string& store) {
  return [store](pid_t program) {
    std::error_code none;
    const auto size = fs::file_size(store + "-wal", none);
    return !none && size > 300'000 && has_children(program);
  };
}

void check_stopped(const Stopped& stopped) {
  INFO(stopped.ended.err);
  CHECK(stopped.ended.code == 130);
  CHECK(stopped.orphans == 0);
}

} // namespace

TEST_CASE("a run that is stopped writes its result and no part of a timeline") {
  for (const int signal : {SIGINT, SIGTERM}) {
    const ScratchFolder folder;
    const Stopped stopped = stop_program({"run", four_regions, "--quiet", "--jobs", "2", "--set", "simulation.horizon=20 year", "--out", folder / "r.json", "--timeline", folder / "t.json"}, signal, writes_in(folder / ""));
    check_stopped(stopped);
    CHECK(json::parse(read_text(folder / "r.json")).at("seeds").empty());
    if (has_nameless_files(folder / "")) CHECK(names_in(folder / "") == std::vector<std::string>{"r.json"});
  }
}

TEST_CASE("a run that is killed outright leaves the old files and nothing beside them") {
  const ScratchFolder folder;
  for (const char* name : {"r.json", "t.json"}) std::ofstream(folder / name) << "old";
  const Stopped stopped = stop_program({"run", four_regions, "--quiet", "--set", "simulation.horizon=20 year", "--out", folder / "r.json", "--timeline", folder / "t.json"}, SIGKILL, writes_in(folder / ""));
  CHECK(stopped.ended.code == 128 + SIGKILL);
  for (const char* name : {"r.json", "t.json"}) CHECK(read_text(folder / name) == "old");
  if (has_nameless_files(folder / "")) CHECK(folder.entries() == 2);
}

TEST_CASE("a sweep that is stopped has what it recorded, and goes on") {
  for (const int signal : {SIGINT, SIGTERM}) {
    const ScratchFolder folder;
    std::vector<std::string> words{"sweep", four_regions, "--set", "simulation.horizon=5 d", "--set", "simulation.fidelity=fast", "--vary", "protocol.sync_interval=24,48", "--replications", "60", "--out", folder / "a.db"};
    const Stopped stopped = stop_program(words, signal, some_runs_in(folder / "a.db"));
    check_stopped(stopped);
    CHECK(contains(stopped.ended.err, "the same command goes on"));
    CHECK(names_in(folder / "") == std::vector<std::string>{"a.db"});
    const std::string kept = run_program({"merge", folder / "a.db", "--out", folder / "copy.db", "--dump"}).out;
    const auto runs = std::count(kept.begin(), kept.end(), '\n');
    CHECK(runs > 5);
    words.push_back("--dry");
    CHECK(contains(run_program(words).out, std::to_string(runs) + " are in the store"));
  }
}

TEST_CASE("a plan that is stopped has what it recorded") {
  for (const int signal : {SIGINT, SIGTERM}) {
    const ScratchFolder folder;
    const Stopped stopped = stop_program({"plan", four_regions, "--set", "simulation.horizon=5 d", "--set", "simulation.fidelity=fast", "--minimise", "cost.to_equal_loss_usd", "--vary", "protocol.sync_interval=24,48,96",
                                          "--vary", "protocol.bits=4,8", "--vary", "network.links.west-wan.bandwidth=250 Mbps..4 Gbps*2", "--replications", "32", "--winner", folder / "best.json", "--out", folder / "a.db"},
                                         signal, some_runs_in(folder / "a.db"));
    check_stopped(stopped);
    CHECK(contains(stopped.ended.err, "the same command goes on"));
    CHECK(names_in(folder / "") == std::vector<std::string>{"a.db"});
  }
}

TEST_CASE("tables of traces whose runs are stopped are no tables") {
  const ScratchFolder folder;
  std::ofstream manifest(folder / "manifest.csv");
  manifest << "file,kind,nodes,gpus_per_node,horizon_s,origin\n";
  for (int k = 0; k < 40; ++k) {
    const std::string name = "trace-" + std::to_string(k) + ".csv";
    std::ofstream trace(folder / name);
    trace << "t_start_s,t_end_s,node\n";
    for (int i = 0; i < 5000; ++i) trace << 1000 * i << ',' << 1000 * i + 500 << ',' << i % 64 << '\n';
    manifest << name << ",node_outage,64,8,6000000,here\n";
  }
  manifest.close();
  const Stopped stopped = stop_program({"validate", "--table", "traces", "--data", folder / ""}, SIGTERM, has_children);
  check_stopped(stopped);
  CHECK(stopped.ended.out.empty());
}

TEST_CASE("a report that is stopped at its further runs leaves its first document whole, and its runs to go on with") {
  const ScratchFolder folder;
  REQUIRE(run_program({"run", four_regions, "--quiet", "--set", "simulation.horizon=60 d", "--set", "simulation.fidelity=fast", "--replications", "2", "--out", folder / "r.json"}).code == 0);
  for (const int signal : {SIGINT, SIGTERM}) {
    const std::string proposal = folder / std::to_string(signal), page = proposal + "/proposal.html";
    check_stopped(stop_program({"report", folder / "r.json", "--quiet", "--out", proposal}, signal, [&](pid_t program) { return fs::exists(page) && has_children(program); }));
    CHECK(read_text(page).ends_with("</html>\n"));
    CHECK(json::parse(read_text(proposal + "/inputs.json")).contains("result"));
    if (fs::exists(proposal + "/runs.json")) CHECK(json::parse(read_text(proposal + "/runs.json")).at("whole") == false);
  }
}
