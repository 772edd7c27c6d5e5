#include "scenarios/variants/alternatives.hpp"
#include "scenarios/variants/knob.hpp"
#include "scenarios/variants/scaled.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace archipelago;
using nlohmann::json;

namespace {

json example() {
  return json::parse(R"({"name": "two", "training": {"tokens_per_step": 1000, "step_efficiency": 1}, "sites": [{"name": "a"}, {"name": "b"}],
    "learners": [{"name": "x", "site": "a", "accelerator": "h100-sxm", "accelerators": 64, "slice_size": 8, "available": [["10 h", "18 h"], ["20 h", "22 h"]]},
                 {"name": "y", "site": "b", "accelerator": "l40s", "accelerators": 64, "price": "1.5 USD/h"}],
    "network": {"links": [{"name": "l", "between": ["a", "b"], "bandwidth": "2 Gbps"}]}, "checkpoints": "none",
    "protocol": {"name": "decoupled-diloco", "bits": 4, "quorum": 5}, "failures": {"mtbi": "5 year"}, "simulation": {"horizon": "1 d"}})");
}

const Knob& knob(const std::vector<Knob>& knobs, const std::string& id) {
  for (const Knob& one : knobs)
    if (one.id == id) return one;
  FAIL("no knob " << id);
  throw 0;
}

} // namespace

TEST_CASE("a quantity is scaled in its own unit, and what is none is not") {
  CHECK(scaled("2 Gbps", 2) == json("4 Gbps"));
  CHECK(scaled("2.50 USD/h", 0.5) == json("1.25 USD/h"));
  CHECK(scaled(24, 0.5) == json(12));
  CHECK_FALSE(scaled("llama-3", 2));
  CHECK_FALSE(scaled(json::array({{"10 h", "18 h"}, {"20 h", "22 h"}}), 1.5));   // the first would reach into the second
}

TEST_CASE("a knob is there where the scenario has what it turns") {
  json scenario = example();
  const auto knobs = knobs_of(scenario);
  CHECK(turn(scenario, knob(knobs, "bandwidth"), 0.5));
  CHECK(scenario["network"]["links"][0]["bandwidth"] == "1 Gbps");
  CHECK(turn(scenario, knob(knobs, "availability"), 0.5));
  CHECK(value_at(example(), knob(knobs, "mtbi"), 2) == "10 year");
  CHECK(std::none_of(knobs.begin(), knobs.end(), [](const Knob& one) { return one.id == "restart"; }));
  json other = {{"learners", json::array()}};
  CHECK_FALSE(turn(other, knob(knobs, "bandwidth"), 0.5));
}

TEST_CASE("a job of another size keeps whole slices, or is refused") {
  json scenario = example();
  CHECK(resize(scenario, 0.5));
  CHECK(scenario["learners"][0]["accelerators"] == 32);
  CHECK(scenario["training"]["tokens_per_step"] == 500);
  CHECK_FALSE(resize(scenario, 0.1));
}

TEST_CASE("alternatives are other protocols with gradients of full width, and a pilot is two nodes") {
  const auto all = alternatives_to(example());
  REQUIRE(all.size() == 3);
  CHECK(all[0].scenario["protocol"]["bits"] == 16);
  CHECK(all[0].scenario["checkpoints"]["interval"] == "optimal");
  CHECK_FALSE(all[0].note.empty());
  const json pilot = pilot_of(example());
  CHECK(pilot["learners"].size() == 2);
  CHECK(pilot["learners"][1]["accelerator"] == "l40s");
  CHECK(pilot["protocol"]["quorum"] == 2);
}
