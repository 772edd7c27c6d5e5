// The points of a study with their figures, best first, and what can be said about them.
//
// Every point plays the same seeds, so two points are compared seed by seed: the interval of the mean of the paired differences
// to the best point (Student's t, 90 %) is what tells them apart, not whether their own intervals overlap. Beside t stands the
// percentile bootstrap, for few or skewed samples.
#pragma once

#include "models/statistics/estimate.hpp"
#include "reports/figures.hpp"
#include "reports/reading.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

using SeedValues = std::map<std::uint64_t, double>;

struct MeasuredPoint {
  std::size_t number = 0;
  std::vector<std::string> values;            // one per key
  std::map<std::string, SeedValues> figures;  // by key of the result; without those that are not known
  std::vector<std::pair<std::uint64_t, std::string>> failed;   // seed and reason

  const SeedValues& of(const std::string& figure) const;       // none where it is not known
};

struct MeasuredStudy {
  std::string name;
  std::vector<std::string> keys;              // what was varied
  std::vector<std::vector<std::string>> axes;   // of a grid: the values of each key, in order; empty: no grid
  std::string goal = "goodput";
  bool largest = true;
  std::vector<std::string> figures;           // that are shown, the goal first
  std::vector<MeasuredPoint> points;
  std::vector<std::string> notes;
};

struct RankedPoint {
  const MeasuredPoint* point = nullptr;
  std::optional<FigureReading> goal;          // absent: no run of it finished, or the figure is not known
  std::optional<FigureReading> to_best;       // paired difference; absent for the best itself and without a common seed
  bool tied = false;                          // the interval of the difference includes 0
};

std::vector<RankedPoint> ranked(const MeasuredStudy& study);    // best first, those without the figure last

std::optional<FigureReading> reading_of(const SeedValues& values);
std::optional<FigureReading> mean_reading(const std::vector<double>& samples);   // absent without a sample
std::vector<double> paired(const SeedValues& one, const SeedValues& other);   // differences one - other over common seeds

std::string study_sentences(const MeasuredStudy& study, const std::vector<RankedPoint>& points);   // lines of plain words

nlohmann::ordered_json to_json(const MeasuredStudy& study);     // "archipelago-study-result/1"
std::string to_csv(const MeasuredStudy& study);                 // one line per point

} // namespace archipelago
