#include "reports/summary_tables.hpp"

#include "reports/figures.hpp"
#include "reports/hues.hpp"
#include "reports/quantity_text.hpp"
#include "reports/table.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr std::string_view headlines[] = {"goodput",     "system_uptime",  "compute_utilization",        "mfu",
                                          "tokens",      "tokens_per_s",   "time_to_target_s",           "steps",
                                          "outer_steps", "cost.total_usd", "cost.per_million_tokens_usd",
                                          "quality.token_efficiency", "cost.per_million_effective_tokens_usd"};

// A table over the elements of a list: each column of figures has one scale, set by its largest value.
class FigureTable {
public:
  FigureTable(std::vector<const json*> rows, std::string owner, const Terminal& terminal)
      : rows_(std::move(rows)), owner_(std::move(owner)), terminal_(terminal), cells_(rows_.size()) {}

  void text(const char* title, const char* key) {
    table_.add_column(title, {}, Align::left);
    for (std::size_t r = 0; r < rows_.size(); ++r) cells_[r].push_back(printable(text_at(*rows_[r], key), terminal_));
  }
  void give_way() { table_.give_way(); }
  // A narrow column shows means only; the file has the intervals.
  void figure(const char* title, const char* key, bool with_interval = false) {
    std::vector<std::optional<FigureReading>> readings;
    double largest = 0;
    for (const json* row : rows_) {
      readings.push_back(reading_at(*row, key));
      if (readings.back()) largest = std::max(largest, std::abs(readings.back()->value));
    }
    const Scale scale = scale_for(largest, find_figure(owner_ + key)->unit);
    table_.add_column(title, scale.unit);
    for (std::size_t r = 0; r < rows_.size(); ++r) cells_[r].push_back(text_of(readings[r], scale, with_interval));
  }
  std::string render() {
    for (auto& row : cells_) table_.add_row(std::move(row));
    return table_.render(terminal_);
  }

private:
  std::string text_of(const std::optional<FigureReading>& reading, const Scale& scale, bool with_interval) const {
    if (!reading) return "unknown";
    return with_interval ? plus_minus_text(*reading, scale, terminal_) : number_text(reading->value, scale);
  }

  std::vector<const json*> rows_;
  std::string owner_;
  const Terminal& terminal_;
  Table table_;
  std::vector<std::vector<std::string>> cells_;
};

// The elements worth a row: all of a short list, else those with the smallest (or largest) figure.
std::vector<const json*> worth_a_row(const json& list, const char* key, bool smallest_first) {
  std::vector<const json*> rows;
  for (const json& element : list) rows.push_back(&element);
  if (rows.size() <= rows_on_screen) return rows;
  const auto value = [key](const json* row) {
    const auto reading = reading_at(*row, key);
    return reading ? reading->value : 0.0;
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const json* a, const json* b) { return smallest_first ? value(a) < value(b) : value(a) > value(b); });
  rows.resize(rows_on_screen);
  return rows;
}

std::string rest(std::size_t all, const char* what, const char* order) {
  return all > rows_on_screen ? fmt::format("{} of {} {}, {} first; the result file has all\n", rows_on_screen, all, what, order)
                         : std::string();
}

}   // namespace

std::string needs_of(const json& document, std::string_view key) {
  for (const json& entry : document.at("unknown")) {
    const std::string named = text_at(entry, "key");
    if (named == key || named == "*" || key.starts_with(named + ".")) return text_at(entry, "needs");
  }
  return {};
}

std::string headline_table(const json& document, const Terminal& terminal) {
  const bool several = document.at("seeds").size() > 1;
  Table table;
  table.add_column("", {}, Align::left);
  table.add_column(several ? "mean" : "value");
  table.add_column("unit", {}, Align::left);
  table.add_column(several ? "90 % interval" : "", {}, Align::left);
  for (const std::string_view key : headlines) {
    const Figure& figure = *find_figure(key);
    if (const auto reading = reading_at(document, key)) {
      const Scale scale = scale_for(reading->value, figure.unit);
      table.add_row(
          {std::string(figure.title), number_text(reading->value, scale), scale.unit, interval_text(*reading, scale, terminal)});
    } else {
      table.add_row({std::string(figure.title), "unknown", "", "needs " + printable(needs_of(document, key), terminal)});
    }
  }
  return table.render(terminal);
}

