#include "models/failures/generators/fit_length.hpp"

#include "models/failures/weibull_fit.hpp"
#include "models/statistics/quantile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace archipelago {

namespace {

constexpr std::array probabilities{0.05, 0.10, 0.20, 0.30, 0.40, 0.50, 0.60, 0.70, 0.80, 0.90, 0.95, 0.99};
constexpr std::array importance{0.5, 1.0, 1.0, 1.0, 1.0, 10.0, 1.0, 1.0, 1.0, 10.0, 1.0, 0.5};

using Constants = std::array<double, 5>;      // logit of the weight, two medians and two sigmas in logarithms

LengthLaw law_of(const Constants& c, double momentary) {
  return {momentary, 1 / (1 + std::exp(-c[0])), Law{Law::Kind::lognormal, Seconds(std::exp(c[1])), std::exp(c[2])},
          Law{Law::Kind::lognormal, Seconds(std::exp(c[3])), std::exp(c[4])}};
}

double mean_square(const LengthLaw& law) {
  const auto of = [](const Law& part) { return part.scale.value * part.scale.value * std::exp(2 * part.shape * part.shape); };
  return law.weight * of(law.first) + (1 - law.weight) * of(law.second);
}

double density(double x, double mean, double sigma) { return std::exp(-0.5 * (x - mean) * (x - mean) / (sigma * sigma)) / sigma; }

struct Part { double weight, mean, sigma; };

// Of logarithms; sigma no less than a hundredth, so that a pile of equal times cannot swallow a part.
std::array<Part, 2> expectation_maximisation(const std::vector<double>& logs) {
  constexpr double least_sigma = 0.05;
  const double spread = std::max(least_sigma, 0.5 * (quantile(logs, 0.9) - quantile(logs, 0.1)) / 1.28);
  std::array<Part, 2> parts{{{0.5, quantile(logs, 0.25), spread}, {0.5, quantile(logs, 0.75), spread}}};
  for (int step = 0; step < 300; ++step) {
    std::array<double, 2> sum{}, first{}, second{};
    for (const double x : logs) {
      const double a = parts[0].weight * density(x, parts[0].mean, parts[0].sigma), b = parts[1].weight * density(x, parts[1].mean, parts[1].sigma);
      const double of_first = a + b > 0 ? a / (a + b) : 0.5;
      for (const auto& [part, share] : {std::pair{0U, of_first}, std::pair{1U, 1 - of_first}}) {
        sum[part] += share;
        first[part] += share * x;
        second[part] += share * x * x;
      }
    }
    for (std::size_t part = 0; part < 2; ++part) {
      if (sum[part] < 1e-6) return parts;
      const double mean = first[part] / sum[part];
      parts[part] = {sum[part] / static_cast<double>(logs.size()), mean, std::max(least_sigma, std::sqrt(std::max(0.0, second[part] / sum[part] - mean * mean)))};
    }
  }
  return parts;
}

double likelihood(const std::array<Part, 2>& parts, const std::vector<double>& logs) {
  double sum = 0;
  for (const double x : logs) sum += std::log(parts[0].weight * density(x, parts[0].mean, parts[0].sigma) + parts[1].weight * density(x, parts[1].mean, parts[1].sigma));
  return sum;
}

template <class Cost> Constants least(Cost cost, Constants start) {
  struct Corner { double cost; Constants at; };
  std::vector<Corner> simplex{{cost(start), start}};
  for (std::size_t i = 0; i < start.size(); ++i) {
    Constants moved = start;
    moved[i] += 0.2;
    simplex.push_back({cost(moved), moved});
  }
  const auto along = [](const Constants& from, const Constants& to, double share) {
    Constants at;
    for (std::size_t i = 0; i < at.size(); ++i) at[i] = std::lerp(from[i], to[i], share);
    return at;
  };
  for (int step = 0; step < 600; ++step) {
    std::sort(simplex.begin(), simplex.end(), [](const Corner& a, const Corner& b) { return a.cost < b.cost; });
    Constants centre{};
    for (std::size_t k = 0; k + 1 < simplex.size(); ++k)
      for (std::size_t i = 0; i < centre.size(); ++i) centre[i] += simplex[k].at[i] / static_cast<double>(simplex.size() - 1);
    Corner& worst = simplex.back();
    const auto tried = [&](double share) { const Constants at = along(worst.at, centre, share); return Corner{cost(at), at}; };
    const Corner reflected = tried(2);
    if (reflected.cost < simplex.front().cost) {
      const Corner expanded = tried(3);
      worst = expanded.cost < reflected.cost ? expanded : reflected;
    } else if (reflected.cost < simplex[simplex.size() - 2].cost) {
      worst = reflected;
    } else if (const Corner contracted = tried(0.5); contracted.cost < worst.cost) {
      worst = contracted;
    } else {
      for (std::size_t k = 1; k < simplex.size(); ++k) {
        const Constants at = along(simplex.front().at, simplex[k].at, 0.5);
        simplex[k] = {cost(at), at};
      }
    }
  }
  return std::min_element(simplex.begin(), simplex.end(), [](const Corner& a, const Corner& b) { return a.cost < b.cost; })->at;
}

} // namespace

