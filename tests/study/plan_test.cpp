// Halving on worlds whose truth is known: a closed form that is off, noise that seeds share, and limits.
#include "sim/study/plan/features.hpp"
#include "sim/study/plan/halving.hpp"
#include "sim/study/plan/screen.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cmath>
#include <set>

using namespace archipelago;

namespace {

MeasuredPoint point(std::vector<double> cost, std::vector<double> uptime = {}) {
  MeasuredPoint measured;
  for (std::size_t s = 0; s < cost.size(); ++s) measured.figures["cost"][s + 1] = cost[s];
  for (std::size_t s = 0; s < uptime.size(); ++s) measured.figures["uptime"][s + 1] = uptime[s];
  return measured;
}

PlanQuestion cheapest() { return {{"cost", false}, {}, {{"cost", false}}, {"cost"}}; }

PlanQuestion cheapest_with_uptime() { return {{"cost", false}, {{"uptime", true, 0.9, "uptime >= 0.9"}}, {{"cost", false}, {"uptime", true}}, {"cost", "uptime"}}; }

// Two axes of 12 values; the closed form does not know what the second costs beyond the middle of its range.
struct Truth {
  std::vector<Candidate> candidates;
  std::vector<double> truth;
  double noise = 0.05;
  std::set<std::pair<std::size_t, std::uint64_t>> runs;

  explicit Truth(int bias) {
    Study study;
    study.axes = {Axis::from_text("protocol.sync_interval=1..12/1"), Axis::from_text("protocol.quorum=1..12/1")};
    for (StudyPoint& at : expand(study).points) {
      const double a = std::stod(at.values[0]), b = std::stod(at.values[1]);
      const double seen = 10 + (a - 7) * (a - 7) + 0.2 * b, unseen = b > 6 ? bias * (b - 6) : 0;
      candidates.push_back({at, {seen}, {}});
      truth.push_back(seen + unseen);
    }
    std::vector<const StudyPoint*> points;
    for (const Candidate& candidate : candidates) points.push_back(&candidate.point);
    const auto features = axis_features(study, points);
    for (std::size_t c = 0; c < candidates.size(); ++c) candidates[c].features = features[c];
  }

  std::size_t best() const { return static_cast<std::size_t>(std::min_element(truth.begin(), truth.end()) - truth.begin()); }

  PlayCandidates play() {
    return [this](const std::vector<std::size_t>& chosen, std::size_t seeds) {
      std::vector<MeasuredPoint> points;
      for (const std::size_t candidate : chosen) {
        std::vector<double> cost;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
          runs.emplace(candidate, seed);
          cost.push_back(truth[candidate] * (1 + noise * std::sin(static_cast<double>(7 * seed))) + 0.02 * std::sin(static_cast<double>(31 * seed + candidate)));
        }
        points.push_back(point(cost));
        points.back().number = candidate + 1;
      }
      return points;
    };
  }
};

} // namespace

TEST_CASE("who may still win goes on, and nobody else") {
  // Noise that all share; 1 is ahead of 2 by less than its own noise, 3 is surely behind.
  const Played played{{1, point({10, 12, 11, 13})}, {2, point({10.2, 11.9, 11.2, 13})}, {3, point({11, 13, 12, 14})}};
  const Standings all = standings(cheapest(), played);
  REQUIRE(all.has_leader);
  CHECK(all.points[0].candidate == 1);
  CHECK_FALSE(all.points[1].told_apart);
  CHECK(all.points[2].told_apart);
  const Promotion on = promoted(cheapest(), played, {3, 0});
  CHECK(on.candidates == std::vector<std::size_t>{1, 2});
  CHECK(on.contenders == 2);
  CHECK(promoted(cheapest(), played, {1, 0}).candidates == std::vector<std::size_t>{1});
  PlanQuestion most = cheapest();
  most.goal.largest = true;
  CHECK(standings(most, played).points[0].candidate == 3);
}

