#include "reports/timeline/binned_rate.hpp"
#include "reports/timeline/lanes.hpp"
#include "reports/timeline/round_thinner.hpp"
#include "reports/timeline/span_thinner.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <algorithm>

using namespace archipelago;

TEST_CASE("lanes hold disjoint slices and are no more than slices open at once") {
  rc::prop("lanes = greatest number open together", [] {
    auto slices =
        *rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(rc::gen::inRange(0, 50), rc::gen::inRange(1, 20)));
    std::sort(slices.begin(), slices.end(), [](auto a, auto b) { return a.first + a.second < b.first + b.second; });
    Lanes lanes;
    std::vector<std::vector<std::pair<int, int>>> placed;
    for (const auto& [from, length] : slices) {
      const std::size_t lane = lanes.lane_for(Seconds(from), Seconds(from + length));
      if (lane == placed.size()) placed.emplace_back();
      for (const auto& [other, other_length] : placed.at(lane)) RC_ASSERT(other + other_length <= from || from + length <= other);
      placed[lane].emplace_back(from, length);
    }
    std::size_t open_at_once = 0;
    for (const auto& [at, unused] : slices)
      open_at_once = std::max(open_at_once,
                              static_cast<std::size_t>(std::count_if(slices.begin(), slices.end(), [at = at](const auto& slice) {
                                return slice.first <= at && at < slice.first + slice.second;
                              })));
    RC_ASSERT(lanes.count() == open_at_once);
  });
}

TEST_CASE("bins keep every byte however the run outgrows them") {
  rc::prop("sum of bins = sum of bytes", [] {
    const auto spans =
        *rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(rc::gen::inRange(0, 5000), rc::gen::inRange(0, 900)));
    BinnedRate rate(Seconds(100), 64);
    double sent = 0, held = 0;
    for (const auto& [from, length] : spans) rate.add(Bytes(1000), Seconds(from), Seconds(from + length)), sent += 1000;
    for (std::size_t bin = 0; bin < rate.used(); ++bin) held += (rate.rate(bin) * rate.width()).value;
    RC_ASSERT(std::abs(held - sent) <= 1e-6 * sent);
    RC_ASSERT(rate.used() <= 64u);
  });
}

TEST_CASE("a steady flow has the same rate in every bin") {
  BinnedRate rate(Seconds(10), 100);
  rate.add(Bytes(1000), Seconds(2), Seconds(7));
  CHECK(rate.rate(19).value == 0);
  CHECK(rate.rate(20).value == Approx(200));
  CHECK(rate.rate(45).value == Approx(200));
  CHECK(rate.rate(69).value == Approx(200));
}

TEST_CASE("a calm learner keeps each of its slices") {
  SpanThinner thinner(Seconds(10));
  CHECK(thinner.add(TimeClass::compute, Seconds(0), Seconds(6)).empty());
  CHECK(thinner.add(TimeClass::offline, Seconds(6), Seconds(9)).empty());
  const auto first = thinner.add(TimeClass::compute, Seconds(12), Seconds(13));
  REQUIRE(first.size() == 2);
  CHECK(first[0].what == TimeClass::compute);
  CHECK(first[1].to == Seconds(9));
  CHECK(thinner.last().size() == 1);
  CHECK(thinner.joined() == 0);
}

TEST_CASE("a crowded window becomes one slice that tells its shares") {
  SpanThinner thinner(Seconds(100));
  for (int i = 0; i < 10; ++i) {
    CHECK(thinner.add(TimeClass::compute, Seconds(10 * i), Seconds(10 * i + 8)).empty());
    CHECK(thinner.add(TimeClass::quorum_wait, Seconds(10 * i + 8), Seconds(10 * i + 10)).empty());
  }
  const auto joined = thinner.last();
  REQUIRE(joined.size() == 1);
  CHECK(joined[0].what == TimeClass::compute);
  CHECK(joined[0].from == Seconds(0));
  CHECK(joined[0].to == Seconds(100));
  CHECK(joined[0].arguments == R"({"slices":20,"shortest_s":2,"longest_s":8,"compute":0.8000,"quorum_wait":0.2000})");
}

TEST_CASE("of the rounds that end in a window the shortest and the longest stay, in order") {
  RoundThinner thinner(Seconds(100));
  const double lengths[] = {5, 3, 9, 4};
  for (int i = 0; i < 4; ++i) CHECK(thinner.add({i, 0, 1, Seconds(20 * i + 20 - lengths[i]), Seconds(20 * i + 20)}).empty());
  const auto kept = thinner.add({9, 0, 1, Seconds(150), Seconds(160)});
  REQUIRE(kept.size() == 2);
  CHECK(kept[0].round == 1);
  CHECK(kept[1].round == 2);
  CHECK(thinner.dropped() == 2);
  CHECK(thinner.last().size() == 1);
}
