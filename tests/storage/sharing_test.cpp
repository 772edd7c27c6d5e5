// Max-min shares: small cases by hand, then what defines them.
#include "models/storage/sharing.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <limits>
#include <numeric>

using namespace archipelago;

namespace {
constexpr double none = std::numeric_limits<double>::infinity();
}

TEST_CASE("a store is shared equally among those that could take more") {
  CHECK(share_max_min({{2, true}, {20, true}}, 10, none) == std::vector<double>{2, 8});
  CHECK(share_max_min({{20, true}, {2, true}, {none, true}}, 11, none) == std::vector<double>{4.5, 2, 4.5});
  CHECK(share_max_min({{3, true}, {4, true}}, 10, none) == std::vector<double>{3, 4});
  CHECK(share_max_min({{5, true}, {0, true}}, 0, none) == std::vector<double>{0, 0});
}

TEST_CASE("a service limits also what comes from the cache, the store only what is read from it") {
  CHECK(share_max_min({{none, false}, {none, true}, {none, true}}, 4, 30) == std::vector<double>{26, 2, 2});
  CHECK(share_max_min({{none, false}, {none, true}}, 100, 30) == std::vector<double>{15, 15});
  CHECK(share_max_min({{7, false}, {none, true}}, 3, none) == std::vector<double>{7, 3});
}

TEST_CASE("nobody can have more without one that has no more having less") {
  rc::prop("max-min", [] {
    const auto count = *rc::gen::inRange<std::size_t>(1, 7);
    std::vector<Drawer> drawers;
    for (std::size_t k = 0; k < count; ++k) drawers.push_back({static_cast<double>(*rc::gen::inRange(0, 20)), *rc::gen::arbitrary<bool>()});
    const double store = *rc::gen::inRange(0, 40), service = *rc::gen::inRange(0, 60);
    const std::vector<double> rates = share_max_min(drawers, store, service);
    double all = 0, stored = 0;
    for (std::size_t k = 0; k < count; ++k) {
      all += rates[k];
      if (drawers[k].from_store) stored += rates[k];
    }
    RC_ASSERT(all <= service + 1e-9);
    RC_ASSERT(stored <= store + 1e-9);
    for (std::size_t k = 0; k < count; ++k) {
      RC_ASSERT(rates[k] >= 0);
      RC_ASSERT(rates[k] <= drawers[k].cap + 1e-9);
      // Limited by its own cap, or by something full in which it has a largest share.
      bool at_top_of_all = true, at_top_of_store = drawers[k].from_store;
      for (std::size_t j = 0; j < count; ++j) {
        at_top_of_all = at_top_of_all && rates[j] <= rates[k] + 1e-9;
        if (drawers[j].from_store) at_top_of_store = at_top_of_store && rates[j] <= rates[k] + 1e-9;
      }
      RC_ASSERT(rates[k] >= drawers[k].cap - 1e-9 || (all >= service - 1e-9 && at_top_of_all) || (stored >= store - 1e-9 && at_top_of_store));
    }
  });
}
