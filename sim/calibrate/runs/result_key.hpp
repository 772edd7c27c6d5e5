// A figure of a result as a line of measurements names it: "syncer.sync_s.p50", "/learners/0/step_time_s/mean",
// "learners[0].step_time_s.mean" or "learners.w1.step_time_s.mean", with a value in a unit that suits it.
#pragma once

#include "reports/figures.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct ResultKey {
  std::vector<std::string> parts;             // items of a list by index or name
  const Figure* figure = nullptr;
};

struct KeyReading {
  std::optional<ResultKey> key;
  std::string fault;
};
KeyReading read_result_key(std::string_view text);

// What a value in this unit is multiplied by to be in the figure's; or what is wrong.
struct UnitReading {
  std::optional<double> factor;
  std::string fault;
};
UnitReading read_unit(const Figure& figure, std::string_view unit);

// The figure's value in a result (to_json), or why there is none.
struct FigureValue {
  std::optional<double> value;
  std::string fault;
};
FigureValue read_figure(const nlohmann::json& result, const ResultKey& key);

} // namespace archipelago
