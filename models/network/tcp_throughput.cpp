#include "models/network/tcp_throughput.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

double reno_window(double loss) { return std::sqrt(1.5 / loss); }

double cubic_window(double loss, double round_trip) {
  constexpr double aggressiveness = 0.4, decrease = 0.7;
  static const double factor = std::pow(aggressiveness * (3 + decrease) / (4 * (1 - decrease)), 0.25);
  return std::max(factor * std::pow(round_trip / loss, 0.75), reno_window(loss));
}

} // namespace

std::optional<BytesPerSecond> loss_bound(const LossyStream& stream, RoundTripTime round_trip) {
  if (stream.loss <= 0 || round_trip.value <= 0 || stream.congestion == CongestionControl::bbr) return std::nullopt;
  const bool reno = stream.congestion == CongestionControl::reno;
  const double window = reno ? reno_window(stream.loss) : cubic_window(stream.loss, round_trip.value);
  return BytesPerSecond(window * stream.segment.value / round_trip.value);
}

double loss_limit(CongestionControl congestion) { return congestion == CongestionControl::bbr ? 0.15 : 0.02; }

Seconds slow_start_delay(Bytes size, Bytes initial, RoundTripTime round_trip, BytesPerSecond rate) {
  const double full = rate.value * round_trip.value;
  if (!(rate.value > 0) || !std::isfinite(full) || size.value <= 0) return Seconds(0);
  double window = initial.value, sent = 0, elapsed = 0;
  while (window < full && sent + window < size.value) {
    sent += window;
    elapsed += round_trip.value;
    window *= 2;
  }
  return Seconds(std::max(0.0, elapsed + (size.value - sent) / rate.value - size.value / rate.value));
}

} // namespace archipelago
