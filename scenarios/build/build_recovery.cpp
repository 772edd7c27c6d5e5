// Interruptions stage by stage (models/failures/recovery.hpp).
#include "scenarios/build/builders.hpp"

#include <fmt/format.h>

#include <map>

namespace archipelago {

namespace {

// A time alone is a constant.
std::optional<Law> stage(const Part& part, const char* key) {
  if (const auto law = part.object(key)) return build_law(*law);
  const auto time = part.quantity<Seconds>(key);
  return time ? std::optional(Law{Law::Kind::constant, *time}) : std::nullopt;
}

Law constant(Seconds time) { return {Law::Kind::constant, time}; }

void check_use(const Part& part, const Part& root, const World& world) {
  const ProtocolName protocol = world.protocol.name;
  const bool job = protocol == ProtocolName::data_parallel || protocol == ProtocolName::elastic_data_parallel;
  const bool served = protocol == ProtocolName::async_local_sgd || protocol == ProtocolName::hierarchical_local_sgd;
  const bool saved = root.is_object("checkpoints");
  if (part.has("state") && (job || served))
    part.wrong("state", protocol == ProtocolName::data_parallel ? "a data-parallel job always restarts from its checkpoint"
                        : job                                   ? "a learner that comes back to an elastic job always has a peer's state"
                                                                : "a learner of a server always has the server's state");
  else if (part.is_word("state", "checkpoint") && !saved)
    part.wrong("state", "from a checkpoint, and the scenario has no \"checkpoints\"");
  if (part.has("without_node") && job)
    part.wrong("without_node", protocol == ProtocolName::data_parallel ? "a data-parallel job always stops" : "an elastic job always shrinks");
}

} // namespace

void build_recovery(const Part& failures, const Part& root, const World& world, Failures& out) {
  const auto part = failures.object("recovery");
  if (!part) return;
  Recovery recovery;
  recovery.crash_detection = stage(*part, "detection").value_or(constant(out.detection));
  recovery.hang_share = part->number("hang_share").value_or(0);
  recovery.hang_detection = stage(*part, "hang_detection").value_or(recovery.crash_detection);
  if (recovery.hang_share > 0 && !part->has("hang_detection")) part->wrong("", "\"hang_detection\" is missing: there is a share of hangs");
  if (recovery.hang_share == 0 && part->has("hang_detection")) part->wrong("hang_detection", "no loss is a hang; expected a \"hang_share\" above 0");
  recovery.decision = stage(*part, "decision").value_or(constant(Seconds(0)));
  recovery.spares = static_cast<std::uint32_t>(part->count("spares").value_or(0));
  const std::string pool = recovery.spares > 0 ? part->text("pool").value_or("run") : "run";
  recovery.pool = pool == "learner" ? Recovery::Pool::learner : pool == "site" ? Recovery::Pool::site : Recovery::Pool::run;
  for (const char* key : {"pool", "warm_image"})
    if (recovery.spares == 0 && part->has(key)) part->wrong(key, "there are no spares; expected \"spares\" above 0");
  recovery.queue = stage(*part, "queue");
  if (const auto repair = stage(*part, "repair")) {
    if (failures.has("trace") || failures.has("generator")) part->wrong("repair", "a trace or a generator has its own repair times");
    out.return_delay = *repair;
  }
  recovery.warm_image = stage(*part, "warm_image").value_or(constant(Seconds(0)));
  recovery.cold_image = stage(*part, "cold_image").value_or(constant(Seconds(0)));
  recovery.init = stage(*part, "init").value_or(constant(out.restart));
  recovery.state = part->is_word("state", "checkpoint") ? Recovery::State::checkpoint : Recovery::State::peer;
  recovery.without_node = part->is_word("without_node", "stop") ? Recovery::WithoutNode::stop : Recovery::WithoutNode::shrink;
  check_use(*part, root, world);

  std::map<std::string, const Learner*> first_of;
  for (const Learner& learner : world.learners) {
    const std::string shared = recovery.pool == Recovery::Pool::learner ? learner.name
                               : recovery.pool == Recovery::Pool::site  ? world.sites[learner.site].name
                                                                        : "run";
    const Learner& first = *first_of.emplace(shared, &learner).first->second;
    if (recovery.spares == 0 || (first.slice_size == learner.slice_size && first.accelerator.name == learner.accelerator.name)) continue;
    part->wrong("spares", fmt::format("slices of {} {} and of {} {} would share spares; expected \"pool\" to be learner, or slices of one kind",
                                      first.slice_size, first.accelerator.name, learner.slice_size, learner.accelerator.name));
    break;
  }
  out.recovery = recovery;
}

} // namespace archipelago
