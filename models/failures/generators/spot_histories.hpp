// What a market amounts to over many histories like a trace: each begins with as many held, lasts as long, and is cut off by its end.
//
// A trace is one draw of its market. Where a few long spells make most of its time, a second draw would have quite another availability, and
// the median of 30 single draws says little of the law. What a time average estimates without bias is an expectation, so that is compared:
//   availability           E ∫held / E ∫asked for
//   losses per node-hour   E lost / E ∫held
//   losses of several      E losses of two or more / E losses
//   time with all, none    E that time / horizon
// Each is a ratio of sums over the histories of one seed (ratio estimator; its bias goes with one over their number).
//
// Spells that the begin or the end cuts off weigh in the histories as they do in the trace, by the time that was seen of them: nobody has to
// guess how they would have ended. One history as long as all of these would have to: it meets spells that outlast the trace, of which
// the trace says nothing, and none of the first hours in which a request fills. Validity: times up to the trace's length.
#pragma once

#include "models/failures/generators/spot.hpp"

namespace archipelago {

struct PooledHolding {
  double asked_s = 0, held_s = 0;             // of instances
  double time_s = 0, full_s = 0, none_s = 0;
  double lost = 0, losses = 0, several = 0;   // instances, and instants

  void add(const CapacityTrace& trace);
  double availability() const { return asked_s > 0 ? held_s / asked_s : 0; }
  double losses_per_node_hour() const { return held_s > 0 ? lost / (held_s / seconds_per_hour) : 0; }
  double share_of_several() const { return losses > 0 ? several / losses : 0; }
};

PooledHolding pooled(const CapacityTrace& trace);

// As many as hold that many losses if each has the trace's own count.
std::uint32_t histories_like(const CapacityTrace& trace, double losses);

PooledHolding pooled_histories(const SpotGenerator& generate, const CapacityTrace& like, std::uint64_t seed, std::uint32_t histories);

} // namespace archipelago
