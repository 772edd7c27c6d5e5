// How the latency of one message differs from the mean.
//
// Latency ~ gamma law with the stated latency as its mean and the stated jitter as its standard deviation: it is never negative, its
// tail is to the late side as that of queues is, and it nears a normal law where jitter << latency. Over the links of a path
// latencies are independent: means and variances add up, and the sum is taken as the gamma law with that mean and variance (exact
// for links of one kind). The same holds for n latencies in a row: n times the mean, sqrt(n) times the deviation.
// Measured round trips between clouds have a deviation of 0.1 to 1 % of their mean; the open internet more.
#pragma once

#include "models/units.hpp"

namespace archipelago {

// A latency's difference from its mean, from one uniform u in (0,1); deviation > 0, mean > 0.
Seconds jitter_draw(Seconds mean, Seconds deviation, double u);

} // namespace archipelago
