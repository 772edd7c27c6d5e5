#include "models/statistics/estimate.hpp"
#include "models/statistics/paired.hpp"
#include "models/statistics/quantile.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <cmath>

using namespace archipelago;

TEST_CASE("Student's interval of 1 ... 5 with tabled t") {
  const Estimate estimate = student_estimate({1, 2, 3, 4, 5});
  CHECK(estimate.mean == 3);
  CHECK(estimate.deviation == Approx(std::sqrt(2.5)));
  CHECK(estimate.n == 5);
  CHECK(estimate.interval->half_width() == Approx(2.131847 * std::sqrt(0.5)));
  CHECK(student_estimate({1, 2, 3, 4, 5}, 0.95).interval->half_width() == Approx(2.776445 * std::sqrt(0.5)));
  CHECK(estimate.interval->contains(3));
  CHECK_FALSE(estimate.interval->contains(5));
}

TEST_CASE("one sample has no interval") {
  CHECK(student_estimate({7}).mean == 7);
  CHECK_FALSE(student_estimate({7}).interval.has_value());
  CHECK_FALSE(bootstrap_interval({7}, 1).has_value());
}

TEST_CASE("the bootstrap repeats itself, stays inside the samples and is near Student's interval") {
  const std::vector<double> samples{9.1, 10.2, 10.0, 9.7, 10.9, 9.4, 10.4, 10.1, 9.9, 10.3, 9.6, 10.5};
  const Interval once = *bootstrap_interval(samples, 3), again = *bootstrap_interval(samples, 3);
  const Interval student = *student_estimate(samples).interval;
  CHECK(once.low == again.low);
  CHECK(once.high == again.high);
  CHECK(once.low > 9.1);
  CHECK(once.high < 10.9);
  CHECK(once.contains(10.0));
  CHECK(once.half_width() == Approx(student.half_width()).epsilon(0.25));
}

TEST_CASE("pairing removes the noise that both designs share") {
  const std::vector<double> a{10.1, 20.2, 30.1, 40.2}, b{10, 20, 30, 40};
  const PairedDifference paired = paired_difference(a, b);
  CHECK(paired.difference.mean == Approx(0.15));
  CHECK(paired.relative == Approx(0.15 / 25));
  CHECK(paired.significant());
  CHECK_FALSE(paired_difference({1, 2, 3}, {2, 1, 3}).significant());
}

TEST_CASE("quantiles of type 7, as R and NumPy give them") {
  CHECK(quantile({4, 1, 3, 2}, 0.5) == Approx(2.5));
  CHECK(quantile({4, 1, 3, 2}, 0.1) == Approx(1.3));
  CHECK(quantile({4, 1, 3, 2}, 0) == 1);
  CHECK(quantile({4, 1, 3, 2}, 1) == 4);
  CHECK(quantile({7}, 0.3) == 7);
}

TEST_CASE("the quantile sketch is within one per cent of the sample of that rank") {
  rc::prop("any positive samples", [] {
    std::vector<double> samples(*rc::gen::inRange<std::size_t>(1, 300));
    for (double& sample : samples) sample = std::exp(*rc::gen::inRange(-1500, 1500) / 100.0);
    QuantileSketch sketch, left, right;
    for (std::size_t k = 0; k < samples.size(); ++k) {
      sketch.add(samples[k]);
      (k % 3 ? left : right).add(samples[k]);
    }
    left.merge(right);
    std::sort(samples.begin(), samples.end());
    RC_ASSERT(sketch.min() == samples.front());
    RC_ASSERT(sketch.max() == samples.back());
    RC_ASSERT(left.count() == samples.size());
    for (double p : {0.0, 0.1, 0.5, 0.9, 0.99, 1.0}) {
      const double truth = samples[static_cast<std::size_t>(p * static_cast<double>(samples.size() - 1))];
      RC_ASSERT(std::abs(sketch.quantile(p) - truth) <= truth * (QuantileSketch::relative_error + 1e-9));
      RC_ASSERT(left.quantile(p) == sketch.quantile(p));
    }
  });
}

TEST_CASE("a stream of few samples has exact quantiles, a long one those of the sketch") {
  QuantileStream stream;
  CHECK(stream.quantile(0.5) == 0);
  for (const double value : {1.908, 1.524, 1.515, 1.512}) stream.add(value);
  CHECK(stream.quantile(0.5) == Approx(1.5195));
  CHECK(stream.quantile(1) == 1.908);
  QuantileSketch sketch;
  QuantileStream longer;
  for (std::size_t k = 0; k <= QuantileStream::kept; ++k) {
    sketch.add(1.0 + static_cast<double>(k));
    longer.add(1.0 + static_cast<double>(k));
  }
  CHECK(longer.quantile(0.3) == sketch.quantile(0.3));
  CHECK(longer.mean() == sketch.mean());
}

TEST_CASE("a sketch of equal samples is exact, of nothing zero") {
  QuantileSketch sketch;
  CHECK(sketch.quantile(0.5) == 0);
  for (int k = 0; k < 100; ++k) sketch.add(0.0255);
  CHECK(sketch.quantile(0.5) == 0.0255);
  CHECK(sketch.mean() == Approx(0.0255));
  sketch.add(0);
  CHECK(sketch.quantile(0) == 0);
}

TEST_CASE("two designs that share no seed: Welch's interval, 3 against 6 with unequal spread") {
  const PairedDifference found = independent_difference({1, 2, 3, 4, 5}, {2, 4, 6, 8, 10});
  CHECK(found.difference.mean == -3);
  CHECK(found.relative == -0.5);
  CHECK(found.difference.interval->half_width() == Approx(3.083).epsilon(0.003));   // 5.88 degrees of freedom
  CHECK_FALSE(found.significant());
  CHECK_FALSE(independent_difference({1}, {2, 3}).difference.interval.has_value());
  CHECK(independent_difference({1, 1}, {2, 2}).significant());
}
