// How well a law stands for its trace, for the terminal and for its file.
#include "sim/trace/fit_trace.hpp"

#include "reports/quantity_text.hpp"
#include "reports/table.hpp"
#include "scenarios/generators/generator_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

using nlohmann::ordered_json;

std::string value_text(double value, const std::string& unit) { return unit == "s" ? quantity_text(value, "s") : fmt::format("{:.4g}", value); }
bool takes_several(const GoodnessRow& row) { return row.histories > 1; }

// What the column "generated" is of, and how much one history has of it.
std::vector<std::string> history_words(const std::vector<GoodnessRow>& rows) {
  std::vector<std::string> names, single;
  std::uint32_t histories = 1;
  for (const GoodnessRow& row : rows) {
    if (!takes_several(row)) continue;
    histories = row.histories;
    names.push_back(row.name);
    const auto text = [&](double value) { return value_text(value, row.unit); };
    if (row.tolerance > 0) single.push_back(fmt::format("{} {} ({} to {})", row.name, text(row.single), text(row.p10), text(row.p90)));
  }
  if (names.empty()) return {};
  return {fmt::format("generated: {} of {} histories of each seed together, each begun as the trace and as long; the others of one history", fmt::join(names, ", "), histories),
          fmt::format("one history of that length, median and p10 to p90: {}", fmt::join(single, ", "))};
}

double rounded(double value) { return std::stod(fmt::format("{:.4g}", value)); }

} // namespace

std::string fit_text(const TraceFit& fit, const Terminal& terminal) {
  Table table;
  table.add_column("figure", {}, Align::left);
  table.add_column("trace");
  table.add_column("generated", "median of 30");
  table.add_column("error", "%");
  table.add_column("within", "%");
  table.add_column("", {}, Align::left);
  table.add_column("memoryless", "median of 30");
  table.add_column("", {}, Align::left);
  const auto mark = [](double tolerance, bool met) { return tolerance > 0 ? std::string(met ? "ok" : "MISSED") : std::string(); };
  for (const GoodnessRow& row : fit.goodness)
    table.add_row({row.name, value_text(row.observed, row.unit), value_text(row.median, row.unit),
                   row.observed != 0 ? fmt::format("{:+.1f}", 100 * row.error()) : "",
                   row.tolerance > 0 ? fmt::format("{:.0f}", 100 * row.tolerance) : "", mark(row.tolerance, row.met()), value_text(row.memoryless, row.unit),
                   mark(row.tolerance, row.memoryless_met())});
  std::string text = table.render(terminal, 2);
  for (const auto& [what, distance] : fit.distances) text += fmt::format("  Kolmogorov-Smirnov distance {:.3f}: {}\n", distance, what);
  Terminal column = terminal;
  column.width = std::max(30, terminal.width - 4);
  const auto add_wrapped = [&](const std::string& words, int indent) {
    std::string lines = wrapped(words, 2, column);
    const std::string margin(static_cast<std::size_t>(indent), ' ');
    for (std::size_t at = lines.find('\n'); at != std::string::npos; at = lines.find('\n', at + 1)) lines.insert(at + 1, margin);
    text += margin + lines + "\n";
  };
  for (const std::string& words : history_words(fit.goodness)) add_wrapped(words, 2);
  text += "  memoryless: exponential gaps and lengths with the same means, one node at a time: what one must not assume\n  not reproduced:\n";
  for (const std::string& words : fit.not_reproduced) add_wrapped(words, 4);
  return text;
}

ordered_json fit_document(const TraceFit& fit) {
  ordered_json document = generator_document(fit.generator);
  ordered_json rows = ordered_json::array();
  for (const GoodnessRow& row : fit.goodness) {
    ordered_json entry{{"figure", row.name}, {"unit", row.unit}, {"trace", rounded(row.observed)}, {"generated", rounded(row.median)},
               {"p10", rounded(row.p10)}, {"p90", rounded(row.p90)}, {"memoryless", rounded(row.memoryless)}};
    if (takes_several(row)) entry.update({{"histories_of_each_seed", row.histories}, {"single_history", rounded(row.single)}});
    if (row.tolerance > 0) entry.update({{"asked_for_within", row.tolerance}, {"met", row.met()}, {"memoryless_met", row.memoryless_met()}});
    rows.push_back(std::move(entry));
  }
  ordered_json distances;
  for (const auto& [what, distance] : fit.distances) distances[what] = rounded(distance);
  std::string generated_is = "the median over seeds 1 to 30, with p10 and p90";
  if (std::ranges::any_of(fit.goodness, takes_several)) generated_is += " of single histories; where each seed takes several together, the median of single ones stands beside";
  document["fit"] = {{"generated_is", generated_is}, {"figures", rows}, {"kolmogorov_smirnov", distances},
                     {"does_not_reproduce", fit.not_reproduced}};
  return document;
}

} // namespace archipelago
