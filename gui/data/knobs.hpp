// What can be turned on the what-if page: the keys that matter in a scenario, each with the range a slider runs over.
#pragma once

#include "models/world.hpp"
#include "scenarios/format/quantity.hpp"

#include <nlohmann/json_fwd.hpp>

#include <QString>

#include <optional>
#include <vector>

namespace archipelago::gui {

struct Knob {
  QString name, help;
  std::string key;                            // as after --set
  std::optional<UnitKind> unit;               // absent: a plain number
  double now = 0, least = 0, most = 1;        // base units
  bool whole = false, by_ratio = true;
  std::vector<double> allowed;                // if not empty: only these

  QString text(double value) const;           // for people, rounded
  std::string setting(double value) const;    // "key=value"
  double at(double place) const;              // value at a place in [0, 1] of the slider
  double place(double value) const;
};

std::vector<Knob> knobs_of(const World& world, const nlohmann::json& effective);

} // namespace archipelago::gui
