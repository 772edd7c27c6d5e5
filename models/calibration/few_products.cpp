#include "models/calibration/few_products.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

// What three constants leave on fully measured parts, as deviations of the logarithm: 5-7.5 % mean error on training shapes (10 % on
// an L40S), 9-19 % over all shapes.
constexpr double training_shape = 0.075, any_shape = 0.13;
constexpr double start_level = 0.4;           // starts of measured parts: 0.8-6 us, where their family's is 3
constexpr double clear = 0.6;                 // the other side of the roofline is at most this share of it

constexpr std::array<const char*, 3> seen{"launch", "arithmetic", "memory traffic"};

} // namespace

ProductEvidence evidence_of(const GemmConstants& constants, const GemmMeasurement& p) {
  const double start = constants.start.value, work = (gemm_flops(p.m, p.n, p.k) * wave_factor(constants, p.m, p.n) / constants.rate).value,
               traffic = (gemm_bytes(p.precision, p.m, p.n, p.k) / constants.bandwidth).value;
  const double time = start + std::max(work, traffic);
  ProductEvidence out;
  out.weights = {start / time, work >= traffic ? work / time : 0, work >= traffic ? 0 : traffic / time};
  const auto most = std::max_element(out.weights.begin(), out.weights.end());
  out.tells = static_cast<ProductConstant>(most - out.weights.begin());
  const bool undecided = out.tells != ProductConstant::start && std::min(work, traffic) > clear * std::max(work, traffic);
  if (*most >= dominant && !undecided) return out;
  out.refusal = {undecided ? "rate and bandwidth" : "rate",
                 undecided ? fmt::format("{} x {} x {} has as much memory traffic as arithmetic, within what is known", p.m, p.n, p.k)
                           : fmt::format("{} x {} x {} is neither: {}", p.m, p.n, p.k, shares_text(out)),
                 "a square product of 8192, and for the bandwidth one with m = 16"};
  return out;
}

std::string shares_text(const ProductEvidence& evidence) {
  std::string text;
  for (std::size_t i : {1, 2, 0})
    if (evidence.weights[i] > 0) text += fmt::format("{}{} {:.0f} %", text.empty() ? "" : ", ", seen[i], 100 * evidence.weights[i]);
  return text;
}

std::vector<Belief> product_beliefs(const GemmModel& prior) {
  const std::string name = fmt::format("{} matrix products", name_of(prior.constants.precision));
  return {{"start of " + name, start_level, any_shape}, belief_of("rate of " + name, prior.training, training_shape),
          belief_of("bandwidth of " + name, prior.training, any_shape)};
}

GemmModel with_products(const GemmModel& prior, const Beliefs& beliefs, std::size_t start, std::size_t rate, std::size_t bandwidth, const std::string& basis) {
  GemmModel model = prior;
  if (beliefs.learned(start)) model.constants.start = prior.constants.start * std::exp(beliefs.mean(start));
  if (beliefs.learned(bandwidth)) model.constants.bandwidth = prior.constants.bandwidth * std::exp(-beliefs.mean(bandwidth));
  if (beliefs.learned(rate)) {
    model.constants.rate = prior.constants.rate * std::exp(-beliefs.mean(rate));
    model.training = residual_of_deviation(beliefs.deviation(rate), basis);
  }
  // Of all shapes, about a third is ruled by each constant.
  const double known = (beliefs.level_kept(start) + beliefs.level_kept(rate) + beliefs.level_kept(bandwidth)) / 3;
  if (known < 0.99) model.all = residual_of_deviation(narrowed(belief_of("", prior.all, any_shape), known), basis);
  return model;
}

} // namespace archipelago
