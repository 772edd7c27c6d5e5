#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>

using namespace archipelago;
using nlohmann::json;

TEST_CASE("init writes a scenario that runs") {
  const ScratchFolder folder;
  REQUIRE(run_program({"init", folder / "my.json"}).code == 0);
  CHECK(contains(read_text(folder / "my.json"), "// "));
  CHECK(run_program({"run", folder / "my.json", "--set", "simulation.horizon=1 h"}).code == 0);
  CHECK(run_program({"init"}).out == read_text(folder / "my.json"));
  CHECK(run_program({"init", folder / "my.json"}).code == 2);
  CHECK(run_program({"init", folder / "my.json", "--force"}).code == 0);
}

TEST_CASE("list and show agree and name their sources") {
  const json catalogues = json::parse(run_program({"list", "--json"}).out);
  REQUIRE(catalogues.contains("accelerators"));
  std::size_t shown = 0;
  for (const auto& [catalogue, names] : catalogues.items())
    for (const auto& name : names) {
      const Ended entry = run_program({"show", name, "--json"});
      CAPTURE(catalogue, name);
      REQUIRE(entry.code == 0);
      CHECK(json::parse(entry.out).is_object());
      ++shown;
    }
  CHECK(shown > 10);
  CHECK(contains(run_program({"show", "h100-sxm"}).out, "source"));
  CHECK(contains(run_program({"show", "h100-sxn"}).err, "h100-sxm"));   // the nearest name
}

TEST_CASE("an accelerator is shown with its profile's constants and residuals, never its tables of corrections") {
  const std::string text = run_program({"show", "h100-sxm"}).out;
  for (const char* part : {"products", "of peak", "80 % band", "held back", "flash3", "norm_backward", "all_reduce", "between nodes", "host", "[1]"}) {
    CAPTURE(part);
    CHECK(contains(text, part));
  }
  CHECK_FALSE(contains(text, "[0]"));
  CHECK_FALSE(contains(text, "thousandths"));
  const json whole = json::parse(run_program({"show", "h100-sxm", "--json"}).out);
  CHECK(whole.at("measured").at("gemm").at(0).contains("grid"));
  CHECK(contains(run_program({"show", "tpu-v5e"}).out, "no kernel was measured"));
  CHECK_FALSE(json::parse(run_program({"show", "tpu-v5e", "--json"}).out).contains("measured"));
  CHECK(contains(run_program({"show", "a100-sxm-40gb"}).out, "of a100-sxm-80gb, scaled"));
}

TEST_CASE("the list of accelerators says whose kernels were measured") {
  const std::string text = run_program({"list", "accelerators"}).out;
  const auto line_of = [&](const std::string& name) {
    const auto at = text.find(name);
    return text.substr(at, text.find('\n', at) - at);
  };
  CHECK(contains(line_of("h100-sxm"), "measured"));
  CHECK(contains(line_of("a100-sxm-40gb"), "as a100-sxm-80gb"));
  CHECK(contains(line_of("tpu-v5e"), "data sheet"));
}

TEST_CASE("explain knows every figure of a result and reads a result") {
  const ScratchFolder folder;
  REQUIRE(run_program({"run", four_nodes, "--quiet", "--out", folder / "r.json"}).code == 0);
  const json result = json::parse(read_text(folder / "r.json"));
  for (const auto& [key, value] : result.items()) {
    if (key == "format" || value.is_structured()) continue;
    CAPTURE(key);
    CHECK(run_program({"explain", key}).code == 0);
  }
  CHECK(contains(run_program({"explain", "compute_utilization"}).out, "exposed_communication"));
  const Ended read = run_program({"explain", folder / "r.json"});
  CHECK(read.code == 0);
  CHECK(contains(read.out, "four-nodes-1g"));
}

TEST_CASE("schema is JSON and its reference names every required key") {
  const json schema = json::parse(run_program({"schema"}).out);
  CHECK(schema.contains("$schema"));
  const std::string reference = run_program({"schema", "--reference"}).out;
  for (const char* key : {"tokens_per_step", "sync_interval", "one_way_latency", "horizon"}) CHECK(contains(reference, key));
}

TEST_CASE("doctor says of each part whether it is here, what it is for and how to get it") {
  const Ended ended = run_program({"doctor", "--json"});
  CHECK(ended.code == 0);
  std::size_t needed = 0;
  for (const auto& row : json::parse(ended.out)) {
    CAPTURE(row.dump());
    CHECK_FALSE(row.at("serves").get<std::string>().empty());
    CHECK((row.at("state") == "missing") == row.at("found").is_null());
    if (row.at("needed") == true) {
      ++needed;
      CHECK(row.at("state") == "ok");
    } else if (row.at("state") != "ok") CHECK_FALSE(row.at("remedy").get<std::string>().empty());
  }
  CHECK(needed >= 5);
  CHECK(contains(run_program({"doctor"}).out, "Everything that runs need is here."));
}

TEST_CASE("doctor fails where what every run needs is not there") {
  const std::string program = PROGRAM;
  CHECK(std::system(("ARCHIPELAGO_DATA=/nowhere '" + program + "' doctor --json >/dev/null").c_str()) == 5 << 8);
  // Too little of something that is not needed by every run is said, and does not fail.
  CHECK(std::system(("(ulimit -n 100; '" + program + "' doctor) | grep -q '^too little *open files *100 '").c_str()) == 0);
}

TEST_CASE("compare puts protocols side by side under the same seeds") {
  const Ended ended = run_program({"compare", four_regions, "--protocols", "decoupled-diloco,data-parallel", "--replications", "2", "--set",
                                   "simulation.horizon=1 h", "--json"});
  CAPTURE(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(contains(ended.out, "decoupled-diloco"));
  CHECK(contains(ended.out, "data-parallel"));
  CHECK_FALSE(json::parse(ended.out).empty());
  CHECK(contains(ended.err, "quorum"));   // a key that data-parallel does not use is dropped, and said
}

TEST_CASE("explain says of a scenario which single part of its network stops the run") {
  const std::string examples = std::string(SOURCE_ROOT) + "/scenarios/examples/";
  const Ended star = run_program({"explain", examples + "four-regions.json"});
  REQUIRE(star.code == 0);
  for (const char* part : {"stops the run", "backbone", "plains", "Single points of failure"}) CHECK(contains(star.out, part));
  const Ended two = run_program({"explain", examples + "two-leased-lines.json"});
  CHECK(contains(two.out, "No single link"));
  CHECK(contains(two.out, "goes on, slower"));
  const Ended one = run_program({"explain", examples + "two-leased-lines.json", "--set", "network.multipath=none", "--set", "network.failover_delay=null"});
  CHECK(contains(one.out, "Single points of failure, each of which stops the run until it is back: link short-line."));
  CHECK(contains(one.out, "\"multipath\": \"failover\""));
  CHECK(run_program({"explain", "goodput", "--set", "a=1"}).code == 2);
  CHECK(run_program({"explain", examples + "two-leased-lines.json", "--set", "network.multipaht=none"}).code == 3);
}
