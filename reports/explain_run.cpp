#include "reports/explain_run.hpp"

#include "reports/figures.hpp"
#include "reports/forecast_table.hpp"
#include "reports/quantity_text.hpp"
#include "reports/run_limits.hpp"
#include "reports/summary_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr double worth_a_word = 0.001;   // a smaller share of the time explains nothing
constexpr std::size_t most_losses = 3;

std::string percent(const FigureReading& share, const Terminal& terminal) {
  const Scale scale = scale_for(1, "share");
  const std::string interval = interval_text(share, scale, terminal);
  return fmt::format("{} %{}", number_text(share.value, scale),
                     interval.empty() ? "" : fmt::format(" (90 % interval {})", interval));
}

std::string key_of(TimeClass what) { return fmt::format("time_shares.{}", time_class_names[static_cast<std::size_t>(what)]); }

std::vector<ClassShare> losses(const json& document) {
  std::vector<ClassShare> shares = shares_by_size(document);
  std::erase_if(shares,
                [](const ClassShare& each) { return each.what == TimeClass::compute || each.share.value < worth_a_word; });
  return shares;
}

bool overlap(const FigureReading& a, const FigureReading& b) {
  return a.interval && b.interval && a.interval->first <= b.interval->second && b.interval->first <= a.interval->second;
}

void describe_losses(const std::vector<ClassShare>& lost, std::vector<Statement>& statements, const Terminal& terminal) {
  for (std::size_t i = 0; i < std::min(lost.size(), most_losses); ++i) {
    const Figure& figure = *find_figure(key_of(lost[i].what));
    statements.push_back(
        {fmt::format("{} {}: {}.", percent(lost[i].share, terminal), figure.title, figure.definition), {key_of(lost[i].what)}});
  }
  if (lost.size() > 1 && overlap(lost[0].share, lost[1].share))
    statements.push_back({fmt::format("Which of {} and {} is larger is not settled by these seeds: their intervals overlap.",
                                      find_figure(key_of(lost[0].what))->title, find_figure(key_of(lost[1].what))->title),
                          {key_of(lost[0].what), key_of(lost[1].what)}});
}

std::vector<Statement> time_statements(const json& document, const Terminal& terminal) {
  const auto goodput = reading_at(document, "goodput");
  if (!goodput) return {};
  std::vector<Statement> statements;
  statements.push_back(
      {fmt::format("Of all allocated accelerator time, {} went into useful steps.", percent(*goodput, terminal)), {"goodput"}});

  const std::vector<ClassShare> lost = losses(document);
  if (lost.empty()) {
    statements.push_back(
        {"No other class takes 0.1 % of the time, so the pace is that of the learners' steps.", {"time_shares.compute"}});
    for (Statement& statement : step_time_statement(document, terminal)) statements.push_back(std::move(statement));
    return statements;
  }
  describe_losses(lost, statements, terminal);
  const Figure& largest = *find_figure(key_of(lost.front().what));
  statements.push_back(
      {fmt::format("The largest loss is {}; it is driven by {}.", largest.title, largest.driven_by), {std::string(largest.key)}});
  for (Statement& statement : limits_behind(lost.front().what, document, terminal)) statements.push_back(std::move(statement));
  return statements;
}

}   // namespace

std::vector<Statement> run_statements(const json& document, const Terminal& terminal) {
  std::vector<Statement> statements = time_statements(document, terminal);
  if (statements.empty()) return statements;
  for (Statement& statement : forecast_statements(document, terminal)) statements.push_back(std::move(statement));
  return statements;
}

std::string explain_run(const json& document, const Terminal& terminal) {
  const std::vector<Statement> statements = run_statements(document, terminal);
  std::string text = strong(printable(text_at(document, "scenario.name"), terminal), terminal) + '\n';
  if (statements.empty()) return text + "Nothing to explain: no seed finished.\n";
  for (const Statement& statement : statements)
    text += wrapped(fmt::format("- {} [{}]", statement.text, fmt::join(statement.keys, ", ")), 2, terminal) + '\n';
  for (const json& flag : document.at("flags"))
    text += wrapped(printable(fmt::format("- Note on {}: {}", text_at(flag, "key"), text_at(flag, "reason")), terminal), 2,
                    terminal) +
            '\n';
  return text;
}

}   // namespace archipelago
