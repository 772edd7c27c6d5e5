// One synchronization under way: who contributes, which fragment, how far its bytes are.
#pragma once

#include "models/protocol/layer_readiness.hpp"
#include "models/units.hpp"
#include "sim/replay/driver.hpp"
#include "sim/replay/exchange.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace archipelago {

using Arrivals = std::shared_ptr<const std::vector<PieceArrival>>;

struct Round {
  bool active = false;
  std::int64_t step = 0;                      // of the syncer; identifies the round
  int fragment = 0;
  std::vector<std::uint32_t> contributors;
  std::vector<std::int64_t> reported_steps;   // of each contributor, for staleness
  Seconds launched;
  const Exchange* plan = nullptr;
  Exchange own_plan;                          // through a central syncer: by contributors
  std::size_t stage = 0;
  bool leading = true;                        // before the first stage
  std::vector<FlowId> flows;                  // under way
  Seconds flows_started;
  Seconds tail;                               // the plan's, with the jitter of this round
  // Layer readiness: the slowest contributor's step decides when each piece is ready.
  struct StepSpan { Seconds end, lasts; };
  std::vector<StepSpan> steps;
  Arrivals ready;                             // when each piece would be back over an ideal network
};

} // namespace archipelago
