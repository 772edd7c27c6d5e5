// Buffers that fill and are taken from, against pencil and paper and against a small-step integration.
#include "models/storage/feed.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cmath>

using namespace archipelago;

namespace {
constexpr double none = std::numeric_limits<double>::infinity();

Feed feed_of(std::size_t streams, double cap, double goal, double store, double service = none) {
  Feed feed;
  for (std::size_t k = 0; k < streams; ++k) {
    feed.add_stream(none);
    feed.shape(k, cap, goal, 0);
    feed.start(k, 0, 0, 0);
  }
  feed.limit(store, service, 0);
  return feed;
}
} // namespace

TEST_CASE("a buffer fills in a straight line up to its goal, from when its dataset is open and its shuffle buffer full") {
  Feed feed;
  feed.add_stream(none);
  feed.shape(0, 10, 100, 0);
  feed.start(0, 5, 20, 0);
  CHECK(feed.level(0, 5) == -20);
  CHECK(feed.level(0, 6) == -10);
  CHECK(feed.level(0, 9) == 20);
  CHECK(feed.level(0, 17) == 100);
  CHECK(feed.level(0, 1000) == 100);
  CHECK(feed.held(1000) == 120);
}

TEST_CASE("a batch that is not there is foretold to the date") {
  Feed feed = feed_of(1, 10, 100, none);
  CHECK_FALSE(feed.take(0, 70, 3));
  CHECK(feed.next_date(3) == Approx(7));
  CHECK(feed.ready(0, 7));
  CHECK(feed.take(0, 70, 7));
  CHECK(feed.level(0, 8) == Approx(10));
  CHECK(feed.next_date(8) == none);           // nobody asks
}

TEST_CASE("without read-ahead a batch is read from when it is asked for, and no further") {
  Feed feed = feed_of(1, 10, 0, none);
  CHECK(feed.level(0, 50) == 0);
  CHECK_FALSE(feed.take(0, 40, 50));
  CHECK(feed.next_date(50) == Approx(54));
  CHECK(feed.take(0, 40, 54));
  CHECK(feed.level(0, 100) == 0);
  CHECK(feed.counters(100).read == 40);
}

TEST_CASE("two streams share a store until one is full, then the other has it all") {
  Feed feed = feed_of(2, 10, 30, 10);
  feed.shape(1, 10, 60, 0);
  CHECK(feed.level(1, 6) == Approx(30));      // 5 each
  CHECK(feed.level(1, 8) == Approx(50));      // the first is full since 6
  CHECK(feed.level(0, 8) == Approx(30));
  CHECK(feed.level(1, 9) == Approx(60));
}

TEST_CASE("limits hold from their date on, and a stop loses what was held") {
  Feed feed = feed_of(1, 10, 1000, none);
  feed.limit(0, none, 10);
  CHECK(feed.level(0, 30) == 100);
  feed.limit(4, none, 30);
  CHECK(feed.level(0, 35) == 120);
  feed.keep(0, 0.75, 35);
  CHECK(feed.level(0, 35) == 90);
  feed.stop(0, 40);
  CHECK(feed.counters(40).dropped == Approx(30 + 110));
  CHECK(feed.held(40) == 0);
}

TEST_CASE("once the cache has a learner's part of the data, the store no longer limits it") {
  Feed feed;
  feed.add_stream(100);
  feed.shape(0, 10, 1000, 0);
  feed.start(0, 0, 0, 0);
  feed.limit(2, none, 0);
  CHECK(feed.level(0, 50) == Approx(100));
  CHECK(feed.level(0, 51) == Approx(110));
  CHECK(feed.counters(60).from_store == Approx(100));
}

TEST_CASE("what is read is taken, dropped or held, whatever happens, and levels are those of small steps") {
  rc::prop("mass", [] {
    const auto count = *rc::gen::inRange<std::size_t>(1, 5);
    const double store = *rc::gen::element(none, 7.0, 12.0, 40.0), service = *rc::gen::element(none, 15.0);
    Feed feed = feed_of(count, 0, 0, store, service);
    std::vector<double> goals, caps;
    for (std::size_t k = 0; k < count; ++k) {
      caps.push_back(*rc::gen::inRange(1, 12));
      goals.push_back(*rc::gen::element(0.0, 30.0, 55.0));
      feed.shape(k, caps[k], goals[k], 0);
    }
    double now = 0, taken = 0;
    for (int event = 0; event < 60; ++event) {
      const double pause = *rc::gen::inRange(0, 400) / 100.0, due = feed.next_date(now);
      now = std::min(now + pause, due);
      const auto k = *rc::gen::inRange<std::size_t>(0, count);
      switch (*rc::gen::inRange(0, 12)) {
      case 0: feed.stop(k, now); break;
      case 1: feed.limit(*rc::gen::element(0.0, 5.0, store), service, now); break;
      case 2: feed.keep(k, 0.5, now); break;
      case 3: feed.withdraw(k, now); break;
      default:
        if (!feed.running(k)) feed.start(k, 1.5, 10, now);
        if (feed.take(k, 20, now)) taken += 20;
      }
      const Feed::Counters counters = feed.counters(now);
      RC_ASSERT(counters.taken == taken);
      RC_ASSERT(std::abs(counters.read - counters.taken - counters.dropped - feed.held(now)) < 1e-6);
      for (std::size_t s = 0; s < count; ++s) RC_ASSERT(feed.level(s, now) <= std::max(goals[s], 20.0) + 1e-9);
    }
  });
}

TEST_CASE("a coupled feed that is looked at often and one that is not agree") {
  rc::prop("looking changes nothing", [] {
    Feed often = feed_of(3, 6, 50, 10), seldom = feed_of(3, 6, 50, 10);
    double now = 0;
    for (int event = 0; event < 40; ++event) {
      const double next = now + *rc::gen::inRange(1, 500) / 100.0;
      for (int k = 1; k < 10; ++k) (void)often.level(0, now + (next - now) * k / 10);
      now = next;
      const auto stream = *rc::gen::inRange<std::size_t>(0, 3);
      RC_ASSERT(often.take(stream, 20, now) == seldom.take(stream, 20, now));
      for (std::size_t s = 0; s < 3; ++s) RC_ASSERT(std::abs(often.level(s, now) - seldom.level(s, now)) < 1e-6);
    }
  });
}
