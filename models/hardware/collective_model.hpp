// Time of one collective among accelerators of one node.
//
//   t = min over two regimes of (alpha + x / B)  x  exp r(log2 x),   x = bus bytes of one member
//
// Bus bytes for a tensor of S bytes among n members: all-reduce 2 (n-1)/n S; all-gather, reduce-scatter, all-to-all
// (n-1)/n S; broadcast and point-to-point S. S is the whole tensor: what is reduced, what is there after the gather, what is
// there before the scatter, what one member holds before the exchange.
// The latency regime (small alpha, small B) is a protocol that sends flags with the data, the bandwidth regime one that does
// not (NCCL's LL and Simple); r is what a switch of protocol or algorithm adds, a knot per octave of the measured sizes. Between
// measured member counts times are interpolated in log2 n; beyond the last, the growth of the start goes on. Hosts differ
// by 2-3 times in alpha and 25 % in B: calibrate your own where you can. On sizes that a fit has not seen one line is 10-20 %
// off over 512 B to 512 MiB, two lines 6-8 %, with r 3-6 %.
#pragma once

#include "models/hardware/log_curve.hpp"
#include "models/hardware/residual.hpp"
#include "models/units.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

enum class Collective { all_reduce, all_gather, reduce_scatter, all_to_all, broadcast, point_to_point };
inline constexpr std::array<std::string_view, 6> collective_names{"all_reduce", "all_gather", "reduce_scatter",
                                                                  "all_to_all", "broadcast",  "point_to_point"};
constexpr std::string_view name_of(Collective operation) { return collective_names[static_cast<std::size_t>(operation)]; }
std::optional<Collective> collective_from(std::string_view name);

Bytes bus_bytes(Collective operation, double members, Bytes size);

struct LatencyBandwidth {
  Seconds alpha;
  BytesPerSecond bandwidth;

  Seconds time(Bytes bus) const { return alpha + bus / bandwidth; }
};

// One member count of one operation.
struct CollectiveLines {
  double members = 8;
  LatencyBandwidth latency_regime, bandwidth_regime;   // equal where one line is enough
  LogCurve correction;                                 // over bus bytes
  Residual residual;

  Seconds plain_time(Bytes bus) const;                 // without the correction
  Seconds time(Bytes bus) const;
};

struct CollectiveModel {
  Collective operation = Collective::all_reduce;
  std::vector<CollectiveLines> lines;         // by rising member count, at least one
  std::string source;

  Seconds time(double members, Bytes size) const { return bus_time(members, bus_bytes(operation, members, size)); }
  Seconds bus_time(double members, Bytes bus) const;   // for another operation that borrows these lines
};

} // namespace archipelago
