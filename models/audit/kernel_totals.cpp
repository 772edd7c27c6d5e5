#include "models/audit/kernel_totals.hpp"

#include <algorithm>
#include <unordered_set>

namespace archipelago {

namespace {

constexpr std::size_t most_names = 50'000;
constexpr std::string_view further = "(further names)";

} // namespace

void KernelTotals::on_kernel(Activity activity, const ProfileEvent& event) {
  const Seconds time(seconds_of(event.span.length()));
  ClassTotal& total = totals_[static_cast<std::size_t>(activity)];
  ++total.count;
  total.time += time;
  if (event.flops) {
    total.flops += Flops(*event.flops);
    total.time_with_flops += time;
  } else if (event.operation && is_matrix_work(activity)) {
    launched_.push_back({*event.operation, event.span.length(), activity});
  }
  if (event.bytes) {
    total.bytes += Bytes(*event.bytes);
    total.time_with_bytes += time;
  }
  const bool full = names_.size() >= most_names && !names_.contains(std::string(event.name));
  Named& named = names_.try_emplace(std::string(full ? further : event.name), Named{activity}).first->second;
  ++named.count;
  named.time += event.span.length();
}

void KernelTotals::add_operators(const KernelTotals& other) {
  operator_flops_.insert(other.operator_flops_.begin(), other.operator_flops_.end());
}

ClassTotals KernelTotals::by_class() const {
  ClassTotals totals = totals_;
  std::unordered_set<std::int64_t> counted;   // split-K launches two kernels for one product
  for (const Launched& kernel : launched_) {
    const auto work = operator_flops_.find(kernel.operation);
    if (work == operator_flops_.end()) continue;
    ClassTotal& total = totals[static_cast<std::size_t>(kernel.activity)];
    total.time_with_flops += Seconds(seconds_of(kernel.time));
    if (counted.insert(kernel.operation).second) total.flops += Flops(work->second);
  }
  return totals;
}

template <class Wanted> std::vector<NamedKernel> KernelTotals::longest_of(std::size_t most, Wanted wanted) const {
  std::vector<NamedKernel> kernels;
  for (const auto& [name, named] : names_)
    if (wanted(named.activity)) kernels.push_back({name, named.activity, named.count, Seconds(seconds_of(named.time))});
  std::sort(kernels.begin(), kernels.end(), [](const auto& a, const auto& b) { return a.time != b.time ? a.time > b.time : a.name < b.name; });
  if (kernels.size() > most) kernels.resize(most);
  return kernels;
}

std::vector<NamedKernel> KernelTotals::longest(std::size_t most) const {
  return longest_of(most, [](Activity) { return true; });
}

std::vector<NamedKernel> KernelTotals::longest_unmatched(std::size_t most) const {
  return longest_of(most, [](Activity activity) { return activity == Activity::unmatched; });
}

} // namespace archipelago
