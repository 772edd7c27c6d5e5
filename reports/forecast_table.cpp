#include "reports/forecast_table.hpp"

#include "reports/figures.hpp"
#include "reports/forecast_json.hpp"
#include "reports/quantity_text.hpp"
#include "reports/reading.hpp"
#include "reports/table.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr std::size_t parts_named = 3;

struct Row {
  const json* learner;
  std::size_t alike = 0;                      // others with the same prediction
};

const json* predicted_of(const json& learner) {
  const auto found = learner.find("predicted");
  return found != learner.end() && reading_at(*found, "step_time_s") ? &*found : nullptr;
}

std::vector<Row> rows_of(const json& document) {
  std::vector<Row> rows;
  for (const json& learner : document.at("learners")) {
    const json* predicted = predicted_of(learner);
    if (!predicted) continue;
    const auto same = [&](const Row& row) { return row.learner->at("predicted") == *predicted; };
    const auto found = std::find_if(rows.begin(), rows.end(), same);
    if (found != rows.end()) ++found->alike;
    else rows.push_back({&learner, 0});
  }
  return rows;
}

std::string percent(double share) { return fmt::format("{:+.0f} %", 100 * share); }

} // namespace

std::string forecast_table(const json& document, const Terminal& terminal) {
  const std::vector<Row> rows = rows_of(document);
  if (rows.empty()) return {};
  double longest = 0;
  for (const Row& row : rows) longest = std::max(longest, row.learner->at("predicted").at("step_time_s").get<double>());
  const Scale scale = scale_for(longest, "s");
  Table table;
  table.add_column("step time", {}, Align::left);
  table.add_column("predicted", scale.unit);
  table.add_column("80 % band");
  table.add_column("memory", "GB");
  table.add_column("of", "GB");
  table.give_way();
  table.add_column("", {}, Align::left);
  std::string layouts;
  for (std::size_t r = 0; r < std::min(rows.size(), rows_on_screen); ++r) {
    const Row& row = rows[r];
    const auto forecast = forecast_from_json(row.learner->at("predicted"));
    const std::string name = printable(text_at(*row.learner, "name"), terminal);
    const bool used = row.learner->at("predicted").value("used", false);
    table.add_row({row.alike > 0 ? fmt::format("{} and {} like it", name, row.alike) : name,
                   number_text(forecast->step.value, scale),
                   fmt::format("{} {} {}", percent(forecast->low / forecast->step - 1), terminal.utf8 ? "…" : "..",
                               percent(forecast->high / forecast->step - 1)),
                   fmt::format("{:.1f}", forecast->memory.value / 1e9), fmt::format("{:.1f}", forecast->available.value / 1e9),
                   !forecast->fits ? "does not fit" : used ? "" : "not used"});
    layouts += wrapped(fmt::format("layout of {}: {}", name, text_of(forecast->layout)), 8, terminal) + '\n';
  }
  const std::string rest = rows.size() > rows_on_screen ? fmt::format("{} of {} different predictions; the result file has all\n", rows_on_screen, rows.size()) : "";
  return table.render(terminal) + rest + layouts;
}

std::vector<Statement> forecast_statements(const json& document, const Terminal& terminal) {
  for (const json& learner : document.at("learners")) {
    const json* predicted = predicted_of(learner);
    if (!predicted || !predicted->value("used", false)) continue;
    const double step = predicted->at("step_time_s").get<double>();
    std::vector<std::pair<double, std::string>> parts;
    for (const auto& [name, value] : predicted->at("breakdown").items()) parts.emplace_back(value.get<double>(), name);
    std::sort(parts.rbegin(), parts.rend());
    Statement statement;
    std::string text;
    for (std::size_t i = 0; i < parts_named && parts[i].first > 0.001 * step; ++i) {
      const std::string key = "learners[].predicted.breakdown." + parts[i].second;
      text += fmt::format("{}{:.0f} % {}", text.empty() ? "" : ", ", 100 * parts[i].first / step, find_figure(key)->title);
      statement.keys.push_back(key);
    }
    statement.text = fmt::format("The step of {} is a prediction, {} within {} to {}: {}.", printable(text_at(learner, "name"), terminal),
                                 quantity_text(step, "s"), quantity_text(predicted->at("low").get<double>(), "s"),
                                 quantity_text(predicted->at("high").get<double>(), "s"), text);
    statement.keys.push_back("learners[].predicted.step_time_s");
    return {statement};
  }
  return {};
}

} // namespace archipelago
