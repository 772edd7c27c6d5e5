#include "scenarios/build/builders.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

void build_checkpoints(const Part& root, World& world) {
  if (root.is_word("checkpoints", "none")) world.checkpoints_known = Known::none;
  const auto part = root.object("checkpoints");
  if (!part) return;
  world.checkpoints_known = Known::given;
  Checkpoints checkpoints;
  const bool young = part->is_word("interval", "young");
  if (young) checkpoints.rule = Checkpoints::Rule::young;
  else if (!part->is_word("interval", "optimal")) checkpoints.interval = part->quantity<Seconds>("interval");
  if (const auto size = part->quantity<Bytes>("size")) {
    checkpoints.size = *size;
  } else if (!part->has("size")) {
    checkpoints.size = Bytes(3 * world.model.parameters * bytes_per_value(world.model.precision));
    part->assume("size", rounded_text({UnitKind::size, checkpoints.size.value}),
                 "3 x parameters x bytes per value: weights and two moments");
  }
  checkpoints.bandwidth = part->quantity<BytesPerSecond>("bandwidth");
  if (!part->has("bandwidth")) part->assume("bandwidth", "no limit", "not given: a checkpoint takes no time");
  checkpoints.blocking = part->flag("blocking").value_or(true);
  if (!checkpoints.blocking) checkpoints.snapshot = part->quantity<Seconds>("snapshot").value_or(Seconds(0));
  else if (part->has("snapshot")) part->wrong("snapshot", "of a write that does not block, and \"blocking\" is true");
  checkpoints.storage_bandwidth = part->quantity<BytesPerSecond>("storage_bandwidth");
  if (young && !(checkpoints.blocking && (checkpoints.bandwidth || checkpoints.storage_bandwidth)))
    part->wrong("interval", "\"young\" weighs a write that blocks and takes time, and this one does not");
  if (const auto memory = part->object("memory"))
    checkpoints.memory = Checkpoints::Memory{memory->quantity<Seconds>("interval").value_or(Seconds(1)), memory->quantity<BytesPerSecond>("bandwidth")};
  world.checkpoints = checkpoints;
}

} // namespace archipelago
