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

std::optional<double> share_from(const Result& result, const std::string& pointer, std::size_t from) {
  const nlohmann::json document = to_json(result);
  double all = 0, part = 0;
  const auto& list = document.at(nlohmann::json::json_pointer(pointer));
  for (std::size_t i = 0; i < list.size(); ++i) {
    all += list[i].get<double>();
    if (i >= from) part += list[i].get<double>();
  }
  return all > 0 ? std::optional(part / all) : std::nullopt;
}

}   // namespace archipelago