std::optional<LengthLaw> fit_length(const std::vector<double>& seconds) {
  std::vector<double> logs;
  for (const double x : seconds)
    if (x > 0) logs.push_back(std::log(x));
  const auto single = fit_lognormal(seconds);
  if (!single) return std::nullopt;
  const double n = static_cast<double>(logs.size()), momentary = 1 - n / static_cast<double>(seconds.size());
  const std::array<Part, 2> parts = expectation_maximisation(logs);
  const std::array<Part, 2> one{{{1, std::log(single->scale.value), single->shape}, {0, 0, 1}}};
  const bool second_helps = 2 * (likelihood(parts, logs) - likelihood(one, logs)) > 3 * std::log(n);
  const auto single_off = [&](double p) { return std::abs(std::log(single->quantile(p).value) - quantile(logs, p)); };
  if (n < 20 || (!second_helps && single_off(0.5) < 0.05 && single_off(0.9) < 0.05)) return LengthLaw{momentary, 1, *single, {}};

  const double log_mean = std::log(std::accumulate(seconds.begin(), seconds.end(), 0.0) / n);
  const double log_square = std::log(std::inner_product(seconds.begin(), seconds.end(), seconds.begin(), 0.0) / n);
  std::array<double, probabilities.size()> observed;
  for (std::size_t i = 0; i < observed.size(); ++i) observed[i] = quantile(logs, probabilities[i]);
  const auto cost = [&](const Constants& c) {
    if (std::abs(c[0]) > 6 || std::abs(c[2]) > 3 || std::abs(c[4]) > 3) return 1e9;
    const LengthLaw law = law_of(c, 0);
    const double mean_off = std::log(law.mean().value) - log_mean;
    const double square_off = 0.5 * (std::log(mean_square(law)) - log_square);
    double sum = 3 * mean_off * mean_off + square_off * square_off;
    for (std::size_t i = 0; i < observed.size(); ++i) {
      const double off = std::log(law.quantile(probabilities[i])) - observed[i];
      sum += importance[i] * off * off;
    }
    return sum;
  };
  const double share = std::clamp(parts[0].weight, 0.01, 0.99);
  return law_of(least(cost, {std::log(share / (1 - share)), parts[0].mean, std::log(parts[0].sigma), parts[1].mean, std::log(parts[1].sigma)}), momentary);
}

double kolmogorov_distance(const LengthLaw& law, std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  const double n = static_cast<double>(seconds.size());
  double distance = 0;
  for (std::size_t i = 0; i < seconds.size();) {
    std::size_t next = i;
    while (next < seconds.size() && seconds[next] == seconds[i]) ++next;
    const double cdf = law.cdf(seconds[i]), before = seconds[i] > 0 ? cdf : 0;
    distance = std::max({distance, before - static_cast<double>(i) / n, static_cast<double>(next) / n - cdf});
    i = next;
  }
  return distance;
}

} // namespace archipelago
