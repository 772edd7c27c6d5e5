// Max-min fair shares of a store and of a loader service.
//
// All rates rise together; a stream stops rising at its own cap, those that read the store when the store is full, all when the
// service is. No stream can then get more without one that has no more getting less (Bertsekas and Gallager, Data Networks, 6.5.2).
// Caps and limits in B/s; infinity means no limit, but something must limit every stream.
#pragma once

#include <vector>

namespace archipelago {

struct Drawer {
  double cap = 0;                             // most that it takes
  bool from_store = true;                     // else from the site's cache: only the service limits it
};

// `order`: indices into drawers by rising cap. The rate of each drawer, in the order of drawers.
void share_max_min(const std::vector<Drawer>& drawers, const std::vector<std::size_t>& order, double store, double service,
                   std::vector<double>& rates);
std::vector<double> share_max_min(const std::vector<Drawer>& drawers, double store, double service);

} // namespace archipelago
