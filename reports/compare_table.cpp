#include "reports/compare_table.hpp"

#include "reports/quantity_text.hpp"
#include "reports/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

// Text of one kind of cell for every figure and design: the values, or the differences.
struct Cells {
  std::vector<std::string> units;               // per figure
  std::vector<std::vector<std::string>> text;   // per figure, per design
  int width = 0;                                // of the widest
};

template <class Pick> Cells cells_of(const Comparison& comparison, const Terminal& terminal, bool signed_text, Pick pick) {
  Cells cells;
  for (const ComparedFigure& compared : comparison.figures) {
    double largest = 0;
    for (const ComparedValue& value : compared.values)
      if (const auto& reading = pick(value)) largest = std::max(largest, std::abs(reading->value));
    const Scale scale = scale_for(largest, compared.figure->unit);
    const bool points = signed_text && scale.unit == "%";   // a difference of shares is no share
    cells.units.push_back(points ? "points" : scale.unit);
    auto& row = cells.text.emplace_back();
    for (const ComparedValue& value : compared.values) {
      const auto& reading = pick(value);
      const std::string sign = signed_text && reading && reading->value > 0 ? "+" : "";
      row.push_back(reading ? sign + plus_minus_text(*reading, scale, terminal) : "unknown");
      cells.width = std::max(cells.width, display_width(row.back()));
    }
  }
  return cells;
}

// As many designs side by side as fit, the others in further blocks below.
std::string blocks(const Comparison& comparison, const Cells& cells, std::size_t first, const Terminal& terminal) {
  int name_width = cells.width, label_width = 8;
  std::vector<std::string> names;
  for (const std::string& design : comparison.designs) {
    names.push_back(shortened(printable(design, terminal), std::max(24, cells.width), terminal));
    name_width = std::max(name_width, display_width(names.back()));
  }
  for (const ComparedFigure& compared : comparison.figures)
    label_width = std::max(label_width, display_width(compared.figure->title));
  int unit_width = 4;
  for (const std::string& unit : cells.units) unit_width = std::max(unit_width, display_width(unit));
  const int room = terminal.width - label_width - unit_width - 2;
  const auto at_once = static_cast<std::size_t>(std::max(1, room / (name_width + 2)));

  std::string text;
  for (std::size_t from = first; from < names.size(); from += at_once) {
    const std::size_t to = std::min(names.size(), from + at_once);
    Table table;
    table.add_column("figure", {}, Align::left);
    table.add_column("unit", {}, Align::left);
    for (std::size_t d = from; d < to; ++d) table.add_column(names[d]);
    for (std::size_t f = 0; f < comparison.figures.size(); ++f) {
      std::vector<std::string> row{std::string(comparison.figures[f].figure->title), cells.units[f]};
      row.insert(row.end(), cells.text[f].begin() + static_cast<std::ptrdiff_t>(from),
                 cells.text[f].begin() + static_cast<std::ptrdiff_t>(to));
      table.add_row(std::move(row));
    }
    text += (text.empty() ? "" : "\n") + table.render(terminal);
  }
  return text;
}

std::string titles_with(const Comparison& comparison, std::size_t design, Verdict verdict) {
  std::string titles;
  for (const ComparedFigure& compared : comparison.figures)
    if (compared.values[design].verdict == verdict)
      titles += fmt::format("{}{}", titles.empty() ? "" : ", ", compared.figure->title);
  return titles;
}

std::string notes(const Comparison& comparison, const Terminal& terminal) {
  std::string text;
  const auto line = [&](const std::string& words) { text += wrapped(printable(words, terminal), 2, terminal) + '\n'; };
  for (std::size_t d = 1; d < comparison.designs.size(); ++d) {
    const std::string& name = comparison.designs[d];
    if (comparison.pairs[d] == 0)
      line(fmt::format("{}: no seed in common with {}, so nothing is compared", name, comparison.designs[0]));
    if (const std::string same = titles_with(comparison, d, Verdict::no_difference); !same.empty())
      line(fmt::format("{}: no difference to {} in {} (interval includes 0)", name, comparison.designs[0], same));
    if (comparison.pairs[d] == 1) line(fmt::format("{}: one seed: no interval, the difference may be chance", name));
  }
  return text;
}

}   // namespace

std::string comparison_text(const Comparison& comparison, const Terminal& terminal) {
  const Cells values = cells_of(comparison, terminal, false, [](const ComparedValue& value) { return value.value; });
  std::string text = blocks(comparison, values, 0, terminal);
  if (comparison.designs.size() < 2) return text;
  const Cells differences = cells_of(comparison, terminal, true, [](const ComparedValue& value) { return value.difference; });
  text += fmt::format("\ndifference to {}, paired by seed, 90 % interval\n", printable(comparison.designs[0], terminal));
  text += blocks(comparison, differences, 1, terminal);
  const std::string words = notes(comparison, terminal);
  return words.empty() ? text : text + '\n' + words;
}

}   // namespace archipelago