std::vector<ClassShare> shares_by_size(const json& document) {
  std::vector<ClassShare> shares;
  for (std::size_t i = 0; i < time_class_count; ++i) {
    const auto share = reading_at(document.at("time_shares"), time_class_names[i]);
    if (share && share->value != 0) shares.push_back({static_cast<TimeClass>(i), *share});
  }
  std::stable_sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.share.value > b.share.value; });
  return shares;
}

std::string share_bars(const json& document, const Terminal& terminal) {
  const Scale percent = scale_for(1, "share");
  Table table;
  table.add_column("where the time went", {}, Align::left);
  table.add_column("share", percent.unit);
  const int bar_width = std::clamp(terminal.width - 50, 10, 50);
  table.add_column("of allocated accelerator time", {}, Align::left);
  for (const auto& [what, share] : shares_by_size(document)) {
    const std::string key = fmt::format("time_shares.{}", time_class_names[static_cast<std::size_t>(what)]);
    table.add_row({std::string(find_figure(key)->title), plus_minus_text(share, percent, terminal),
                   painted(bar(share.value, bar_width, terminal), hue_of(what), terminal)});
  }
  return table.render(terminal);
}

std::string learner_table(const json& document, const Terminal& terminal) {
  const json& learners = document.at("learners");
  FigureTable table(worth_a_row(learners, "goodput", true), "learners[].", terminal);
  table.text("learner", "name");
  table.text("site", "site");
  table.figure("size", "accelerators");
  table.figure("goodput", "goodput", true);
  table.figure("steps", "steps");
  table.figure("kept", "tokens");
  table.give_way();
  table.figure("step mean", "step_time_s.mean");
  table.figure("p99", "step_time_s.p99");
  table.give_way();
  table.figure("lost", "failures");
  return table.render() + rest(learners.size(), "learners", "lowest goodput");
}

std::string link_table(const json& document, const Terminal& terminal) {
  json links = document.at("links");
  if (const auto shared = document.find("backbones"); shared != document.end()) links.insert(links.end(), shared->begin(), shared->end());
  FigureTable table(worth_a_row(links, "utilization", false), "links[].", terminal);
  table.text("link", "name");
  table.text("from", "from");
  table.text("to", "to");
  table.figure("carried", "bytes");
  table.figure("mean", "mean_bps");
  table.figure("peak", "peak_bps");
  table.figure("used", "utilization", true);
  return table.render() + rest(links.size(), "link directions", "most used");
}

std::string disturbance_table(const json& document, const Terminal& terminal) {
  const auto faults = document.find("faults");
  if (faults == document.end() || faults->empty()) return {};
  FigureTable table(worth_a_row(*faults, "seconds", false), "faults[].", terminal);
  table.text("disturbance", "name");
  table.figure("times", "count");
  table.figure("for", "seconds");
  return table.render() + rest(faults->size(), "disturbances", "longest");
}

std::string data_table(const json& document, const Terminal& terminal) {
  const auto data = document.find("data");
  if (data == document.end()) return {};
  const auto has = [&](const char* key) { return std::any_of(data->begin(), data->end(), [&](const json& site) { return reading_at(site, key).has_value(); }); };
  FigureTable table(worth_a_row(*data, "steady_share", true), "data[].", terminal);
  table.text("input data at", "name");
  table.figure("asked for", "asked_bytes_per_s");
  table.figure("given", "given_bytes_per_s");
  if (has("drained_s")) table.figure("without", "drained_s");
  if (has("storage_utilization")) table.figure("store used", "storage_utilization");
  if (has("storage_impaired_s")) table.figure("impaired", "storage_impaired_s");
  if (has("workers_serving")) table.figure("workers serving", "workers_serving");
  return table.render() + rest(data->size(), "sites", "least given");
}

std::string background_table(const json& document, const Terminal& terminal) {
  const auto others = document.find("background");
  if (others == document.end()) return {};
  FigureTable table(worth_a_row(*others, "bytes", false), "background[].", terminal);
  table.text("others on the links", "name");
  table.text("", "kind");
  table.figure("moved", "bytes");
  table.figure("mean", "mean_bps");
  table.figure("transfers", "transfers");
  table.figure("each", "transfer_s.mean");
  return table.render() + rest(others->size(), "others", "most bytes");
}

}   // namespace archipelago
