#include "scenarios/build/builders.hpp"
#include "scenarios/build/names.hpp"
#include "scenarios/fields/protocol_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

namespace {

using enum ProtocolName;

bool per_step(ProtocolName name) { return name == data_parallel || name == elastic_data_parallel; }
bool lock_step(ProtocolName name) { return per_step(name) || name == diloco || name == streaming_diloco; }
bool fragment_wise(ProtocolName name) { return name == decoupled_diloco || name == streaming_diloco; }
bool has_server(ProtocolName name) { return name == async_local_sgd || name == hierarchical_local_sgd; }

// A count whose default depends on the protocol.
int count_of(const Part& part, const char* key, ProtocolName name, int otherwise) {
  if (part.has(key)) return static_cast<int>(part.count(key).value_or(otherwise));
  const auto fallback = protocol_fallback(name, key);
  if (!fallback) return otherwise;
  part.assume(key, fallback->value, fallback->source);
  return std::stoi(fallback->value);
}

int default_fragments(const Part& part, const World& world, const ProtocolRules& rules) {
  const auto assumed = [&](int value, const char* source) {
    part.assume("fragments", std::to_string(value), source);
    return value;
  };
  if (!world.model.fragment_sizes.empty())
    return assumed(static_cast<int>(world.model.fragment_sizes.size()), "one per entry of model.fragment_sizes");
  if (const auto fallback = protocol_fallback(rules.name, "fragments"))
    return assumed(std::stoi(fallback->value), fallback->source.c_str());
  int fragments = 24;
  const char* source = "P of arXiv 2604.21428";
  if (rules.name == streaming_diloco && world.model.layers >= 3) {
    fragments = world.model.layers / 3;
    source = "3 layers each, as in Streaming DiLoCo (arXiv 2501.18512)";
  }
  const auto tensors = static_cast<int>(world.model.tensors.size());
  if (tensors > 0 && fragments > tensors) return assumed(std::min(tensors, rules.sync_interval), "at most one fragment per tensor");
  if (fragments > rules.sync_interval) return assumed(rules.sync_interval, "at most one fragment per step of sync_interval");
  return assumed(fragments, source);
}

void check_fragments(const Part& part, const World& world, const ProtocolRules& rules) {
  const char* key = part.has("fragments") ? "fragments" : "";
  const auto& model = world.model;
  if (!model.fragment_sizes.empty() && model.fragment_sizes.size() != static_cast<std::size_t>(rules.fragments))
    part.wrong(
        key, fmt::format("{} fragments, but model.fragment_sizes has {} entries", rules.fragments, model.fragment_sizes.size()));
  if (fragment_wise(rules.name) && rules.fragments > rules.sync_interval)
    part.wrong(key, fmt::format("{} fragments in a sync_interval of {} steps; expected at most one fragment per step",
                                rules.fragments, rules.sync_interval));
  if (!model.tensors.empty() && model.fragment_sizes.empty() && static_cast<std::size_t>(rules.fragments) > model.tensors.size())
    part.wrong(key, fmt::format("{} fragments of a model with {} tensors; expected at most one fragment per tensor",
                                rules.fragments, model.tensors.size()));
  if (rules.fragmentation != Fragmentation::balanced && model.tensors.empty())
    part.wrong("fragmentation", "needs a model whose tensors are known: a catalogue model, all dimensions, or tensors_per_layer");
}

void read_fragments(const Part& part, const World& world, ProtocolRules& rules) {
  if (per_step(rules.name) || has_server(rules.name)) {
    rules.fragments = 1;
    return;
  }
  rules.fragments =
      part.has("fragments") ? static_cast<int>(part.count("fragments").value_or(1)) : default_fragments(part, world, rules);
  if (fragment_wise(rules.name)) {
    const std::string kind = part.text("fragmentation").value_or("balanced");
    rules.fragmentation = kind == "layer"    ? Fragmentation::layer
                          : kind == "tensor" ? Fragmentation::tensor
                                             : Fragmentation::balanced;
  }
  check_fragments(part, world, rules);
}

void read_quorum(const Part& part, const World& world, ProtocolRules& rules) {
  const auto learners = static_cast<int>(world.learners.size());
  if (lock_step(rules.name)) rules.quorum = std::max(learners, 1);
  else rules.quorum = 1;
  if (rules.name != decoupled_diloco) return;
  rules.quorum = static_cast<int>(part.count("quorum").value_or(1));
  if (learners > 0 && rules.quorum > learners)
    part.wrong("quorum", fmt::format("a quorum of {} with {} learners; it could never be reached", rules.quorum, learners));
}

void read_grace(const Part& part, ProtocolRules& rules) {
  rules.grace.reset();
  if ((rules.name != decoupled_diloco && rules.name != async_local_sgd) || part.is_word("grace", "none")) return;
  const Part grace = part.object_or_empty("grace");
  rules.grace = Grace{grace.number("margin").value_or(0.9), grace.number("cap").value_or(1)};
}

void read_syncer(const Part& part, const World& world, ProtocolRules& rules) {
  if (const auto central = part.object("syncer")) {
    rules.sharded_syncer = false;
    if (const auto name = central->text("site"))
      rules.syncer_site = refer(*central, "site", *name, "site", site_names(world)).value_or(0);
  } else if (has_server(rules.name)) {
    rules.sharded_syncer = false;
    if (!part.has("syncer") && !world.sites.empty()) part.assume("syncer.site", world.sites.front().name, "the first site");
  } else if (rules.name == decoupled_diloco && !part.has("syncer")) {
    part.assume("syncer", "sharded", "a shard beside every learner (arXiv 2604.21428, section 4)");
  }
}

void read_readiness(const Part& part, const World& world, ProtocolRules& rules) {
  if (has_server(rules.name)) return;
  if (const auto written = part.text("readiness")) {
    rules.readiness = *written == "layer" ? Readiness::layer : Readiness::fragment;
  } else if (!part.has("readiness")) {
    const bool layers = rules.name != decoupled_diloco && rules.name != diloco && world.model.layers > 0;
    rules.readiness = layers ? Readiness::layer : Readiness::fragment;
    part.assume("readiness", layers ? "layer" : "fragment",
                layers                   ? "the mechanism behind the published tables of lock-step schemes"
                : world.model.layers > 0 ? "whole fragments are sent at the end of a step"
                                         : "the layers of the model are not known");
  }
  if (rules.readiness != Readiness::layer) return;
  if (world.model.layers == 0) part.wrong("readiness", "\"layer\" needs a model with \"layers\"");
  if (rules.name == decoupled_diloco && static_cast<std::size_t>(rules.quorum) != world.learners.size())
    part.wrong("readiness", fmt::format("\"layer\" with a quorum of {} of {} learners: a merge that does not wait for all has no "
                                        "fixed members; expected \"fragment\", or quorum {}",
                                        rules.quorum, world.learners.size(), world.learners.size()));
}

void read_transfer(const Part& part, ProtocolRules& rules) {
  const auto fallback = protocol_fallback(rules.name, "bits");
  if (!part.has("bits") && fallback) part.assume("bits", fallback->value, fallback->source);
  rules.bits = part.has("bits") ? part.number("bits").value_or(1) : std::stod(fallback->value);
  if (!has_server(rules.name) && rules.sharded_syncer)
    rules.all_reduce = part.text("all_reduce").value_or("site-ring") == "flat-ring" ? AllReduce::flat_ring : AllReduce::site_ring;
  rules.sync_overhead = part.quantity<Seconds>("sync_overhead").value_or(Seconds(0));
  rules.start_up = part.quantity<Seconds>("start_up").value_or(Seconds(0));
}

void read_pace(const Part& part, ProtocolRules& rules) {
  rules.sync_interval = per_step(rules.name) ? 1 : count_of(part, "sync_interval", rules.name, 1);
  rules.overlap = fragment_wise(rules.name) ? count_of(part, "overlap", rules.name, 0) : 0;
  if (rules.overlap > rules.sync_interval)
    part.wrong("overlap", fmt::format("a fragment would be sent again ({} steps later) before it is back ({} steps later)",
                                      rules.sync_interval, rules.overlap));
  if (rules.name == hierarchical_local_sgd) rules.accumulations = static_cast<int>(part.count("accumulations").value_or(32));
  const bool waits = fragment_wise(rules.name) || rules.name == diloco || rules.name == elastic_data_parallel;
  rules.join_timeout = part.quantity<Seconds>("join_timeout");
  if (waits && !part.has("join_timeout")) part.assume("join_timeout", "never", "not given: waits as long as it takes");
}

} // namespace

void build_protocol(const Part& root, World& world) {
  const auto part = root.object("protocol");
  const auto name = part ? protocol_by_name(part->text("name").value_or("")) : std::nullopt;
  if (!name) return;
  ProtocolRules& rules = world.protocol;
  rules.name = *name;
  read_pace(*part, rules);
  read_fragments(*part, world, rules);
  read_quorum(*part, world, rules);
  read_grace(*part, rules);
  read_syncer(*part, world, rules);
  read_readiness(*part, world, rules);
  read_transfer(*part, rules);
  if (rules.name != decoupled_diloco) return;
  rules.merge = part->text("merge").value_or("rda") == "average" ? Merge::average : Merge::rda;
  rules.back_pressure = part->text("back_pressure").value_or("overlap") == "none" ? BackPressure::none : BackPressure::overlap;
}

} // namespace archipelago
