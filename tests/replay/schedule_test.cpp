// What is due when, how far a learner may run ahead, and what has been trained since (protocol sections 1.1 to 1.3).
#include "models/protocol/counters.hpp"
#include "models/protocol/report_queue.hpp"
#include "models/protocol/schedule.hpp"
#include "models/protocol/weights.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <vector>

namespace archipelago {

TEST_CASE("24 fragments in 24 steps: one on every step, the last on multiples of 24") {
  const FragmentSchedule schedule(24, 24);
  for (std::int64_t step = 1; step <= 48; ++step) CHECK(schedule.due(step) == (step + 23) % 24);
}

TEST_CASE("one fragment is due after every H steps and at no other") {
  const FragmentSchedule schedule(1, 32);
  for (std::int64_t step = 1; step <= 96; ++step) CHECK(schedule.due(step) == (step % 32 == 0 ? 0 : FragmentSchedule::none));
}

TEST_CASE("every fragment is due once in any H steps, evenly spaced") {
  rc::prop("for any P <= H and any start", [] {
    const int interval = *rc::gen::inRange(1, 200), fragments = *rc::gen::inRange(1, interval + 1);
    const std::int64_t start = *rc::gen::inRange<std::int64_t>(1, 100000);
    const FragmentSchedule schedule(fragments, interval);
    std::vector<int> seen(static_cast<std::size_t>(fragments), 0);
    std::vector<std::int64_t> dates;
    for (std::int64_t step = start; step < start + 2 * interval; ++step)
      if (const int due = schedule.due(step); due != FragmentSchedule::none) {
        ++seen[static_cast<std::size_t>(due)];
        dates.push_back(step);
      }
    for (int times : seen) RC_ASSERT(times == 2);
    for (std::size_t i = 1; i < dates.size(); ++i) {
      RC_ASSERT(dates[i] - dates[i - 1] >= interval / fragments);
      RC_ASSERT(dates[i] - dates[i - 1] <= (interval + fragments - 1) / fragments);
    }
  });
}

TEST_CASE("with tau = 2 a learner starts step 3 only when its first report is settled") {
  ReportQueue queue;
  CHECK(queue.may_start(1, 2));
  queue.report(1);
  queue.report(2);
  CHECK(queue.may_start(3, 2));               // report 1 is of step 3 - 2: still allowed
  CHECK_FALSE(queue.may_start(4, 2));
  CHECK(queue.oldest_round() == ReportQueue::not_consumed);
  CHECK(queue.consume(17) == 1);
  CHECK(queue.oldest_round() == 17);
  CHECK_FALSE(queue.may_start(4, 2));         // taken is not yet settled
  queue.settle(17);
  CHECK(queue.may_start(4, 2));
  CHECK_FALSE(queue.may_start(5, 2));
}

TEST_CASE("rounds that come back out of order free a learner only when the oldest is back") {
  ReportQueue queue;
  for (std::int64_t step : {1, 2, 3}) queue.report(step);
  for (std::int64_t round : {10, 11, 12}) queue.consume(round);
  queue.settle(12);
  queue.settle(11);
  CHECK_FALSE(queue.may_start(4, 2));
  queue.settle(10);
  CHECK(queue.empty());
  CHECK(queue.may_start(4, 0));
}

TEST_CASE("the queue lets a learner go exactly when no report older than tau steps is unsettled") {
  rc::prop("against a plain list", [] {
    struct Report { std::int64_t step, round; bool settled; };
    std::vector<Report> reports;
    ReportQueue queue;
    std::int64_t step = 0, round = 0;
    const std::int64_t overlap = *rc::gen::inRange(0, 5);
    for (int action : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3))) {
      const auto waiting = std::find_if(reports.begin(), reports.end(), [](const Report& r) { return r.round < 0; });
      if (action == 0) {
        queue.report(++step);
        reports.push_back({step, -1, false});
      } else if (action == 1 && waiting != reports.end()) {
        waiting->round = ++round;
        RC_ASSERT(queue.consume(round) == waiting->step);
      } else if (action == 2 && round > 0) {
        const std::int64_t back = *rc::gen::inRange<std::int64_t>(1, round + 1);
        queue.settle(back);
        for (Report& report : reports) report.settled |= report.round == back;
      }
      const auto oldest = std::find_if(reports.begin(), reports.end(), [](const Report& r) { return !r.settled; });
      RC_ASSERT(queue.may_start(step + 1, overlap) == (oldest == reports.end() || oldest->step >= step + 1 - overlap));
      RC_ASSERT(queue.oldest_round() == (oldest == reports.end() ? ReportQueue::not_consumed : oldest->round));
    }
  });
}

TEST_CASE("counters give what was trained since each fragment's own refresh") {
  FragmentCounters counters(2);
  counters.step(100);
  counters.step(50);                          // half the slices
  counters.refresh(1);
  counters.step(100);
  CHECK(counters.since_refresh(0).steps == 3);
  CHECK(counters.since_refresh(0).tokens == 250);
  CHECK(counters.since_refresh(1).steps == 1);
  CHECK(counters.since_refresh(1).tokens == 100);
  counters.refresh_all();
  CHECK(counters.since_refresh(0).tokens == 0);
}

TEST_CASE("merge weight is tokens times tokens per step, shares sum to one") {
  const auto shares = merge_shares({{4, 400}, {4, 800}, {8, 800}, {0, 0}});
  CHECK(shares[1] == Approx(4 * shares[0]));  // twice the tokens in the same steps
  CHECK(shares[2] == Approx(2 * shares[0]));  // twice the tokens in twice the steps
  CHECK(shares[3] == 0);
  CHECK(shares[0] + shares[1] + shares[2] == Approx(1));
  CHECK(merge_shares({{0, 0}}) == std::vector<double>{0});
}

} // namespace archipelago
