// What somebody's time went into, as the parts of one bar.
#pragma once

#include "gui/data/comparison.hpp"
#include "models/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <QString>

#include <utility>
#include <vector>

namespace archipelago::gui {

struct ShareBar {
  QString name;
  std::vector<std::pair<TimeClass, double>> parts;   // those above zero, compute first
};

std::vector<ShareBar> design_bars(const ComparisonReading& comparison);
std::vector<ShareBar> learner_bars(const nlohmann::json& result);

} // namespace archipelago::gui
