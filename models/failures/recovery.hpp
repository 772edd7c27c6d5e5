// An interruption from the loss of nodes until the steps that it cost are done again.
//
//   detect    a crash within seconds; a hang, of which there is a share, after its timeout
//   decide    from the alarm until the request for a node
//   node      an idle spare at once, else whichever is first: a spare that comes free, a replacement from the queue, the repaired node
//   image     onto the new node: warm on a spare, cold on any other
//   init      of the processes: of the whole unit where it stopped, of the new node alone where the others went on
//   state     from a healthy peer over the network, or from a checkpoint
// The work lost follows from the state. Stages are laws or constants, in seconds; draws are keyed by the learner's name and the
// number of the incident. Source of the stages: detection and restart times published for large clusters (models/failures/README.md).
#pragma once

#include "models/failures/law.hpp"
#include "models/failures/hot_spares.hpp"
#include "models/random.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace archipelago {

struct Recovery {
  enum class Pool { learner, site, run };     // whose nodes share the spares
  enum class State { peer, checkpoint };
  enum class WithoutNode { shrink, stop };    // what a learner does that can do either

  Law crash_detection, hang_detection;
  double hang_share = 0;
  Law decision;
  std::optional<Law> queue;                   // until a replacement arrives; absent: none comes
  Law warm_image, cold_image, init;
  std::uint32_t spares = 0;                   // in each pool, nodes of one slice
  Pool pool = Pool::run;
  State state = State::peer;
  WithoutNode without_node = WithoutNode::shrink;
};

// What one incident takes; the repair is drawn with the loss (fleet.hpp).
struct Incident {
  bool hang = false;
  Seconds detection, decision, queue, warm_image, cold_image, init;

  Seconds image(Spares::Node node) const { return node == Spares::Node::spare ? warm_image : cold_image; }
};

class IncidentStream {
public:
  IncidentStream(const Recovery& rules, std::uint64_t seed, std::string_view learner)
      : rules_(&rules), draws_(seed, entity_key(learner), Purpose::recovery) {}

  Incident next(bool may_hang);               // a unit that does not work cannot be seen to hang

private:
  const Recovery* rules_;
  RandomStream draws_;
  std::uint64_t count_ = 0;
};

// Means, for closed forms: a node is there at once where there are spares, else as soon as the quicker of queue and repair on average.
Seconds mean_detection(const Recovery& rules);
Seconds mean_node_wait(const Recovery& rules, Seconds mean_repair);
Seconds mean_image(const Recovery& rules);

} // namespace archipelago
