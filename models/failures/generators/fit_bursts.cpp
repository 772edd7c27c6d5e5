#include "models/failures/generators/fit_bursts.hpp"

#include "models/failures/traces/outage_statistics.hpp"

#include <boost/math/special_functions/erf.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace archipelago {

namespace {

double normal_quantile(double p) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p); }

// Ranks as normal deviates; equal lengths share their middle rank.
std::vector<double> normal_scores(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> scores(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t next = i;
    while (next < order.size() && values[order[next]] == values[order[i]]) ++next;
    const double p = 0.5 * static_cast<double>(i + next) / static_cast<double>(order.size());
    for (; i < next; ++i) scores[order[i]] = normal_quantile(p);
  }
  return scores;
}

// The rounded lognormal with this share of ones and this mean, among sizes up to `most`.
void fit_size(double ones, double mean, double most, BurstLaw& law) {
  const double z = normal_quantile(std::clamp(ones, 0.02, 0.98));
  const auto mean_of = [&](double sigma) {
    double sum = 0, before = 0;
    for (double size = 1; size < most; ++size) {
      const double cdf = 0.5 * std::erfc(-(std::log((size + 0.5) / 1.5) / sigma + z) / std::numbers::sqrt2);
      sum += size * (cdf - before);
      before = cdf;
    }
    return sum + most * (1 - before);
  };
  double low = 0.05, high = 4;                                     // the mean grows with sigma at a fixed share of ones
  for (int step = 0; step < 60; ++step) (mean_of(0.5 * (low + high)) < mean ? low : high) = 0.5 * (low + high);
  law.size_sigma = 0.5 * (low + high);
  law.size_median = 1.5 * std::exp(-law.size_sigma * z);
}

} // namespace

BurstLaw fit_bursts(const OutageTrace& trace) {
  BurstLaw law;
  double several = 0, pairs = 0, beyond = 0, intervals = 0, simultaneous = 0, apart = 0;
  const std::vector<Burst> bursts = bursts_of(trace);
  for (const Burst& burst : bursts) {
    if (burst.events < 2) continue;
    ++several;
    pairs += burst.events == 2;
    beyond += static_cast<double>(burst.events - 1);
    for (std::size_t i = burst.first + 1; i < burst.first + burst.events; ++i) {
      const double gap = trace.outages[i].start - trace.outages[i - 1].start;
      ++intervals;
      simultaneous += gap == 0;
      apart += gap;
    }
  }
  if (several == 0 || trace.nodes < 2) return law;
  law.share = several / static_cast<double>(bursts.size());
  fit_size(pairs / several, beyond / several, std::max(1.0, trace.nodes - 1.0), law);
  law.simultaneous = simultaneous / intervals;
  law.spread = Seconds(simultaneous < intervals ? apart / (intervals - simultaneous) : 0);
  return law;
}

double fit_shared_length(const OutageTrace& trace, const std::vector<double>& lengths) {
  const std::vector<double> scores = normal_scores(lengths);
  double products = 0, squares = 0, events = 0;
  for (const Burst& burst : bursts_of(trace)) {
    if (burst.events < 2) continue;
    double sum = 0, of_squares = 0;
    for (std::size_t i = burst.first; i < burst.first + burst.events; ++i) {
      sum += scores[i];
      of_squares += scores[i] * scores[i];
    }
    products += (sum * sum - of_squares) / static_cast<double>(burst.events - 1);
    squares += of_squares;
    events += static_cast<double>(burst.events);
  }
  if (events == 0) return 0;
  return std::clamp(products / std::max(squares, events), 0.0, 0.95);   // the scores of bursts may lie apart from the others'
}

std::vector<double> incident_gaps(const OutageTrace& trace) {
  std::vector<double> gaps;
  double before = 0;
  for (const Burst& burst : bursts_of(trace)) {
    const double start = trace.outages[burst.first].start;
    if (burst.first > 0) gaps.push_back(start - before);
    before = start;
  }
  return gaps;
}

} // namespace archipelago
