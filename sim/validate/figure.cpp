#include "sim/validate/figure.hpp"

#include "reports/result_json.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

std::optional<double> figure_in(const Result& result, const std::string& pointer) {
  const nlohmann::json document = to_json(result);
  const auto& value = document.at(nlohmann::json::json_pointer(pointer));
  if (!value.is_number()) return std::nullopt;
  return value.get<double>();
}

}   // namespace archipelago
