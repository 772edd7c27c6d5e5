// What a replay tells the outside while it plays: spans and marks for timelines, progress for people.
//
// All times are simulated seconds since the start of the run (warm-up included). Callbacks come in time order of
// their end; a replay without an observer pays nothing.
#pragma once

#include "models/result.hpp"
#include "models/units.hpp"

#include <cstdint>
#include <string_view>

namespace archipelago {

enum class MarkKind { slice_lost, slice_back, learner_lost, learner_back, recovery_start, recovery_end, rollback, checkpoint, outage, node_asked, node_there };
std::string_view to_string(MarkKind kind);

class Observer {
public:
  virtual ~Observer() = default;
  // One learner was in one class of time; consecutive steps of the same class may come as one span.
  virtual void learner_span(std::size_t /*learner*/, TimeClass /*what*/, Seconds /*from*/, Seconds /*to*/) {}
  // The syncer decided who takes part: how long the quorum took from the opening on, and the grace used after it.
  virtual void round_decided(std::int64_t /*round*/, Seconds /*quorum_wait*/, Seconds /*grace*/) {}
  // A fragment's round from launch until the merged fragment is back at the learners.
  virtual void round_span(std::int64_t /*round*/, int /*fragment*/, int /*contributors*/, Seconds /*launched*/, Seconds /*back*/) {}
  // A point event; learner is -1 when it concerns none, detail is a link or site name where there is one.
  virtual void mark(MarkKind /*kind*/, int /*learner*/, Seconds /*at*/, std::string_view /*detail*/) {}
  // Bytes that one flow put on one direction of a link, spread over its life.
  virtual void link_span(std::size_t /*link*/, bool /*forward*/, double /*bytes*/, Seconds /*from*/, Seconds /*to*/) {}
  // Share of the horizon done, in [0,1]; at most a few hundred calls per run.
  virtual void progress(double /*share*/, Seconds /*simulated*/) {}
};

} // namespace archipelago