TEST_CASE("limits: a mean that keeps to one is wanted, an interval beyond it is out, one across it stays in the race") {
  const PlanLimit limit{"uptime", true, 0.9, ""};
  CHECK(keeping_of(limit, point({}, {0.91, 0.92})) == Keeping::meets);
  CHECK(keeping_of(limit, point({}, {0.89, 0.90})) == Keeping::open);
  CHECK(keeping_of(limit, point({}, {0.80, 0.81})) == Keeping::misses);
  CHECK(keeping_of(limit, point({}, {0.89})) == Keeping::misses);
  CHECK(keeping_of(limit, point({}, {0.89}), {{"uptime", 0.02}}) == Keeping::open);
  CHECK(keeping_of(limit, point({1})) == Keeping::unknown);
  // The cheapest misses the limit, the next is open: the leader is the third, and the first is not promoted.
  const Played played{{1, point({5, 5}, {0.5, 0.51})}, {2, point({6, 6}, {0.89, 0.90})}, {3, point({7, 7}, {0.95, 0.96})}, {4, point({8, 8}, {0.99, 0.99})}};
  const Standings all = standings(cheapest_with_uptime(), played);
  CHECK(all.points.front().candidate == 3);
  const Promotion on = promoted(cheapest_with_uptime(), played, {2, 0});
  CHECK(on.candidates == std::vector<std::size_t>{3, 2});
  CHECK(front_of(cheapest_with_uptime(), played) == std::vector<std::size_t>{2, 3, 4});
  CHECK(promoted(cheapest_with_uptime(), played, {2, 3}).candidates == std::vector<std::size_t>{3, 2, 4});
  MeasuredPoint failed = point({1, 1}, {1, 1});
  failed.failed = {{1, "deadlock"}};
  CHECK(keeping_of(cheapest_with_uptime(), failed) == Keeping::unknown);
}

TEST_CASE("no point keeps to the limits: there is no leader, and those nearest to it stay") {
  const Played played{{1, point({5, 5}, {0.88, 0.90})}, {2, point({6, 6}, {0.1, 0.2})}};
  CHECK_FALSE(standings(cheapest_with_uptime(), played).has_leader);
  CHECK(promoted(cheapest_with_uptime(), played, {4, 0}).candidates == std::vector<std::size_t>{1});
}

TEST_CASE("halving finds the best of worlds whose closed form is blind to something, with few of the runs") {
  for (const int bias : {0, 3, -3, 8}) {
    Truth world(bias);
    const HalvingOptions options{8, 240, 8};
    const Halving halving = run_halving(cheapest(), world.candidates, options, world.play());
    INFO("bias " << bias);
    REQUIRE_FALSE(halving.finalists.empty());
    CHECK(world.truth[halving.finalists.front()] <= world.truth[world.best()] + 0.1);
    CHECK(halving.played.contains(world.best()));   // the screening did not drop it
    CHECK(world.runs.size() <= options.most_runs);
    CHECK(halving.rungs.size() == 4);
    CHECK(halving.rungs.front().points <= first_rung_points(options));
    CHECK(halving.rungs.back().seeds == 8);
    std::size_t counted = 0;
    for (const Rung& rung : halving.rungs) counted += rung.runs;
    CHECK(counted == world.runs.size());
    CHECK(halving.unplayed.behind + halving.unplayed.open + halving.unplayed.misses + halving.rungs.front().points == world.candidates.size());
  }
}

TEST_CASE("a design that the runs can pay for is played whole, and seeds are those of the study") {
  Truth world(0);
  const Halving halving = run_halving(cheapest(), world.candidates, {3, 100000, 8}, world.play());
  CHECK(halving.rungs.front().points == world.candidates.size());
  CHECK(halving.rungs.back().seeds == 3);
  CHECK(halving.finalists.front() == world.best());
}

TEST_CASE("the most runs are never passed") {
  rc::prop("first rung and all that follow", [] {
    const HalvingOptions options{*rc::gen::inRange<std::size_t>(1, 40), *rc::gen::inRange<std::size_t>(400, 5000), 8};
    Truth world(2);
    const Halving halving = run_halving(cheapest(), world.candidates, options, world.play());
    RC_ASSERT(world.runs.size() <= options.most_runs);
    RC_ASSERT(!halving.finalists.empty());
  });
}

TEST_CASE("a closed form without the figure leaves the order to the axes") {
  Truth world(4);
  for (Candidate& candidate : world.candidates) candidate.closed_form = {std::nan("")};
  const Halving halving = run_halving(cheapest(), world.candidates, {4, 200, 8}, world.play());
  REQUIRE_FALSE(halving.finalists.empty());
  CHECK(world.truth[halving.finalists.front()] < 1.05 * world.truth[world.best()]);
}

TEST_CASE("axes become numbers: one per further value, or a place where there are many") {
  Study study;
  study.axes = {Axis::from_text("protocol.bits=4,8,16"), Axis::from_text("protocol.sync_interval=1..20/1"), Axis::from_text("protocol.overlap=2")};
  const auto points = expand(study).points;
  std::vector<const StudyPoint*> all;
  for (const StudyPoint& at : points) all.push_back(&at);
  const auto features = axis_features(study, all);
  REQUIRE(features.front().size() == 4);
  CHECK(features.front() == std::vector<double>{0, 0, 0, 0});
  CHECK(features.back() == std::vector<double>{0, 1, 1, 1});   // 16 bits come after 8, not before 4
}
