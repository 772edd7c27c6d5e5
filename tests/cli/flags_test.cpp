// No flag is ignored: each one that --help offers changes what comes out, or is refused where it makes no sense.
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

using namespace archipelago;

namespace {

using Words = std::vector<std::string>;
struct Trial { Words base, with; };   // the same call without and with the flag

std::string outcome(const Words& arguments, const ScratchFolder& folder) {
  const std::size_t before = folder.entries();
  const Ended ended = run_program(arguments);
  const std::string seen = std::to_string(ended.code) + ended.out + ended.err + std::to_string(folder.entries() - before);
  return std::regex_replace(seen, std::regex("[0-9.]+ [mu]?s of wall time"), "");   // the clock is no effect of a flag
}

Words joined(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::set<std::string> offered_flags(const std::string& command) {
  const std::string help = run_program({command, "--help"}).out;
  std::set<std::string> flags;
  const std::regex flag("(^|[ ,])(--[a-z-]+)");
  for (std::sregex_iterator it(help.begin(), help.end(), flag), end; it != end; ++it) flags.insert((*it)[2]);
  flags.erase("--help");
  return flags;
}

Words short_run() { return {"run", four_nodes, "--set", "simulation.horizon=32 steps"}; }

std::map<std::string, Trial> trials_of(const std::string& command, const ScratchFolder& folder) {
  const std::string file = folder / "f.json";
  const auto flag = [](Words base, Words more) { return Trial{base, joined(base, more)}; };
  const std::map<std::string, Trial> playing{
      {"--set", flag(short_run(), {"--set", "protocol.bits=16"})},
      {"--seed", flag(short_run(), {"--seed", "7"})},
      {"--replications", flag(short_run(), {"--replications", "2"})},
      {"--jobs", flag(short_run(), {"--jobs", "0"})},                  // how many at a time changes no figure; nonsense is refused
      {"--time-limit", flag({"run", four_regions, "--set", "simulation.horizon=1 h"}, {"--time-limit", "0.001"})},
      {"--memory-limit", flag(short_run(), {"--memory-limit", "1MB"})},
      {"--sg-cfg", flag(short_run(), {"--sg-cfg", "network/model:no-such-model"})},
      {"--quiet", flag(short_run(), {"--quiet"})},
  };
  if (command == "run") {
    std::map<std::string, Trial> trials = playing;
    trials["--out"] = flag(short_run(), {"--out", file});
    trials["--timeline"] = flag(short_run(), {"--timeline", folder / "t.json"});
    trials["--record"] = flag(short_run(), {"--record", folder / "tape.json"});
    trials["--replay"] = flag(short_run(), {"--replay", folder / "none.json"});
    trials["--chaos"] = flag(short_run(), {"--chaos", "kill=learner:w2@300ms..1s"});
    trials["--stream"] = flag(short_run(), {"--stream"});
    return trials;
  }
  if (command == "compare") {
    std::map<std::string, Trial> trials = playing;
    for (auto& [name, trial] : trials)
      for (Words* words : {&trial.base, &trial.with}) {
        words->front() = "compare";
        words->insert(words->begin() + 2, {"--protocols", "diloco,data-parallel"});
      }
    trials["--time-limit"].base[3] = trials["--time-limit"].with[3] = "decoupled-diloco,data-parallel";
    trials["--seed"] = flag({"compare", four_regions, "--protocols", "decoupled-diloco,data-parallel", "--replications", "1", "--set",
                             "simulation.horizon=1 h", "--set", "failures.mtbi=0.02 year"}, {"--seed", "7"});
    const Words compare{"compare", four_nodes, "--protocols", "diloco,data-parallel", "--set", "simulation.horizon=32 steps"};
    trials["--protocols"] = {compare, {"compare", four_nodes, "--protocols", "diloco,elastic-data-parallel", "--set", "simulation.horizon=32 steps"}};
    trials["--json"] = flag(compare, {"--json"});
    return trials;
  }
  if (command == "validate") {
    const Words one{"validate", "recovery"};
    std::filesystem::create_directories(folder / "timings");
    std::ofstream(folder / "timings/diloco_measured_runs.csv") << "run_id\nno,such,columns\n";   // found, and refused
    std::ofstream(folder / "diloco_measured_runs.csv") << "run_id\nno,such,columns\n";
    return {{"--table", {{"validate", "--json", "recovery"}, {"validate", "--json", "--table", "heterogeneity"}}},
            {"--data", {{"validate", "measured"}, {"validate", "measured", "--data", folder / ""}}},
            {"--jobs", flag(one, {"--jobs", "0"})},
            {"--refit", flag(one, {"--refit", "no-such-table"})},
            {"--json", flag(one, {"--json"})},
            {"--markdown", flag(one, {"--markdown"})}};
  }
  if (command == "sweep") {
    std::filesystem::create_directories(folder / "s");
    const Words sweep{"sweep", four_nodes, "--set", "simulation.horizon=32 steps", "--vary", "protocol.bits=8,16", "--out", folder / "s/a.db"};
    const Words fresh{"sweep", four_nodes, "--set", "simulation.horizon=32 steps", "--vary", "protocol.bits=8,16", "--dry", "--out", folder / "s/none.db"};
    const Words failing{"sweep", four_nodes, "--set", "simulation.horizon=32 steps", "--vary", "protocol.bits=8,16", "--retries", "0", "--out", folder / "s/failing.db"};
    return {{"--vary", flag(fresh, {"--vary", "protocol.sync_interval=16,32"})},
            {"--set", flag(fresh, {"--set", "training.tokens_per_step=4096"})},
            {"--where", flag(fresh, {"--where", "protocol.bits < 16"})},
            {"--seed", flag(fresh, {"--seed", "7"})},
            {"--replications", flag(fresh, {"--replications", "2"})},
            {"--half-width", flag(sweep, {"--half-width", "0.1"})},
            {"--most-replications", {joined(sweep, {"--half-width", "0.1"}), joined(sweep, {"--half-width", "0.1", "--most-replications", "0"})}},
            {"--out", {sweep, {"sweep", four_nodes, "--vary", "protocol.bits=8,16", "--out", "/no/such/folder/a.db"}}},
            {"--jobs", flag(sweep, {"--jobs", "0"})},
            {"--time-limit", flag(fresh, {"--time-limit", "0"})},
            {"--memory-limit", {sweep, joined(failing, {"--memory-limit", "1MB"})}},
            {"--retries", flag(fresh, {"--retries", "-1"})},
            {"--retry-failed", flag(failing, {"--retry-failed"})},
            {"--design", flag(fresh, {"--design", "sobol:5"})},
            {"--goal", flag(sweep, {"--goal", "min goodput"})},
            {"--figures", flag(sweep, {"--figures", "horizon_s"})},
            {"--shard", flag(sweep, {"--shard", "1/2"})},
            {"--dry", flag(sweep, {"--dry"})},
            {"--csv", flag(sweep, {"--csv"})},
            {"--dump", flag(sweep, {"--dump"})},
            {"--json", flag(sweep, {"--json"})},
            {"--quiet", flag(sweep, {"--quiet"})}};
  }
  if (command == "sensitivity") {
    std::filesystem::create_directories(folder / "s");
    const Words ask{"sensitivity", four_nodes, "--set", "simulation.horizon=32 steps", "--out", folder / "s/a.db"};
    const Words vary = joined(ask, {"--vary", "protocol.bits=8,16"});
    const Words screen = joined(vary, {"--morris", "2", "--quiet", "--json"});
    const Words search = joined(ask, {"--break-even", "protocol.bits=8..16", "--reach", "0.5"});
    const Words failing{"sensitivity", four_nodes, "--set", "simulation.horizon=32 steps", "--vary", "protocol.bits=8,16", "--retries", "0", "--out", folder / "s/failing.db"};
    return {{"--vary", flag(vary, {"--vary", "protocol.sync_interval=16,32"})},
            {"--set", flag(vary, {"--set", "training.tokens_per_step=4096"})},
            {"--where", flag(vary, {"--where", "protocol.bits < 16"})},
            {"--seed", flag(vary, {"--seed", "7"})},
            {"--replications", flag(vary, {"--replications", "2"})},
            {"--out", {vary, {"sensitivity", four_nodes, "--vary", "protocol.bits=8,16", "--out", "/no/such/folder/a.db"}}},
            {"--jobs", flag(vary, {"--jobs", "0"})},
            {"--time-limit", flag(vary, {"--time-limit", "0"})},
            {"--memory-limit", {vary, joined(failing, {"--memory-limit", "1MB"})}},
            {"--retries", flag(vary, {"--retries", "-1"})},
            {"--retry-failed", flag(failing, {"--retry-failed"})},
            {"--goal", flag(vary, {"--goal", "min horizon_s"})},
            {"--morris", flag(vary, {"--morris", "2"})},
            {"--morris-seed", {screen, joined(screen, {"--morris-seed", "x"})}},
            {"--break-even", {vary, search}},
            {"--reach", {search, joined(ask, {"--break-even", "protocol.bits=8..16", "--reach", "0.9"})}},
            {"--against", {search, joined(ask, {"--break-even", "protocol.bits=8..16", "--against", "data-parallel"})}},
            {"--against-set", {search, joined(ask, {"--break-even", "protocol.bits=8..16", "--against-set", "protocol.sync_interval=16"})}},
            {"--json", flag(vary, {"--json"})},
            {"--quiet", flag(vary, {"--quiet"})}};
  }
  if (command == "merge") {
    const std::string part = folder / "part.db";
    run_program({"sweep", four_nodes, "--set", "simulation.horizon=32 steps", "--vary", "protocol.bits=8,16", "--out", part});
    const Words merge{"merge", part, "--out", folder / "all.db"};
    return {{"--out", {merge, {"merge", part, "--out", "/no/such/folder/all.db"}}}, {"--dump", flag(merge, {"--dump"})}};
  }
  if (command == "init") {
    run_program({"init", file});
    return {{"--force", flag({"init", file}, {"--force"})}};
  }
  if (command == "schema") return {{"--reference", flag({"schema"}, {"--reference"})}, {"--study", flag({"schema"}, {"--study"})}};
  if (command == "man") return {{"--out", flag({"man"}, {"--out", folder / "pages"})}};
  if (command == "show") return {{"--json", flag({"show", "h100-sxm"}, {"--json"})}};
  return {{"--json", flag({command}, {"--json"})}};   // list, doctor
}

} // namespace

TEST_CASE("every flag that help offers has an effect or is refused") {
  for (const std::string command : {"run", "compare", "sweep", "merge", "sensitivity", "validate", "init", "schema", "show", "list", "doctor", "completion", "man"}) {
    const ScratchFolder folder;
    const auto trials = trials_of(command, folder);
    const bool leaves_something = std::set<std::string>{"sweep", "sensitivity", "merge", "init"}.contains(command);
    std::map<Words, std::string> without;   // what leaves nothing behind ends each time the same
    for (const std::string& flag : offered_flags(command)) {
      CAPTURE(command, flag);
      REQUIRE(trials.count(flag) == 1);
      const Trial& trial = trials.at(flag);
      std::string& plain = without[trial.base];
      if (plain.empty() || leaves_something) plain = outcome(trial.base, folder);
      CHECK(outcome(trial.with, folder) != plain);
    }
  }
}
