// What turning one thing changes, as tables and pictures: a tornado, break-even values, a two-way map.
//
// Compared, the figure shown is the proposal's less the other side's (below zero: the proposal is better); alone, the proposal's own.
#include "reports/proposal/further_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace archipelago {

using nlohmann::json;

namespace {

struct Words { std::string title, less, more; };
Words words_of(const std::string& figure) {
  if (figure == "cost.to_equal_loss_usd") return {"Cost of the training, to equal loss", "cheaper", "dearer"};
  if (figure.starts_with("cost.")) return {"Cost of a million effective tokens", "cheaper", "dearer"};
  return {figure == "time_to_target_s" ? "Duration, to equal tokens" : "Duration, to equal loss", "sooner", "later"};
}

// One end of a turned knob: the proposal's figure, or what it is more than the other side's.
class Turn {
public:
  Turn(const Evidence& evidence, const json& end, const std::string& figure)
      : figure_(figure), compared_(!text_at(end, "today").empty()), ours_(evidence.run(text_at(end, "proposed"))), theirs_(evidence.run(text_at(end, "today"))) {}

  bool played() const { return ours_ && (theirs_ || !compared_) && ours_->reading(figure_); }
  Difference difference() const { return archipelago::difference(*ours_, *theirs_, figure_); }
  double mean() const { return compared_ ? difference().mean : ours_->reading(figure_)->value; }
  Text text() const { return !played() ? Text{{"not run"}} : compared_ ? signed_text(difference(), unit_of(figure_)) : ours_->figure(figure_); }

private:
  const std::string& figure_;
  bool compared_;
  std::optional<Source> ours_, theirs_;
};

const json& list_of(const Evidence& evidence, const char* key) {
  static const json none = json::array();
  return evidence.studies && evidence.studies->contains(key) && evidence.studies->at(key).is_array() ? evidence.studies->at(key) : none;
}

std::string figure_of(const Evidence& evidence) { return evidence.studies ? text_at(*evidence.studies, "figure") : std::string(); }

Text value_text(const json& holder, const char* key, const std::string& place) {
  const std::string value = text_at(holder, key);
  return value.empty() ? Text{} : Text{{value, {"runs:" + place + "/" + key}}};
}

}   // namespace

std::vector<Block> tornado_blocks(const Evidence& evidence) {
  const json& list = list_of(evidence, "tornado");
  const std::string figure = figure_of(evidence);
  if (list.empty() || figure.empty()) return {};
  const bool compared = evidence.studies->value("compared", false);
  const std::string today = compared ? "today" : "";
  const Turn now(evidence, {{"proposed", "proposed"}, {"today", today}}, figure);
  if (!now.played()) return {};
  struct Bar { std::string title; double width = 0; std::optional<double> low, high; std::vector<Text> cells; };
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < list.size(); ++i) {
    Bar bar{text_at(list[i], "title"), 0, {}, {}, {{{text_at(list[i], "title")}}, value_text(list[i], "now", fmt::format("/tornado/{}", i))}};
    for (const char* end : {"low", "high"}) {
      if (!list[i].contains(end)) {
        bar.cells.push_back({{"not possible"}}), bar.cells.push_back({});
        continue;
      }
      const Turn turn(evidence, list[i].at(end), figure);
      bar.cells.push_back(value_text(list[i].at(end), "value", fmt::format("/tornado/{}/{}", i, end)));
      bar.cells.push_back(turn.text());
      if (turn.played()) (end[0] == 'l' ? bar.low : bar.high) = turn.mean();
    }
    bar.width = std::max(std::abs(bar.low.value_or(now.mean()) - now.mean()), std::abs(bar.high.value_or(now.mean()) - now.mean()));
    bars.push_back(std::move(bar));
  }
  std::stable_sort(bars.begin(), bars.end(), [](const Bar& a, const Bar& b) { return a.width > b.width; });
  const std::string title = words_of(figure).title, unit = unit_of(figure);
  const Scale scale = scale_for(std::max(std::abs(now.mean()), bars.front().width), unit);
  BarChart chart{"tornado", title + ": what moves it most", {}, BarKind::spans, (compared ? "proposal less today, " : "") + (scale.unit.empty() ? unit : scale.unit), {}, {{"at the low value", {}}, {"at the high value", {}}}, {}};
  ProposalTable table{"tornado", fmt::format("{}{}: one thing turned at a time, what matters most first", title, compared ? ", proposal less today" : ""), {"what", "now", "low", "then", "high", "then "}, {}, {false, false, false, true, false, true}};
  for (Bar& bar : bars) {
    const std::size_t row = chart.categories.size();
    chart.categories.push_back(bar.title);
    for (const auto& [series, value] : {std::pair{0, bar.low}, {1, bar.high}})
      if (value) chart.series[static_cast<std::size_t>(series)].spans.push_back({row, std::min(*value, now.mean()) / scale.divisor, std::max(*value, now.mean()) / scale.divisor});
    table.rows.push_back(std::move(bar.cells));
  }
  if (compared) chart.mark = 0;
  chart.description = fmt::format("Bars from the value as proposed to the one with a thing turned; the widest is {}. The table below has every value.", chart.categories.front());
  return {std::move(chart), std::move(table), Paragraph{{{compared ? "Below zero the proposal is better; an interval that includes zero is no difference. Failures, network and spot windows are turned on both sides, prices and pace on the proposed side alone; "
                                                                     "every end was run with the same seeds."
                                                                   : "Every end was run with the same seeds."}}}};
}

