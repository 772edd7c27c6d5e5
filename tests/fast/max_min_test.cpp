// Sharing against closed forms, and the conditions that make an allocation max-min fair.
#include "sim/fast/max_min.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <limits>

using namespace archipelago;

namespace {
constexpr double no_bound = std::numeric_limits<double>::infinity();
constexpr std::size_t no_caps = 1000;
using Links = std::vector<std::uint32_t>;
} // namespace

TEST_CASE("alike flows share a link equally, and a group counts its flows") {
  const Links one{0};
  CHECK(max_min_rates({12}, no_caps, {{&one, 1, no_bound, 4}})[0] == Approx(3));
  const auto two = max_min_rates({12}, no_caps, {{&one, 1, no_bound, 1}, {&one, 1, no_bound, 2}});
  CHECK(two[0] == Approx(4));
  CHECK(two[1] == Approx(4));
}

TEST_CASE("on a full link flows share in inverse proportion to their penalties") {
  const Links one{0};
  const auto rates = max_min_rates({12}, no_caps, {{&one, 0.01, no_bound, 1}, {&one, 0.03, no_bound, 1}});
  CHECK(rates[0] == Approx(9));
  CHECK(rates[1] == Approx(3));
}

TEST_CASE("a cap bounds each flow by itself and is never used up") {
  const Links capped{0, 1}, free{0};
  const auto rates = max_min_rates({12, 2}, 1, {{&capped, 1, no_bound, 3}, {&free, 1, no_bound, 1}});
  CHECK(rates[0] == Approx(2));
  CHECK(rates[1] == Approx(6));
}

TEST_CASE("what a bound leaves goes to the others") {
  const Links one{0};
  const auto rates = max_min_rates({12}, no_caps, {{&one, 1, 2, 1}, {&one, 1, no_bound, 2}});
  CHECK(rates[0] == Approx(2));
  CHECK(rates[1] == Approx(5));
}

TEST_CASE("a flow over both links of a line gets the scarcer share, the short ones the rest") {
  const Links both{0, 1}, first{0}, second{1};
  const auto rates = max_min_rates({10, 4}, no_caps, {{&both, 1, no_bound, 1}, {&first, 1, no_bound, 1}, {&second, 1, no_bound, 1}});
  CHECK(rates[0] == Approx(2));
  CHECK(rates[1] == Approx(8));
  CHECK(rates[2] == Approx(2));
}

TEST_CASE("every allocation is feasible, and no flow can gain without taking from one that has no more") {
  CHECK(rc::check("max-min conditions", [] {
    const int link_count = *rc::gen::inRange(1, 6), group_count = *rc::gen::inRange(1, 8);
    std::vector<double> capacities;
    for (int l = 0; l < link_count; ++l) capacities.push_back(*rc::gen::inRange(1, 1000));
    std::vector<Links> routes(static_cast<std::size_t>(group_count));
    std::vector<FlowGroup> groups;
    for (auto& route : routes) {
      for (std::uint32_t l = 0; l < static_cast<std::uint32_t>(link_count); ++l)
        if (*rc::gen::arbitrary<bool>()) route.push_back(l);
      if (route.empty()) route.push_back(0);
      const double bound = *rc::gen::arbitrary<bool>() ? no_bound : *rc::gen::inRange(1, 500);
      groups.push_back({&route, *rc::gen::inRange(1, 100) / 1000.0, bound, static_cast<std::uint32_t>(*rc::gen::inRange(1, 5))});
    }
    const auto rates = max_min_rates(capacities, no_caps, groups);
    std::vector<double> used(capacities.size()), highest(capacities.size());   // highest: rate x penalty of any flow on the link
    for (std::size_t g = 0; g < groups.size(); ++g)
      for (const auto link : routes[g]) {
        used[link] += groups[g].flows * rates[g];
        highest[link] = std::max(highest[link], rates[g] * groups[g].penalty);
      }
    for (std::size_t l = 0; l < used.size(); ++l) RC_ASSERT(used[l] <= capacities[l] * (1 + 1e-9));
    for (std::size_t g = 0; g < groups.size(); ++g) {
      bool limited = rates[g] >= groups[g].bound * (1 - 1e-9);
      for (const auto link : routes[g])
        limited = limited || (used[link] >= capacities[link] * (1 - 1e-9) && rates[g] * groups[g].penalty >= highest[link] * (1 - 1e-9));
      RC_ASSERT(limited);
    }
  }));
}
