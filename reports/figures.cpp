#include "reports/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace archipelago {

namespace {

// Levenshtein distance, one row of the table at a time.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::string_view last_name(std::string_view key) {
  const std::size_t dot = key.rfind('.');
  return dot == std::string_view::npos ? key : key.substr(dot + 1);
}

bool matches(std::string_view key, std::string_view asked) {
  if (key == asked) return true;
  const std::string names = fmt::format(".{}.", key);   // a group or a name inside the key, at name boundaries
  return names.find(fmt::format(".{}.", asked)) != std::string::npos ||
         names.find(fmt::format(".{}[].", asked)) != std::string::npos;
}

std::string one_entry(const Figure& figure) {
  std::string text = fmt::format("{}  ({}{}{})\n  {}\n", figure.key, figure.title, figure.unit.empty() ? "" : ", in ",
                                 figure.unit, figure.definition);
  if (!figure.driven_by.empty()) text += fmt::format("  driven by: {}\n", figure.driven_by);
  if (!figure.needs.empty()) text += fmt::format("  unknown without: {}\n", figure.needs);
  return text;
}

std::string in_cell(std::string_view text) {   // a bar would end the cell of a Markdown table
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

}   // namespace

std::vector<const Figure*> all_figures() {
  std::vector<const Figure*> figures;
  for (const auto& table : {run_figures(), part_figures(), predicted_figures(), worth_figures(), record_figures()})
    for (const Figure& figure : table) figures.push_back(&figure);
  return figures;
}

const Figure* find_figure(std::string_view key) {
  if (key.starts_with("scenario.document.")) key = "scenario.document";   // its keys are those of the scenario format
  if (constexpr std::string_view seed = "per_seed[]."; key.starts_with(seed) && key != "per_seed[].seed") key.remove_prefix(seed.size());
  for (const std::string_view owner : {"learners[].", "sites[]."})
    if (key.starts_with(owner) && key.substr(owner.size()).starts_with("time_shares.")) key.remove_prefix(owner.size());
  for (const Figure* figure : all_figures())
    if (figure->key == key) return figure;
  return nullptr;
}

std::string figure_title(const std::string& key) {
  const Figure* figure = find_figure(key);
  return figure ? std::string(figure->title) : key;
}

std::string_view figure_unit(const std::string& key) {
  const Figure* figure = find_figure(key);
  return figure ? figure->unit : std::string_view();
}

std::optional<std::string> explain(std::string_view key) {
  if (const Figure* exact = find_figure(key)) return one_entry(*exact);
  std::string text;
  for (const Figure* figure : all_figures())
    if (matches(figure->key, key)) text += (text.empty() ? "" : "\n") + one_entry(*figure);
  return text.empty() ? std::nullopt : std::optional(text);
}

std::vector<std::string_view> nearest_figures(std::string_view key, std::size_t count) {
  std::vector<std::pair<std::size_t, std::string_view>> ranked;
  for (const Figure* figure : all_figures())
    ranked.emplace_back(std::min(edit_distance(key, figure->key), edit_distance(key, last_name(figure->key))), figure->key);
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string_view> nearest;
  for (std::size_t i = 0; i < std::min(count, ranked.size()); ++i) nearest.push_back(ranked[i].second);
  return nearest;
}

std::string figures_markdown() {
  std::string text = "| key | unit | definition | driven by | unknown without |\n|---|---|---|---|---|\n";
  for (const Figure* figure : all_figures())
    text += fmt::format("| `{}` | {} | {}: {} | {} | {} |\n", figure->key, figure->unit, figure->title,
                        in_cell(figure->definition), in_cell(figure->driven_by), in_cell(figure->needs));
  return text;
}

}   // namespace archipelago
