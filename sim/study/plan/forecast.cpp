#include "sim/study/plan/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace archipelago {

namespace {
constexpr double spreads = 2;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
}

Forecaster::Forecaster(const std::vector<std::string>& figures, const std::vector<Candidate>& candidates)
    : figures_(figures), candidates_(candidates), models_(figures.size()) {
  for (std::size_t f = 0; f < figures_.size(); ++f) {
    Model& model = models_[f];
    model.known = model.by_ratio = true;
    for (const Candidate& candidate : candidates_) {
      model.known = model.known && std::isfinite(candidate.closed_form[f]);
      model.by_ratio = model.by_ratio && candidate.closed_form[f] > 0;
    }
    model.by_ratio = model.by_ratio && model.known;
  }
}

std::size_t Forecaster::place_of(const std::string& figure) const {
  return static_cast<std::size_t>(std::find(figures_.begin(), figures_.end(), figure) - figures_.begin());
}

void Forecaster::learn(const Played& played) {
  for (std::size_t f = 0; f < figures_.size(); ++f) {
    Model& model = models_[f];
    std::vector<std::pair<std::size_t, double>> truths;
    for (const auto& [candidate, point] : played)
      if (const auto found = point.figures.find(figures_[f]); found != point.figures.end())
        if (const auto reading = reading_of(found->second)) truths.emplace_back(candidate, reading->value);
    if (model.by_ratio) model.by_ratio = std::all_of(truths.begin(), truths.end(), [](const auto& truth) { return truth.second > 0; });
    std::vector<Features> points;
    std::vector<double> errors;
    for (const auto& [candidate, truth] : truths) {
      const double closed = model.known ? candidates_[candidate].closed_form[f] : 0;
      points.push_back(candidates_[candidate].features);
      errors.push_back(model.by_ratio ? std::log(truth / closed) : truth - closed);
    }
    model.error = fit_forecast_error(points, errors);
  }
}

CorrectedForecast Forecaster::of(std::size_t candidate, const std::string& figure) const {
  const std::size_t f = place_of(figure);
  const Model& model = models_[f];
  if (model.error.known < 2) {                // nothing learned yet: the bare closed form, and nothing can be excluded
    const double closed = candidates_[candidate].closed_form[f];
    constexpr double anything = std::numeric_limits<double>::infinity();
    return model.known ? CorrectedForecast{closed, -anything, anything} : CorrectedForecast{unknown, -anything, anything};
  }
  const double closed = model.known ? candidates_[candidate].closed_form[f] : 0;
  const double error = model.error.at(candidates_[candidate].features), margin = spreads * model.error.spread;
  if (model.by_ratio) return {closed * std::exp(error), closed * std::exp(error - margin), closed * std::exp(error + margin)};
  return {closed + error, closed + error - margin, closed + error + margin};
}

double Forecaster::spread(const std::string& figure) const { return model_of(figure).error.known < 2 ? 0 : model_of(figure).error.spread; }
bool Forecaster::relative(const std::string& figure) const { return model_of(figure).by_ratio; }

} // namespace archipelago
