#include "models/protocol/weights.hpp"

namespace archipelago {

double merge_weight(FragmentCounters::Since since) { return since.steps > 0 ? since.tokens * (since.tokens / since.steps) : 0.0; }

std::vector<double> merge_shares(const std::vector<FragmentCounters::Since>& contributions) {
  std::vector<double> shares;
  double sum = 0;
  for (const auto& since : contributions) {
    shares.push_back(merge_weight(since));
    sum += shares.back();
  }
  if (sum > 0)
    for (double& share : shares) share /= sum;
  return shares;
}

} // namespace archipelago
