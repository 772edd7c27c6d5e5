// Every second in exactly one class, uptime as the union over learners, staleness and fingerprints.
#include "sim/replay/account.hpp"
#include "sim/replay/fingerprint.hpp"
#include "sim/replay/step_histogram.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace archipelago {
namespace {
double seconds_in(const Account& account, std::size_t learner, TimeClass what) {
  return account.seconds(learner)[static_cast<std::size_t>(what)];
}
} // namespace

TEST_CASE("a step on half the slices is half compute, half degraded") {
  Account account(1, nullptr);
  account.settle_step(0, 0.5, Seconds(10));
  account.settle_step(0, 1.0, Seconds(14));
  CHECK(seconds_in(account, 0, TimeClass::compute) == 9);
  CHECK(seconds_in(account, 0, TimeClass::degraded) == 5);
}

TEST_CASE("what lies before the end of the warm-up is dropped, to the second") {
  Account account(1, nullptr);
  account.settle(0, TimeClass::compute, Seconds(8));
  account.start_counting(Seconds(10));
  account.settle_step(0, 0.5, Seconds(14));   // 4 of its 6 seconds count
  CHECK(seconds_in(account, 0, TimeClass::compute) == 2);
  CHECK(seconds_in(account, 0, TimeClass::degraded) == 2);
}

TEST_CASE("time that is not allocated is in no class") {
  Account account(1, nullptr);
  account.skip(0, Seconds(100));
  account.settle(0, TimeClass::compute, Seconds(103));
  CHECK(seconds_in(account, 0, TimeClass::compute) == 3);
}

TEST_CASE("a roll-back moves no more than there is") {
  Account account(1, nullptr);
  account.settle(0, TimeClass::compute, Seconds(10));
  account.move(0, TimeClass::compute, TimeClass::lost_work, Seconds(4));
  account.move(0, TimeClass::compute, TimeClass::lost_work, Seconds(40));
  CHECK(seconds_in(account, 0, TimeClass::compute) == 0);
  CHECK(seconds_in(account, 0, TimeClass::lost_work) == 10);
}

TEST_CASE("the system is up while at least one learner is") {
  Account account(2, nullptr);
  account.set_up(0, true, Seconds(0));
  account.set_up(1, true, Seconds(5));
  account.set_up(0, false, Seconds(10));
  account.set_up(1, false, Seconds(20));
  account.set_up(0, true, Seconds(50));
  account.close(Seconds(60));
  CHECK(account.uptime() == Seconds(30));
}

TEST_CASE("uptime counts from the end of the warm-up, also of what was up before") {
  Account account(1, nullptr);
  account.set_up(0, true, Seconds(0));
  account.start_counting(Seconds(10));
  account.set_up(0, false, Seconds(25));
  account.close(Seconds(40));
  CHECK(account.uptime() == Seconds(15));
}

TEST_CASE("classes add up to the counted time") {
  rc::prop("random settlements", [] {
    Account account(1, nullptr);
    double now = 0, counted_from = 0;
    for (int action : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 20))) {
      now += action;
      const auto what = static_cast<TimeClass>(*rc::gen::inRange<std::size_t>(0, time_class_count));
      if (action == 0 && counted_from == 0) account.start_counting(Seconds(counted_from = now));
      else if (action % 3 == 0) account.settle_step(0, 0.25 * *rc::gen::inRange(0, 5), Seconds(now));
      else if (action % 3 == 1) account.settle(0, what, Seconds(now));
      else account.move(0, what, TimeClass::lost_work, Seconds(*rc::gen::inRange(0, 30)));
    }
    const auto& seconds = account.seconds(0);
    const double sum = std::accumulate(seconds.begin(), seconds.end(), 0.0);
    RC_ASSERT(std::abs(sum - std::max(0.0, account.settled(0).value - counted_from)) < 1e-9);
    RC_ASSERT(std::all_of(seconds.begin(), seconds.end(), [](double s) { return s >= 0; }));
  });
}

TEST_CASE("staleness: mean and 99th percentile of whole steps are exact") {
  StepHistogram histogram;
  SyncerResult result;
  histogram.report(result);
  CHECK(result.staleness_mean_steps == 0);
  for (int i = 0; i < 98; ++i) histogram.add(2);
  histogram.add(7);
  histogram.add(50);
  histogram.report(result);
  CHECK(result.staleness_mean_steps == Approx((98 * 2 + 7 + 50) / 100.0));
  CHECK(result.staleness_p99_steps == 7);
}

TEST_CASE("staleness beyond the largest bin counts as the largest, below zero as zero") {
  StepHistogram histogram;
  SyncerResult result;
  histogram.add(-3);
  histogram.add(1'000'000);
  histogram.report(result);
  CHECK(result.staleness_mean_steps == Approx(StepHistogram::largest / 2.0));
}

TEST_CASE("a fingerprint tells order, kind, entity and microseconds apart, and nothing finer") {
  using What = Fingerprint::What;
  const auto of = [](std::initializer_list<std::tuple<What, std::uint64_t, double>> happenings) {
    Fingerprint fingerprint;
    for (const auto& [what, entity, at] : happenings) fingerprint.add(what, entity, Seconds(at));
    return fingerprint.value();
  };
  const auto base = of({{What::step, 1, 1.0}, {What::launch, 2, 2.0}});
  const std::set<std::uint64_t> different{base,
                                          of({{What::launch, 2, 2.0}, {What::step, 1, 1.0}}),
                                          of({{What::back, 1, 1.0}, {What::launch, 2, 2.0}}),
                                          of({{What::step, 3, 1.0}, {What::launch, 2, 2.0}}),
                                          of({{What::step, 1, 1.000001}, {What::launch, 2, 2.0}}),
                                          of({{What::step, 1, 1.0}})};
  CHECK(different.size() == 6);
  CHECK(of({{What::step, 1, 1.0000001}, {What::launch, 2, 2.0}}) == base);
}

} // namespace archipelago
