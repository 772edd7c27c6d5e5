#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace archipelago;

TEST_CASE("help teaches and is no error") {
  const Ended help = run_program({"--help"});
  CHECK(help.code == 0);
  CHECK(help.err.empty());
  for (const char* command : {"run", "compare", "validate", "audit", "list", "show", "explain", "schema", "init", "doctor"}) {
    CHECK(contains(help.out, command));
    const Ended own = run_program({command, "--help"});
    CHECK(own.code == 0);
    CHECK(contains(own.out, std::string("Example:\n  archipelago ") + command));
  }
}

TEST_CASE("mistakes on the command line are exit 2 and say what to do") {
  const std::vector<std::vector<std::string>> mistakes{
      {}, {"sail"}, {"run"}, {"run", four_nodes, "--sail"}, {"run", four_nodes, "--jobs", "0"}, {"run", four_nodes, "--replications", "none"},
      {"run", four_nodes, "--record", "a", "--replay", "b"}, {"show", "no-such-entry"}, {"explain", "no_such_figure"}, {"list", "no-such-catalogue"}};
  for (const auto& mistake : mistakes) {
    const Ended ended = run_program(mistake);
    CAPTURE(ended.err, mistake);
    CHECK(ended.code == 2);
    CHECK(ended.out.empty());
    CHECK_FALSE(ended.err.empty());
  }
}

TEST_CASE("a scenario's problems come all at once, with file, line, column and pointer") {
  const ScratchFolder folder;
  const std::string file = folder / "broken.json";
  std::ofstream(file) << R"({"format": "archipelago/1", "model": {"parameters": 1e9},
 "training": {"tokens_per_step": 2048},
 "sites": [{"name": "n1"}],
 "learners": [{"name": "w1", "site": "n2", "accelerator": "l40s", "accelerators": 1, "step_time": "25 parsecs"}],
 "protocol": {"name": "diloco", "sync_intervall": 32},
 "failures": "none", "simulation": {"horizon": "320 steps"}})";
  const Ended ended = run_program({"run", file});
  CAPTURE(ended.err);
  CHECK(ended.code == 3);
  CHECK(ended.out.empty());
  CHECK(contains(ended.err, file + ":4:"));
  CHECK(contains(ended.err, "/learners/0/site"));
  CHECK(contains(ended.err, "/learners/0/step_time"));
  CHECK(contains(ended.err, file + ":5:"));
  CHECK(contains(ended.err, "sync_interval"));
}

TEST_CASE("a scenario that is not there, or is no JSON, is exit 3") {
  const ScratchFolder folder;
  const Ended absent = run_program({"run", folder / "absent.json"});
  CHECK(absent.code == 3);
  CHECK(contains(absent.err, "absent.json"));
  std::ofstream(folder / "text.json") << "{\"format\": ";
  CHECK(run_program({"run", folder / "text.json"}).code == 3);
  CHECK(run_program({"run", four_nodes, "--set", "learners.w9.accelerators=2"}).code == 3);
}

TEST_CASE("what this release cannot do is exit 5 and says what can be done") {
  const Ended nowhere = run_program({"run", four_nodes, "--out", "/no/such/folder/r.json"});
  CHECK(nowhere.code == 5);
  CHECK(contains(nowhere.err, "/no/such/folder"));
}

TEST_CASE("a mistyped command is answered with the nearest") { CHECK(contains(run_program({"comprae"}).err, "compare")); }

TEST_CASE("a flag without effect is a mistake") {
  const ScratchFolder folder;
  const Ended ended = run_program({"run", four_nodes, "--set", "simulation.fidelity=closed-form", "--timeline", folder / "t.json"});
  CHECK(ended.code == 2);
  CHECK(contains(ended.err, "--timeline"));
  CHECK(run_program({"run", four_nodes, "--set", "simulation.fidelity=closed-form", "--replications", "3"}).code == 2);
  const Ended fast = run_program({"run", four_nodes, "--set", "simulation.fidelity=fast", "--sg-cfg", "network/optim:Full"});
  CHECK(fast.code == 2);
  CHECK(contains(fast.err, "--sg-cfg"));
}
