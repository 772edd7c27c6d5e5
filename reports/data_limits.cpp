#include "reports/data_limits.hpp"

#include "reports/quantity_text.hpp"
#include "reports/reading.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr double nearly_full_store = 0.95;          // mean use of a store above which its bandwidth is the limit
constexpr double falls_short = 0.99;          // of what steps take, in the steady state

double value_at(const json& element, const char* key) { return reading_at(element, key).value_or(FigureReading{}).value; }

std::vector<Statement> why(const json& site) {
  if (value_at(site, "steady_share") >= falls_short)
    return {{"Once they run the loaders keep up: these waits are cold starts, and outages longer than what is read ahead.", {"data[].steady_share"}}};
  if (const auto used = reading_at(site, "storage_utilization"); used && used->value >= nearly_full_store)
    return {{fmt::format("Its store is used {} in the mean: the bandwidth of the store limits the run.", quantity_text(used->value, "share")),
             {"data[].storage_utilization"}}};
  return {{fmt::format("Even with every loader at work a step takes {} there.", quantity_text(value_at(site, "steady_step_s"), "s")),
           {"data[].steady_step_s"}}};
}

}   // namespace

std::vector<Statement> data_limits(const json& document, const Terminal& terminal) {
  const auto data = document.find("data");
  if (data == document.end() || data->empty()) return {};
  const json* worst = nullptr;
  double least = 0;
  for (const json& site : *data) {
    const double asked = value_at(site, "asked_bytes_per_s"), share = asked > 0 ? value_at(site, "given_bytes_per_s") / asked : 0;
    if (!worst || share < least) worst = &site, least = share;
  }
  std::vector<Statement> statements{
      {fmt::format("Shortest of data is {}: it gets {:.2f} of what its accelerators take, {} of {}.", printable(text_at(*worst, "name"), terminal), least,
                   quantity_text(value_at(*worst, "given_bytes_per_s"), "B/s"), quantity_text(value_at(*worst, "asked_bytes_per_s"), "B/s")),
       {"data[].given_bytes_per_s", "data[].asked_bytes_per_s"}}};
  for (Statement& statement : why(*worst)) statements.push_back(std::move(statement));
  return statements;
}

}   // namespace archipelago
