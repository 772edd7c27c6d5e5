// Slices that fail and return: renewal in exposure time, keyed draws, counts that add up.
#include "models/failures/fleet.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <cmath>

namespace archipelago {
namespace {
Fleet::Laws laws(double mean_life, double delay) {
  return {{Law::Kind::exponential, Seconds(mean_life)}, {Law::Kind::constant, Seconds(delay)}};
}
} // namespace

TEST_CASE("without laws nothing fails by itself, and what is injected returns on its date") {
  Fleet fleet(1, "west", 4, 8, nullptr);
  CHECK(fleet.take_losses(Seconds(1e12), Seconds(0)).slices.empty());
  fleet.inject({{2, 3}, {Seconds(10), Seconds(20)}}, Seconds(100));
  CHECK(fleet.active() == 2);
  fleet.inject({{2}, {Seconds(99)}}, Seconds(105));   // it is down already
  CHECK(fleet.active() == 2);
  CHECK(*fleet.next_return() == Seconds(110));
  CHECK(fleet.take_returns(Seconds(109), Seconds(0)) == 0);
  CHECK(fleet.take_returns(Seconds(110), Seconds(0)) == 1);
  CHECK(fleet.take_returns(Seconds(500), Seconds(0)) == 1);
  CHECK(fleet.active() == 4);
  CHECK_FALSE(fleet.next_return());
}

TEST_CASE("a slice that is struck returns at the latest of its dates, and goes on with the life that it had") {
  Fleet fleet(1, "west", 2, 8, nullptr);
  CHECK(fleet.strike({0, 1}, {Seconds(50), Seconds(60)}, Seconds(10)).slices.size() == 2);
  CHECK(fleet.strike({0, 1}, {Seconds(40), Seconds(90)}, Seconds(20)).slices.empty());
  CHECK(fleet.take_returns(Seconds(49), Seconds(0)) == 0);
  CHECK(fleet.take_returns(Seconds(61), Seconds(0)) == 1);
  CHECK(fleet.take_returns(Seconds(90), Seconds(0)) == 1);
  const auto given = laws(1000, 1);
  Fleet calm(3, "west", 400, 1, &given), struck(3, "west", 400, 1, &given);
  std::vector<std::uint32_t> all(400);
  for (std::uint32_t slice = 0; slice < 400; ++slice) all[slice] = slice;
  struck.strike(all, std::vector<Seconds>(400, Seconds(5)), Seconds(0));
  CHECK(struck.take_returns(Seconds(5), Seconds(0)) == 400);
  CHECK(struck.take_losses(Seconds(200), Seconds(5)).slices == calm.take_losses(Seconds(200), Seconds(5)).slices);
}

TEST_CASE("a slice of n accelerators fails n times as often as one") {
  // Each slice lives on without returning: by exposure x a share 1 - exp(-n x / mean) has failed.
  constexpr double mean = 1e6, exposure = 1e4;
  constexpr std::int64_t slices = 20000;
  for (std::int64_t size : {1, 8, 64}) {
    const auto given = laws(mean, 1e15);
    Fleet fleet(7, "west", slices, size, &given);
    const auto lost = static_cast<double>(fleet.take_losses(Seconds(exposure), Seconds(0)).slices.size());
    const double share = 1 - std::exp(-static_cast<double>(size) * exposure / mean);
    const double deviation = std::sqrt(static_cast<double>(slices) * share * (1 - share));
    CAPTURE(size, lost, share);
    CHECK(std::abs(lost - static_cast<double>(slices) * share) < 4 * deviation);
  }
}

TEST_CASE("a slice that is back has a life of its own from there on, and time away is no exposure") {
  const Fleet::Laws given{{Law::Kind::constant, Seconds(100)}, {Law::Kind::constant, Seconds(5)}};
  Fleet fleet(1, "west", 1, 1, &given);
  CHECK_FALSE(fleet.fails_before(Seconds(100)));
  CHECK(fleet.take_losses(Seconds(101), Seconds(1000)).slices.size() == 1);
  CHECK(fleet.take_losses(Seconds(1e9), Seconds(1001)).slices.empty());
  CHECK(fleet.take_returns(Seconds(1005), Seconds(101)) == 1);
  CHECK_FALSE(fleet.fails_before(Seconds(201)));
  CHECK(fleet.fails_before(Seconds(202)));
}

TEST_CASE("losses do not depend on how often one looks, nor on the other learners") {
  rc::prop("one look or many", [] {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto given = laws(1000, 1e12);
    Fleet once(seed, "west", 50, 4, &given), often(seed, "west", 50, 4, &given), other(seed, "east", 50, 4, &given);
    auto all = once.take_losses(Seconds(200), Seconds(0)).slices;
    std::vector<std::uint32_t> gathered;
    double exposure = 0;
    while (exposure < 200) {
      exposure = std::min(200.0, exposure + *rc::gen::inRange(1, 40));
      other.take_losses(Seconds(exposure), Seconds(exposure));
      for (std::uint32_t slice : often.take_losses(Seconds(exposure), Seconds(0)).slices) gathered.push_back(slice);
    }
    RC_ASSERT(gathered == all);
  });
}

TEST_CASE("active slices are those not lost or already back, and returns come in order of their dates") {
  rc::prop("random looks", [] {
    const std::int64_t slices = *rc::gen::inRange(1, 40);
    const Fleet::Laws given{{Law::Kind::exponential, Seconds(50)}, {Law::Kind::lognormal, Seconds(20), 1.0}};
    Fleet fleet(*rc::gen::arbitrary<std::uint64_t>(), "west", slices, 2, &given);
    std::int64_t down = 0;
    double now = 0, exposure = 0;
    for (int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 20))) {
      now += step;
      const auto due = fleet.next_return();
      const int back = fleet.take_returns(Seconds(now), Seconds(exposure));
      RC_ASSERT((back > 0) == (due && *due <= Seconds(now)));
      exposure += step;
      const auto loss = fleet.take_losses(Seconds(exposure), Seconds(now));
      RC_ASSERT(loss.slices.size() == loss.delays.size());
      down += static_cast<std::int64_t>(loss.slices.size()) - back;
      RC_ASSERT(fleet.active() == slices - down);
      RC_ASSERT(fleet.active() >= 0);
      RC_ASSERT(fleet.next_return().has_value() == (down > 0));
      if (down > 0) RC_ASSERT(*fleet.next_return() > Seconds(now) - Seconds(1e-9));
      RC_ASSERT(!fleet.fails_before(Seconds(exposure)));
    }
  });
}

} // namespace archipelago
