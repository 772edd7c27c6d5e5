// The syncer's collecting side: quorum, grace, launch, what blocks it (protocol sections 1.3 to 1.5 and 1.11).
#include "models/protocol/syncer.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <set>

namespace archipelago {
namespace {

using Verdict = Syncer::Verdict;
using Learners = std::vector<std::uint32_t>;

Syncer connected(const Syncer::Settings& settings, FragmentSchedule schedule) {
  Syncer syncer(settings, std::move(schedule));
  for (int m = 0; m < settings.learners; ++m) syncer.set_member(static_cast<std::size_t>(m), true);
  return syncer;
}

Verdict at(Syncer& syncer, double now, double window = 0) {
  return syncer.evaluate(Seconds(now), [window] { return Seconds(window); });
}

} // namespace

TEST_CASE("the syncer waits for K learners, then launches with all that are in") {
  Syncer syncer = connected({4, 2}, FragmentSchedule(1, 1));
  CHECK(at(syncer, 0) == Verdict::wait);
  syncer.report(3, Seconds(1));
  CHECK(at(syncer, 1) == Verdict::wait);
  syncer.report(1, Seconds(2));
  CHECK(at(syncer, 2) == Verdict::launch);
  Learners contributors;
  const auto launched = syncer.launch(Seconds(2), contributors);
  CHECK(contributors == Learners{1, 3});
  CHECK(launched.step == 1);
  CHECK(launched.fragment == 0);
  CHECK(launched.opened == Seconds(1));
  CHECK(launched.quorum_at == Seconds(2));
  CHECK(syncer.step() == 2);
}

TEST_CASE("the grace window starts at the K-th report and ends early when everyone is in") {
  Syncer syncer = connected({3, 1}, FragmentSchedule(1, 1));
  syncer.report(0, Seconds(10));
  CHECK(at(syncer, 10, 5) == Verdict::wait_for_grace);
  CHECK(syncer.grace_until() == Seconds(15));
  syncer.report(1, Seconds(12));
  CHECK(at(syncer, 12, 99) == Verdict::wait_for_grace);   // asked once: the window does not move
  CHECK(syncer.grace_until() == Seconds(15));
  SECTION("all in") {
    syncer.report(2, Seconds(13));
    CHECK(at(syncer, 13) == Verdict::launch);
  }
  SECTION("time is up") { CHECK(at(syncer, 15) == Verdict::launch); }
}

TEST_CASE("a report that came before its step could open counts from its own arrival") {
  Syncer syncer = connected({3, 2}, FragmentSchedule(1, 1));
  Learners contributors;
  syncer.report(0, Seconds(1));
  syncer.report(1, Seconds(1.5));
  syncer.launch(Seconds(1.5), contributors);
  syncer.report(0, Seconds(2));
  syncer.report(1, Seconds(2.5));
  syncer.landed(0);
  CHECK(at(syncer, 20, 4) == Verdict::launch);   // the window ended at 6.5
  CHECK(syncer.grace_until() == Seconds(6.5));
  CHECK(syncer.launch(Seconds(20), contributors).quorum_at == Seconds(2.5));
}

TEST_CASE("a loss that breaks the quorum ends its grace: the next quorum has a window of its own") {
  Syncer syncer = connected({4, 2}, FragmentSchedule(1, 1));
  syncer.report(0, Seconds(0));
  syncer.report(1, Seconds(1));
  CHECK(at(syncer, 1, 5) == Verdict::wait_for_grace);
  syncer.drop_reports(1);
  CHECK(at(syncer, 2, 5) == Verdict::wait);
  syncer.report(2, Seconds(10));
  CHECK(at(syncer, 10, 5) == Verdict::wait_for_grace);
  CHECK(syncer.grace_until() == Seconds(15));
}

TEST_CASE("a fragment that travels is not launched again, and no more than the limit travel") {
  Learners contributors;
  SECTION("the same fragment") {
    Syncer syncer = connected({1, 1}, FragmentSchedule(1, 1));
    syncer.report(0, Seconds(1));
    syncer.launch(Seconds(1), contributors);
    syncer.report(0, Seconds(2));
    CHECK(at(syncer, 2) == Verdict::wait);
    syncer.landed(0);
    CHECK(at(syncer, 2) == Verdict::launch);
  }
  SECTION("the limit") {
    Syncer syncer = connected({1, 1, false, 2}, FragmentSchedule(4, 4));
    for (double now : {1.0, 2.0}) {
      syncer.report(0, Seconds(now));
      CHECK(at(syncer, now) == Verdict::launch);
      syncer.launch(Seconds(now), contributors);
    }
    syncer.report(0, Seconds(3));
    CHECK(at(syncer, 3) == Verdict::wait);
    syncer.landed(0);
    CHECK(at(syncer, 3) == Verdict::launch);
  }
}

TEST_CASE("in lock-step the quorum is whoever is a member") {
  Syncer syncer = connected({3, 3, true}, FragmentSchedule(1, 1));
  syncer.report(0, Seconds(1));
  syncer.report(1, Seconds(1));
  CHECK(at(syncer, 1) == Verdict::wait);
  syncer.set_member(2, false);
  CHECK(at(syncer, 1) == Verdict::launch);
}

TEST_CASE("a join timeout goes on with those who are in, for this step only") {
  Syncer syncer = connected({2, 2}, FragmentSchedule(2, 2));
  Learners contributors;
  syncer.report(0, Seconds(1));
  syncer.force_quorum();
  CHECK(at(syncer, 5) == Verdict::launch);
  syncer.launch(Seconds(5), contributors);
  CHECK(contributors == Learners{0});
  syncer.report(0, Seconds(6));
  CHECK(at(syncer, 6) == Verdict::wait);
}

TEST_CASE("while a recovery from step t is unfinished no step beyond t + H is launched") {
  Syncer syncer = connected({2, 1}, FragmentSchedule(1, 3));
  Learners contributors;
  syncer.recovery_begins(1, 1);
  for (std::int64_t step = 1; step <= 4; ++step) {
    syncer.report(0, Seconds(static_cast<double>(step)));
    REQUIRE(at(syncer, static_cast<double>(step)) == Verdict::launch);
    const auto launched = syncer.launch(Seconds(static_cast<double>(step)), contributors);
    if (launched.fragment != FragmentSchedule::none) syncer.landed(launched.fragment);
  }
  syncer.report(0, Seconds(5));
  CHECK(at(syncer, 5) == Verdict::wait);
  syncer.recovery_ends(1);
  CHECK(at(syncer, 5) == Verdict::launch);
}

TEST_CASE("whatever comes in whatever order, a launch obeys the rules") {
  rc::prop("random reports, losses, launches and landings", [] {
    const int learners = *rc::gen::inRange(1, 6), quorum = *rc::gen::inRange(1, learners + 1);
    const int interval = *rc::gen::inRange(1, 8), fragments = *rc::gen::inRange(1, interval + 1), limit = *rc::gen::inRange(1, 4);
    const FragmentSchedule schedule(fragments, interval);
    Syncer syncer = connected({learners, quorum, false, limit}, schedule);
    std::vector<int> pending(static_cast<std::size_t>(learners), 0);
    std::set<int> travelling;
    Learners contributors;
    double now = 0;
    std::int64_t step = 1;
    for (int action : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8))) {
      now += 1;
      const std::size_t learner = *rc::gen::inRange<std::size_t>(0, pending.size());
      if (action < 4) {
        syncer.report(learner, Seconds(now));
        ++pending[learner];
      } else if (action == 4) {
        syncer.drop_reports(learner);
        pending[learner] = 0;
      } else if (action == 5 && !travelling.empty()) {
        syncer.landed(*travelling.begin());
        travelling.erase(travelling.begin());
      }
      const auto ready = std::count_if(pending.begin(), pending.end(), [](int reports) { return reports > 0; });
      RC_ASSERT(syncer.ready() == ready);
      const int due = schedule.due(step);
      const bool full = travelling.size() >= static_cast<std::size_t>(limit);
      const bool blocked = due != FragmentSchedule::none && (travelling.count(due) > 0 || full);
      RC_ASSERT((at(syncer, now) == Verdict::launch) == (ready >= quorum && !blocked));
      if (at(syncer, now) != Verdict::launch) continue;
      const auto launched = syncer.launch(Seconds(now), contributors);
      RC_ASSERT(launched.step == step++);
      RC_ASSERT(launched.fragment == due);
      RC_ASSERT(launched.opened <= Seconds(now));
      if (due != FragmentSchedule::none) travelling.insert(due);
      Learners expected;
      for (std::size_t m = 0; m < pending.size(); ++m)
        if (pending[m] > 0) {
          expected.push_back(static_cast<std::uint32_t>(m));
          --pending[m];
        }
      RC_ASSERT(contributors == expected);
    }
  });
}

} // namespace archipelago
