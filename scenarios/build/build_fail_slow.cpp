// What is wrong with learners that go on: slow spells and silent corruption.
#include "scenarios/build/builders.hpp"
#include "scenarios/build/trace_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace archipelago {

namespace {

void observe_spells(const Part& part, const World& world, SlowLaw& law) {
  const std::string map = part.text("map").value_or("sampled");
  const Seconds offset = part.quantity<Seconds>("offset").value_or(Seconds(0));
  for (const char* key : {"between", "length", "factor"})
    if (part.has(key)) part.wrong(key, "a trace has its own spells");
  const auto trace = read_trace_file(part, "trace", {TraceKind::slow_spell}, "slow spells");
  if (!trace) return;
  const OutageTrace& spells = *trace->outages();
  if (std::any_of(spells.outages.begin(), spells.outages.end(), [](const NodeOutage& spell) { return spell.end == NodeOutage::unknown_end || !(spell.speed > 0); }))
    return part.wrong("trace", "it has spells without an end, or with a speed of 0; expected an end and a speed above 0 in every row");
  std::vector<SlicedLearner> learners;
  for (const Learner& learner : world.learners) learners.push_back({learner.accelerators, learner.slice_size});
  std::string refusal;
  const NodeMapWish wish{map == "same" ? MapKind::same : map == "tiled" ? MapKind::tiled : MapKind::sampled, nodes_of_run(spells, learners, refusal), Seconds(0), offset, true, 0};
  if (refusal.empty()) refusal = refusal_of(spells, wish);
  if (!refusal.empty()) return part.wrong("trace", refusal);
  const std::string name = std::filesystem::path(*part.text("trace")).filename().string();
  law.observed = ObservedFailures{std::shared_ptr<const OutageTrace>(trace, &spells), name, wish.kind, offset};
  part.assume("trace", fmt::format("{}: {}", name, map_statement(spells, wish)), "slow spells on the wall clock");
}

void build_slow(const Part& part, World& world) {
  SlowLaw law;
  if (part.has("trace")) {
    observe_spells(part, world, law);
    if (law.observed) world.slow = std::move(law);
    return;
  }
  for (const char* key : {"map", "offset"})
    if (part.has(key)) part.wrong(key, "says how to look at a trace, and there is no \"trace\"");
  for (const char* key : {"between", "length"})
    if (!part.has(key)) part.wrong("", fmt::format("\"{}\" is missing: slow spells have \"between\" and \"length\", or a \"trace\"", key));
  if (const auto between = part.object("between")) law.between = build_law(*between).value_or(Law{});
  if (const auto length = part.object("length")) law.length = build_law(*length).value_or(Law{});
  const std::vector<double> factor = part.numbers("factor");
  if (part.has("factor") && factor.size() != 2) part.wrong("factor", fmt::format("found {} number(s), expected [least, most]", factor.size()));
  if (!part.has("factor")) part.assume("factor", "0.5 to 0.95", "fail-slow nodes of large jobs (Greyhound, ATC 2025)");
  if (factor.size() == 2) {
    law.least = factor[0];
    law.most = factor[1];
    if (law.least > law.most) part.wrong("factor", "the least is above the most");
  }
  if (part.has("between") && part.has("length")) world.slow = law;
}

void build_corruption(const Part& part, World& world) {
  Corruption corruption;
  const std::string policy = part.text("policy").value_or("");
  corruption.policy = policy == "replay" ? Corruption::Policy::replay : policy == "reject-merge" ? Corruption::Policy::reject_merge : Corruption::Policy::rollback;
  const bool replay = corruption.policy == Corruption::Policy::replay;
  for (const char* key : {"between", "detection"}) {
    if (replay && part.has(key)) part.wrong(key, "has no effect: with policy replay a corruption is found at the end of its step");
    if (!replay && !policy.empty() && !part.has(key)) part.wrong("", fmt::format("\"{}\" is missing: policy {} needs it", key, policy));
  }
  if (replay) corruption.replayed = part.number("replayed").value_or(corruption.replayed);
  else if (part.has("replayed")) part.wrong("replayed", "has no effect without policy replay");
  if (const auto between = part.object("between")) corruption.life = build_law(*between).value_or(Law{});
  if (const auto detection = part.object("detection")) corruption.detection = build_law(*detection).value_or(Law{});
  const bool gradients = world.protocol.name == ProtocolName::data_parallel || world.protocol.name == ProtocolName::elastic_data_parallel;
  if (gradients && corruption.policy == Corruption::Policy::reject_merge)
    part.wrong("policy", fmt::format("{} merges gradients of every step, and nobody can refuse one; expected rollback or replay", to_string(world.protocol.name)));
  if (policy == "rollback" && !world.checkpoints) part.wrong("policy", "rollback goes back to a checkpoint, and the scenario states none; expected \"checkpoints\", or another policy");
  if (!policy.empty()) world.corruption = corruption;
}

} // namespace

void build_fail_slow(const Part& root, World& world) {
  const auto failures = root.object("failures");
  if (!failures) return;
  if (const auto part = failures->object("slow")) build_slow(*part, world);
  if (const auto part = failures->object("corruption")) build_corruption(*part, world);
  if ((world.slow || world.corruption) && world.simulation.fidelity == Fidelity::closed_form)
    world.flags.push_back({"closed-form", "Slow spells and silent corruption are left out of a closed form."});
}

} // namespace archipelago
