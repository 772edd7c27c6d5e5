// Device time by kernel class and by kernel name, with the work done where it is known.
//
// A rate is work over the time of those kernels alone whose work is known: kernels without shapes don't dilute it.
// Work comes with the event, or from the host operator that launched it; a file may have the operator later.
#pragma once

#include "models/audit/activity.hpp"
#include "models/audit/profile_event.hpp"
#include "models/units.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace archipelago {

struct ClassTotal {
  std::uint64_t count = 0;
  Seconds time, time_with_flops, time_with_bytes;
  Flops flops;
  Bytes bytes;
};
using ClassTotals = std::array<ClassTotal, activity_count>;

struct NamedKernel {
  std::string name;
  Activity activity = Activity::unmatched;
  std::uint64_t count = 0;
  Seconds time;
};

class KernelTotals {
public:
  void on_kernel(Activity activity, const ProfileEvent& event);
  void on_operator(std::int64_t operation, double flops) { operator_flops_[operation] = flops; }
  void add_operators(const KernelTotals& other);   // of host events that belong to every rank

  ClassTotals by_class() const;
  std::vector<NamedKernel> longest(std::size_t most) const;
  std::vector<NamedKernel> longest_unmatched(std::size_t most) const;

private:
  struct Launched { std::int64_t operation; ProfileTime time; Activity activity; };
  struct Named { Activity activity; std::uint64_t count = 0; ProfileTime time{0}; };
  template <class Wanted> std::vector<NamedKernel> longest_of(std::size_t most, Wanted wanted) const;

  ClassTotals totals_{};
  std::vector<Launched> launched_;            // matrix kernels whose work an operator may know
  std::unordered_map<std::int64_t, double> operator_flops_;
  std::unordered_map<std::string, Named> names_;
};

} // namespace archipelago
