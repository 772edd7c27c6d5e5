#include "scenarios/build/builders.hpp"

namespace archipelago {

Transport build_transport(const Part& holder) {
  if (!holder.has("transport")) holder.assume("transport", "ideal", "no protocol overhead unless stated");
  const auto part = holder.object("transport");
  Transport transport;
  if (!part) return transport;
  const auto kind = part->text("kind");
  if (!kind) return transport;
  const bool tcp = *kind == "tcp";
  transport.kind = tcp ? Transport::Kind::tcp : Transport::Kind::ideal;
  for (const char* key : {"streams", "window", "efficiency", "loss", "segment", "congestion", "slow_start"})
    if (!tcp && part->has(key)) part->wrong(key, "has no effect without \"kind\": \"tcp\"");
  if (!tcp) return transport;
  transport.streams = static_cast<int>(part->count("streams").value_or(1));
  transport.window = part->quantity<Bytes>("window");
  if (!part->has("window")) part->assume("window", "never the bound", "not given");
  transport.efficiency = part->number("efficiency").value_or(1);
  transport.loss = part->number("loss").value_or(0);
  transport.slow_start = part->flag("slow_start").value_or(false);
  const bool lossy = transport.loss > 0;
  if (lossy || part->has("congestion")) {
    const std::string congestion = part->text("congestion").value_or("cubic");
    transport.congestion = congestion == "reno" ? CongestionControl::reno : congestion == "bbr" ? CongestionControl::bbr : CongestionControl::cubic;
  }
  if (lossy || transport.slow_start || part->has("segment")) transport.segment = part->quantity<Bytes>("segment").value_or(Bytes(1460));
  return transport;
}

} // namespace archipelago
