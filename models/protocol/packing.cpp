#include "models/protocol/packing.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <utility>

namespace archipelago {

std::vector<std::size_t> pack_balanced(const std::vector<double>& sizes, std::size_t bins) {
  std::vector<std::size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });

  using Bin = std::pair<double, std::size_t>;
  std::priority_queue<Bin, std::vector<Bin>, std::greater<>> lightest;
  for (std::size_t bin = 0; bin < bins; ++bin) lightest.emplace(0.0, bin);
  std::vector<std::size_t> place(sizes.size());
  for (std::size_t item : order) {
    const auto [load, bin] = lightest.top();
    lightest.pop();
    place[item] = bin;
    lightest.emplace(load + sizes[item], bin);
  }
  return place;
}

} // namespace archipelago
