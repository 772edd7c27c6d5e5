#include "models/network/flow_cap.hpp"

#include <algorithm>

namespace archipelago {

double path_loss(const CrossedTransports& crossed) {
  double arrives = 1;
  for (const Transport* transport : crossed) arrives *= 1 - transport->loss;
  return 1 - arrives;
}

std::optional<BytesPerSecond> flow_cap(const CrossedTransports& crossed, OneWayLatency latency) {
  const RoundTripTime there_and_back = round_trip(latency);
  if (there_and_back.value <= 0) return std::nullopt;
  const double loss = path_loss(crossed);
  std::optional<BytesPerSecond> cap;
  const auto bound = [&cap](BytesPerSecond rate) { cap = cap ? std::min(*cap, rate) : rate; };
  for (const Transport* transport : crossed) {
    if (transport->kind != Transport::Kind::tcp) continue;
    if (transport->window) bound(*transport->window * transport->streams / Seconds(there_and_back.value));
    if (const auto lossy = loss_bound({transport->congestion, transport->segment, loss}, there_and_back)) bound(*lossy * transport->streams);
  }
  return cap;
}

std::optional<Bytes> initial_window(const CrossedTransports& crossed) {
  std::optional<Bytes> window;
  for (const Transport* transport : crossed) {
    if (!transport->slow_start) continue;
    const Bytes own = transport->segment * (initial_window_segments * transport->streams);
    window = window ? std::min(*window, own) : own;
  }
  return window;
}

} // namespace archipelago
