// A model by its catalogue name or by the path of a config.json, outside a scenario.
#pragma once

#include "models/workload/model.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/format/problem.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct NamedModel {
  std::optional<Model> model;                 // only if there are no problems
  std::vector<Problem> problems;
};

NamedModel named_model(const std::string& name, const Catalogues& catalogues);

} // namespace archipelago
