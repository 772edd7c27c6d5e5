#include "models/audit/partition.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <array>
#include <bitset>

using namespace archipelago;

namespace {

constexpr int moments = 200;
using Moments = std::bitset<moments>;

ProfileSpan span_of(std::pair<int, int> ends) { return {ProfileTime(std::min(ends.first, ends.second)), ProfileTime(std::max(ends.first, ends.second))}; }
rc::Gen<std::vector<std::pair<int, int>>> drawn_spans() {
  return rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(rc::gen::inRange(0, moments + 1), rc::gen::inRange(0, moments + 1)));
}

struct Drawn { IntervalSet set; Moments moments; };
Drawn drawn() {
  Drawn result;
  for (const auto& ends : *drawn_spans()) {
    const ProfileSpan span = span_of(ends);
    result.set.add(span);
    for (auto at = span.begin.count(); at < span.end.count(); ++at) result.moments.set(static_cast<std::size_t>(at));
  }
  return result;
}
Moments moments_of(const Spans& spans) {
  Moments result;
  for (const ProfileSpan& span : spans)
    for (auto at = span.begin.count(); at < span.end.count(); ++at) result.set(static_cast<std::size_t>(at));
  return result;
}
bool tidy(const Spans& spans) {
  for (std::size_t i = 0; i < spans.size(); ++i)
    if (spans[i].end <= spans[i].begin || (i > 0 && spans[i].begin <= spans[i - 1].end)) return false;
  return true;
}

} // namespace

TEST_CASE("sets of intervals behave as sets of moments") {
  CHECK(rc::check("union, difference, measure", [] {
    Drawn a = drawn(), b = drawn();
    RC_ASSERT(tidy(a.set.spans()));
    RC_ASSERT(moments_of(a.set.spans()) == a.moments);
    RC_ASSERT(moments_of(union_of(a.set.spans(), b.set.spans())) == (a.moments | b.moments));
    RC_ASSERT(moments_of(without(a.set.spans(), b.set.spans())) == (a.moments & ~b.moments));
    RC_ASSERT(static_cast<std::size_t>(measure(a.set.spans()).count()) == a.moments.count());
    const Spans windows{{ProfileTime(10), ProfileTime(50)}, {ProfileTime(50), ProfileTime(51)}, {ProfileTime(120), ProfileTime(200)}};
    const auto inside = measure_within(a.set.spans(), windows);
    for (std::size_t w = 0; w < windows.size(); ++w)
      RC_ASSERT(static_cast<std::size_t>(inside[w].count()) == (a.moments & moments_of({windows[w]})).count());
  }));
}

TEST_CASE("a partition gives every moment to the first use under way") {
  CHECK(rc::check("sums to the window, in order of use", [] {
    UseSets sets;
    std::array<Moments, recorded_use_count> expected;
    Moments taken;
    for (std::size_t use = 0; use < recorded_use_count; ++use) {
      Drawn one = drawn();
      sets[use] = std::move(one.set);
      expected[use] = one.moments & ~taken;
      taken |= one.moments;
    }
    const auto times = partition(sets, {{ProfileTime(0), ProfileTime(moments)}}).front();
    Seconds sum;
    for (const Seconds& time : times) sum += time;
    RC_ASSERT(std::abs(sum.value * 1e9 - moments) < 1e-6);
    for (std::size_t use = 0; use < recorded_use_count; ++use) RC_ASSERT(std::abs(times[use].value * 1e9 - static_cast<double>(expected[use].count())) < 1e-6);
  }));
}

TEST_CASE("a set that grows too large closes its shortest gaps and says so") {
  IntervalSet set(1000);
  for (int i = 0; i < 200'000; ++i) set.add({ProfileTime(1'000LL * i), ProfileTime(1'000LL * i + 900)});
  for (int i = 0; i < 10; ++i) set.add({ProfileTime(1'000'000'000LL * (i + 1)), ProfileTime(1'000'000'000LL * (i + 1) + 5)});
  CHECK(set.spans().size() <= 1000);
  CHECK(set.resolution() > ProfileTime(0));
  CHECK(set.resolution() <= ProfileTime(400));
  CHECK(seconds_of(measure(set.spans())) == Approx(0.2).epsilon(0.12));
  IntervalSet uneven(1010);                   // 1000 long gaps among 100,000 short ones: the long ones stay
  for (int i = 0; i < 100'000; ++i) uneven.add({ProfileTime(1'000LL * i), ProfileTime(1'000LL * i + (i % 100 == 0 ? 300 : 999))});
  CHECK(uneven.spans().size() <= 1010);
  CHECK(uneven.resolution() == ProfileTime(1));
  CHECK(seconds_of(measure(uneven.spans())) == Approx(1e-9 * (100'000 * 1'000 - 1'000 * 700)).epsilon(1e-6));
  IntervalSet small;
  small.add({ProfileTime(5), ProfileTime(7)});
  CHECK(small.spans() == Spans{{ProfileTime(5), ProfileTime(7)}});
  CHECK(small.resolution() == ProfileTime(0));
}
