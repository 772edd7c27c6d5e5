#include "models/storage/sharing.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace archipelago {

void share_max_min(const std::vector<Drawer>& drawers, const std::vector<std::size_t>& order, double store, double service,
                   std::vector<double>& rates) {
  rates.assign(drawers.size(), 0.0);
  double left_in_store = store, left_in_service = service;
  std::size_t rising = 0, rising_from_store = 0;
  for (const Drawer& drawer : drawers)
    if (drawer.cap > 0) { ++rising; rising_from_store += drawer.from_store; }
  bool store_full = false;
  double full_level = 0;                      // of those that read the store, once it is full
  for (const std::size_t k : order) {
    const Drawer& drawer = drawers[k];
    if (drawer.cap <= 0) continue;
    if (!store_full && rising_from_store > 0) {
      const double level = left_in_store / static_cast<double>(rising_from_store);
      // The store fills before the next cap and before the service does: its readers are done at this level.
      if (level <= drawer.cap && level * static_cast<double>(rising) <= left_in_service) {
        store_full = true;
        full_level = level;
        left_in_service -= left_in_store;
        rising -= rising_from_store;
      }
    }
    if (store_full && drawer.from_store) {
      rates[k] = full_level;
      continue;
    }
    const double level = left_in_service / static_cast<double>(rising);
    const double rate = std::min(drawer.cap, level);
    rates[k] = rate;
    left_in_service -= rate;
    --rising;
    if (drawer.from_store) {
      left_in_store -= rate;
      --rising_from_store;
    }
  }
}

std::vector<double> share_max_min(const std::vector<Drawer>& drawers, double store, double service) {
  std::vector<std::size_t> order(drawers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return drawers[a].cap < drawers[b].cap; });
  std::vector<double> rates;
  share_max_min(drawers, order, store, service, rates);
  return rates;
}

} // namespace archipelago
