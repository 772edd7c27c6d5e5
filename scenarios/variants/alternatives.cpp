#include "scenarios/variants/alternatives.hpp"

#include "scenarios/variants/knob.hpp"

#include <algorithm>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr int gradient_bits = 16;             // gradients travel as bf16; the fewer bits of parameters are DiLoCo's

json under(json scenario, const char* protocol, std::string& note) {
  json& own = scenario["protocol"];
  own["name"] = protocol;
  if (own.value("bits", gradient_bits) < gradient_bits) own["bits"] = gradient_bits;
  if (scenario.value("checkpoints", json()) == "none" && scenario.value("failures", json("none")) != "none") {
    scenario["checkpoints"] = {{"interval", "optimal"}};
    note = "checkpoints are written in no time: the scenario has none";
  }
  return scenario;
}

} // namespace

std::vector<Alternative> alternatives_to(const json& scenario) {
  std::vector<Alternative> all;
  const std::string now = scenario.at("protocol").at("name").get<std::string>();
  const auto add = [&](const char* id, const char* title, json document, std::string note) { all.push_back({id, title, std::move(document), std::move(note)}); };
  std::string note;
  if (now != "data-parallel") {
    json document = under(scenario, "data-parallel", note);
    add("synchronous", "One synchronous job with checkpoints", std::move(document), note);
  }
  if (now != "elastic-data-parallel") {
    json document = under(scenario, "elastic-data-parallel", note);
    add("elastic", "Elastic data parallel: goes on with fewer replicas", std::move(document), note);
  }
  json half = under(scenario, "data-parallel", note);
  if (resize(half, 0.5)) add("half", "One synchronous job, half the accelerators for longer", std::move(half), note);
  return all;
}

json pilot_of(const json& scenario) {
  json pilot = scenario;
  pilot["name"] = scenario.value("name", "proposal") + "-pilot";
  pilot["model"] = "llama-3.2-1b";
  pilot["training"] = {{"tokens_per_step", 262144}, {"sequence_length", 2048}, {"target_tokens", 20e9}};
  if (scenario.at("training").contains("optimizer")) pilot["training"]["optimizer"] = scenario.at("training").at("optimizer");
  json first = scenario.at("learners").front();
  for (const char* key : {"count", "available", "step_time", "layout", "efficiency"}) first.erase(key);
  first["accelerators"] = 8;
  if (first.contains("slice_size")) first["slice_size"] = 8;
  json second = first;
  first["name"] = "pilot-a", second["name"] = "pilot-b";
  if (scenario.at("sites").size() > 1) {
    const json& there = scenario.at("sites")[scenario.at("sites")[0].at("name") == first.value("site", "") ? 1 : 0];
    second["site"] = there.at("name");
    for (const json& learner : scenario.at("learners"))
      if (learner.value("site", "") == there.at("name"))
        for (const char* key : {"accelerator", "price", "price_category"})
          if (learner.contains(key)) second[key] = learner.at(key);
  }
  pilot["learners"] = {first, second};
  json& protocol = pilot["protocol"];
  if (protocol.contains("quorum")) protocol["quorum"] = std::min(protocol["quorum"].get<int>(), 2);
  for (const char* key : {"syncer", "fragmentation"}) protocol.erase(key);
  if (pilot.contains("checkpoints") && pilot["checkpoints"].is_object()) pilot["checkpoints"].erase("size");
  pilot["simulation"] = {{"horizon", "20e9 tokens"}, {"warm_up", "0 s"}, {"replications", 8}};
  if (pilot.contains("failures") && pilot["failures"].is_object()) pilot["failures"].erase("recovery");   // a pilot holds no spares
  if (pilot.contains("costs"))
    for (const char* key : {"investment", "staff", "storage", "baseline"}) pilot["costs"].erase(key);
  return pilot;
}

} // namespace archipelago