std::vector<Block> break_even_blocks(const Evidence& evidence) {
  const json& list = list_of(evidence, "break_even");
  const std::string figure = figure_of(evidence);
  if (list.empty()) return {};
  ProposalTable table{"break-even-searched", "Break-even values found by search, and the proposal less today as it was run on both sides of each", {"what", "now", "even between", "there", "and", "there "}, {}, {false, false, false, true, false, true}};
  Bullets none;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const json& search = list[i];
    const std::string at = fmt::format("/break_even/{}", i);
    const Turn from(evidence, search.at("from"), figure), to(evidence, search.at("to"), figure);
    if (!from.played() || !to.played()) continue;
    Text low = value_text(search.at("from"), "value", at + "/from"), high = value_text(search.at("to"), "value", at + "/to");
    if (!search.value("found", false)) {
      Text text{{text_at(search, "title") + ": no break-even between "}};
      text.push_back(low.front()), text.push_back({" and "}), text.push_back(high.front());
      text.push_back({fmt::format("; on average the proposal is {} at both ends (", from.mean() < 0 ? words_of(figure).less : words_of(figure).more)});
      for (Span& span : from.text()) text.push_back(std::move(span));
      text.push_back({" and "});
      for (Span& span : to.text()) text.push_back(std::move(span));
      text.push_back({")."});
      none.items.push_back(std::move(text));
      continue;
    }
    table.rows.push_back({{{text_at(search, "title") + (search.value("finished", true) ? "" : " (the time was over before the search was)")}}, value_text(search, "now", at), std::move(low), from.text(), std::move(high), to.text()});
  }
  std::vector<Block> blocks;
  if (!table.rows.empty()) {
    blocks.push_back(std::move(table));
    blocks.push_back(Paragraph{{{"Around a break-even the difference is near zero, so its interval includes zero there: the mean changes sign between the two values, which were both run."}}});
  }
  if (!none.items.empty()) blocks.push_back(std::move(none));
  return blocks;
}

std::vector<Block> map_blocks(const Evidence& evidence) {
  const std::string figure = figure_of(evidence);
  if (!evidence.studies || !evidence.studies->contains("map") || !evidence.studies->at("map").is_object()) return {};
  const json& map = evidence.studies->at("map");
  const Words words = words_of(figure);
  ProposalTable table{"map", "The proposal against today: how often an accelerator fails (down) and how large the job is (across, accelerators)", {"time between failures"}, {}, {false}};
  BarChart chart{"map", "The proposal against today, by failure rate and size of the job", fmt::format("Blue: the proposal is {}; orange: {}; white: no difference beyond chance. The table below has every cell.", words.less, words.more), BarKind::grid, "accelerators", {}, {{figure, {}}}, {}};
  for (const json& column : map.at("columns")) {
    table.columns.push_back(number_text(column.at("accelerators").get<double>(), {1, 0, {}})), table.numeric.push_back(true);
    chart.columns.push_back(table.columns.back());
  }
  for (std::size_t r = 0; r < map.at("rows").size(); ++r) {
    std::vector<Text> cells{value_text(map.at("rows")[r], "value", fmt::format("/map/rows/{}", r))};
    chart.categories.push_back(text_at(map.at("rows")[r], "value"));
    for (const json& cell : map.at("cells")[r]) {
      Text words_of_cell{{cell.is_object() ? "not run" : "not possible"}};
      double shade = std::numeric_limits<double>::quiet_NaN();
      if (cell.is_object())
        if (const Turn turn(evidence, cell, figure); turn.played()) {
          const Difference found = turn.difference();
          const bool finding = found.outcome == DifferenceOutcome::less || found.outcome == DifferenceOutcome::more;
          shade = finding ? -found.relative : 0;
          words_of_cell = finding ? Text{{fmt::format("{:.1f} % {}", 100 * std::abs(found.relative), found.mean < 0 ? words.less : words.more), found.sources, "mean of the differences of paired seeds, over the other side's mean"}}
                                  : Text{{"no difference", found.sources, "difference of paired seeds: its 90 % interval includes zero"}};
        }
      chart.series[0].values.push_back(shade);
      chart.texts.push_back(plain(words_of_cell));
      cells.push_back(std::move(words_of_cell));
    }
    table.rows.push_back(std::move(cells));
  }
  return {std::move(chart), std::move(table), Paragraph{{{"A larger or smaller job keeps the work of each accelerator: tokens of a step grow with the accelerators."}}}};
}

}   // namespace archipelago
