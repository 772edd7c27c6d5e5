// Dimensions of the models that published training tables name.
//
// From models.csv beside the tables, and for what it lacks from the models' published configurations.
#pragma once

#include "models/workload/model.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace archipelago {

class ModelShapes {
public:
  explicit ModelShapes(const std::filesystem::path& models_csv);   // its absence leaves what is known here
  // By any spelling: case, spaces, dots, dashes and underscores do not count.
  std::optional<TransformerShape> find(const std::string& name) const;

private:
  std::map<std::string, TransformerShape> shapes_;
};

} // namespace archipelago
