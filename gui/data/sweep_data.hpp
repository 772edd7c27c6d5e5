// The points of a study as columns of numbers: what was varied, and figures with intervals over the seeds that are there so far.
#pragma once

#include "reports/reading.hpp"

#include <QString>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace archipelago::gui {

inline constexpr float missing = std::numeric_limits<float>::quiet_NaN();

struct SweepKey {
  std::string key;
  std::vector<QString> words;                 // distinct values, as written, in order of their size
  std::vector<std::int32_t> index;            // per point, into words; -1: not varied there
};

struct SweepFigure {
  std::string key, unit;
  QString title;
  std::vector<float> mean, half;              // per point; half width of the 90 % interval, 0: none
};

struct SweepData {
  QString file, study;
  std::vector<std::int64_t> numbers;          // of the points, ascending
  std::vector<std::int32_t> done, failed;     // runs of each point
  std::vector<SweepKey> keys;
  std::vector<SweepFigure> figures;
  std::int64_t runs_done = 0, runs_failed = 0;

  std::size_t size() const { return numbers.size(); }
  int figure(std::string_view key) const;     // its index, or -1
};

// Values as written, by their size where all are numbers or quantities, else as text.
bool smaller_value(const QString& one, const QString& other);

} // namespace archipelago::gui
