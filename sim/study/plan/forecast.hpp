// The closed form of every candidate, put right by the runs that are there.
//
// Per figure the error of the closed form is fitted on the points that were played (models/statistics/forecast_error.hpp): as the logarithm
// of the ratio where truth and closed form are positive everywhere, as a difference otherwise; where the closed form does not know the
// figure, it counts as 0 and the fit is one of the figure itself. `low` and `high` are the forecast -+ two spreads: what can be excluded is
// what lies beyond them. So what a closed form cannot see (waits behind failures, outages, spot capacity) widens them by as much as it
// matters among the points that were played.
#pragma once

#include "models/statistics/forecast_error.hpp"
#include "reports/study_report.hpp"
#include "sim/study/plan/question.hpp"

#include <map>
#include <string>
#include <vector>

namespace archipelago {

struct CorrectedForecast {
  double value = 0, low = 0, high = 0;        // NaN: nothing is known
};

using Played = std::map<std::size_t, MeasuredPoint>;   // by candidate

class Forecaster {
public:
  Forecaster(const std::vector<std::string>& figures, const std::vector<Candidate>& candidates);

  void learn(const Played& played);
  CorrectedForecast of(std::size_t candidate, const std::string& figure) const;
  double spread(const std::string& figure) const;      // relative where `relative`; 0: nothing learned
  bool relative(const std::string& figure) const;

private:
  struct Model {
    bool known = false, by_ratio = false;     // known: the closed form has it at every candidate
    ForecastError error;
  };
  const Model& model_of(const std::string& figure) const { return models_[place_of(figure)]; }
  std::size_t place_of(const std::string& figure) const;

  const std::vector<std::string>& figures_;
  const std::vector<Candidate>& candidates_;
  std::vector<Model> models_;
};

} // namespace archipelago
