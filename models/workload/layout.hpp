// How one learner's model and batch are laid over its accelerators: learners[].layout of a scenario.
//
//   accelerators = tensor x pipeline x context x data
//
// Expert parallelism takes its members from the other dimensions of a pipeline stage and adds none. Ranks are numbered tensor
// first, then context, data, pipeline, so that the chattiest group lies inside a node (Megatron-LM, arXiv 2104.04473).
// Sharding is over the data group: `optimizer`, `gradients` and `full` are ZeRO 1, 2 and 3 (arXiv 1910.02054).
#pragma once

#include "models/hardware/name_lookup.hpp"
#include "models/workload/memory.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace archipelago {

// What the backward pass computes again instead of keeping: nothing; norms, activations, an attention that is not fused and
// the upper projections of latent attention, all cheap beside what they hold (arXiv 2205.05198); or whole layers.
enum class Recompute { none, selective, full };

inline constexpr std::array<std::string_view, 4> sharding_names{"none", "optimizer", "gradients", "full"};
inline constexpr std::array<std::string_view, 3> recompute_names{"none", "selective", "full"};
constexpr std::string_view name_of(Sharding sharding) { return sharding_names[static_cast<std::size_t>(sharding)]; }
constexpr std::string_view name_of(Recompute recompute) { return recompute_names[static_cast<std::size_t>(recompute)]; }
constexpr std::optional<Sharding> sharding_from(std::string_view name) { return value_named<Sharding>(sharding_names, name); }
constexpr std::optional<Recompute> recompute_from(std::string_view name) { return value_named<Recompute>(recompute_names, name); }

struct Layout {
  int tensor = 1, pipeline = 1, virtual_stages = 1, context = 1, expert = 1, data = 1;
  int micro_batch = 1;                        // sequences
  Sharding sharding = Sharding::none;
  Recompute recompute = Recompute::none;

  bool operator==(const Layout&) const = default;
};

constexpr std::int64_t accelerators_of(const Layout& layout) {
  return std::int64_t{1} * layout.tensor * layout.pipeline * layout.context * layout.data;
}

} // namespace archipelago
