// What the replay keeps for each learner.
#pragma once

#include "models/failures/fleet.hpp"
#include "models/failures/recovery.hpp"
#include "models/result.hpp"
#include "models/units.hpp"

#include <cstdint>
#include <vector>

namespace archipelago {

struct LearnerState {
  enum class Phase : std::uint8_t {
    outside,              // not available: not allocated
    computing,
    waiting,              // free, but back-pressure or a collective holds it
    paused,               // reconfiguring, restarting, writing: `pauses` says what is left
    offline,              // no slice left
    awaiting_broadcast,   // recovering: needs a stamp t_s first
    receiving,            // recovering: state is on its way from a peer
    exchanging,           // server protocols: its model is travelling
    loading,              // free to step, but its batch is not there
  };
  struct Pause { TimeClass what; Seconds lasts; };

  Phase phase = Phase::outside;
  std::uint64_t stamp = 0;                    // events of an older stamp are stale
  std::int64_t steps = 0;                     // completed, net of roll-backs
  std::int64_t attempts = 0;                  // begun, index of the step's random draws
  double tokens = 0;
  double exposure = 0;                        // cumulated step time: the clock of failures
  double free_since = 0;                      // when it could have begun the next step
  double step_started = 0, step_time = 0, step_end = 0;
  double share = 1;                           // slices that take part in the current step
  double speed = 1;                           // of the current step, against one without a slow spell
  double rest_of_step = 0;                    // of a step interrupted by a pause of the whole job; 0 = none
  bool scaled = false, drawn = false;         // returns and losses of the step to come are already dealt with
  bool stale = false;                         // its parameters are lost: it must recover before it steps
  bool connected = false;                     // has synchronized since it last (re)started
  bool reported = false;                      // the step under way has reported before its end (layer readiness)
  bool reported_before = false;               // a kill took the step after its report: done again, it makes none
  Fleet::Loss struck;                         // slices that a kill took between two steps: met before the next
  std::vector<Pause> pauses;                  // in order; the front one is running
  Incident incident;                          // the last one
  Seconds node_at;                            // when the node was there that it came back with; its image followed
  std::int64_t failures = 0;                  // slices lost
  double allocated_from = 0, allocated = 0;
  std::int64_t counted_steps = 0;
  double counted_tokens = 0;
  std::uint32_t flow = 0;                     // of a recovery or exchange, while receiving_flow
  bool receiving_flow = false;
  std::size_t peer = 0;                       // who sends the state
  std::int64_t checkpoint_marker = 0;         // the last consistent checkpoint it took part in
  double writing_until = 0;
  std::uint64_t write_stamp = 0;              // a write of an older stamp was lost
  bool copying = false;                       // to the memory of other nodes, in the pause for it
  bool restored = false;                      // its state is being read, or has been
  bool lost_whole = false;                    // no node was left since its last recovery: nor copies in memory
  std::int64_t memory_marker = 0;
  struct Saved { std::int64_t steps = 0; double tokens = 0, compute = 0; } saved, writing, in_memory;
  double compute_since_start = 0;             // compute seconds of finished steps, for roll-back
};

} // namespace archipelago
