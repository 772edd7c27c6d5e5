#include "reports/table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

namespace {

constexpr int gap = 2;
constexpr int narrowest_text = 8;

std::string padded(const std::string& text, int width, Align align) {
  const auto missing = static_cast<std::size_t>(std::max(0, width - display_width(text)));
  return align == Align::left ? text + std::string(missing, ' ') : std::string(missing, ' ') + text;
}

}   // namespace

void Table::add_column(std::string title, std::string unit, Align align) {
  columns_.push_back({std::move(title), unit.empty() ? unit : fmt::format("[{}]", unit), align, false});
}

void Table::add_row(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

void Table::give_way() { columns_.back().gives_way = true; }

int Table::natural_width(std::size_t column) const {
  int width = std::max(display_width(columns_[column].title), display_width(columns_[column].unit));
  for (const auto& row : rows_) width = std::max(width, display_width(row[column]));
  return width;
}

std::vector<std::size_t> Table::shown_columns(int available) const {
  int least = -gap;
  std::vector<std::size_t> shown;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const int width = natural_width(c);
    least += gap + (columns_[c].align == Align::left ? std::min(width, narrowest_text) : width);
    shown.push_back(c);
  }
  for (std::size_t c = columns_.size(); c-- > 0 && least > available;) {
    if (!columns_[c].gives_way) continue;
    least -= gap + natural_width(c);
    shown.erase(shown.begin() + static_cast<std::ptrdiff_t>(c));
  }
  return shown;
}

std::vector<int> Table::widths(const std::vector<std::size_t>& shown, int available) const {
  std::vector<int> widths(columns_.size());
  int total = gap * (static_cast<int>(shown.size()) - 1);
  for (const std::size_t c : shown) total += widths[c] = natural_width(c);
  while (total > available) {
    int* widest = nullptr;
    for (const std::size_t c : shown)
      if (columns_[c].align == Align::left && widths[c] > narrowest_text && (!widest || widths[c] > *widest)) widest = &widths[c];
    if (!widest) break;
    --*widest;
    --total;
  }
  return widths;
}

std::string Table::render(const Terminal& terminal, int indent) const {
  const std::vector<std::size_t> shown = shown_columns(terminal.width - indent);
  const std::vector<int> width = widths(shown, terminal.width - indent);
  const auto line = [&](const auto& cell_of) {
    std::string text(static_cast<std::size_t>(indent), ' ');
    for (const std::size_t c : shown) {
      const bool is_text = columns_[c].align == Align::left;
      const std::string cell = is_text ? shortened(cell_of(c), width[c], terminal) : cell_of(c);
      text += padded(cell, width[c], columns_[c].align) + std::string(gap, ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text + '\n';
  };
  const bool has_units = std::any_of(columns_.begin(), columns_.end(), [](const Column& column) { return !column.unit.empty(); });
  std::string text = line([&](std::size_t c) { return columns_[c].title; });
  if (has_units) text += line([&](std::size_t c) { return columns_[c].unit; });
  for (const auto& row : rows_) text += line([&](std::size_t c) { return row[c]; });
  return text;
}

}   // namespace archipelago
