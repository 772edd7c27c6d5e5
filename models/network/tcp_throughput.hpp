// What one TCP flow reaches on a path that loses packets, and how long it takes to get there.
//
//   reno    W = sqrt(3/2) / sqrt(p)                          segments in flight; rate = W x segment / round trip
//   cubic   W = max(1.054 (round trip / p)^(3/4), reno)      C = 0.4, beta = 0.7; below its crossing with reno it behaves as reno
//   bbr     not bounded by losses: it paces at the bandwidth that it measures
//
// p is the probability that a packet is lost on the whole path: 1 - prod (1 - p_i) over its links; streams add up. Round trips in
// seconds, rates in bytes per second of payload. Retransmissions take their share of every link that loses packets: capacity() has it.
// Sources: Mathis et al., CCR 27(3) 1997 (reno, delayed acknowledgements off); RFC 9438 section 5.1 (cubic); Cardwell et al.,
// CACM 60(2) 2017 (bbr: full rate up to about 15 % losses). Valid for transfers that are long against the time between losses,
// losses that are independent, and p <= loss_limit(): beyond it timeouts (reno, cubic) or probing that gains nothing (bbr) rule.
//
// Slow start (RFC 5681, initial window of 10 segments per RFC 6928): the window doubles every round trip until it fills rate x
// round trip. It matters for transfers of few round trips; Linux starts anew after an idle time of one timeout
// (tcp_slow_start_after_idle), so that every synchronization does.
#pragma once

#include "models/units.hpp"

#include <optional>

namespace archipelago {

enum class CongestionControl { reno, cubic, bbr };

struct LossyStream {
  CongestionControl congestion = CongestionControl::cubic;
  Bytes segment{1460};
  double loss = 0;                            // of the whole path
};

// Of one stream; absent where losses do not bound it.
std::optional<BytesPerSecond> loss_bound(const LossyStream& stream, RoundTripTime round_trip);
double loss_limit(CongestionControl congestion);   // largest probability for which the law is published

inline constexpr double initial_window_segments = 10;

// By how much a transfer at `rate` lasts longer because it begins with `initial` bytes in flight.
Seconds slow_start_delay(Bytes size, Bytes initial, RoundTripTime round_trip, BytesPerSecond rate);

} // namespace archipelago
