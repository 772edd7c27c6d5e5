// A plain column layout for terminals: titles over units, numbers to the right, cut to the width.
#pragma once

#include "reports/terminal.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace archipelago {

inline constexpr std::size_t rows_on_screen = 12;   // longer lists belong in the file

enum class Align { left, right };

class Table {
public:
  // The unit stands under the title: every column of numbers carries one.
  void add_column(std::string title, std::string unit = {}, Align align = Align::right);
  void give_way();                                // the column added last is left out when the table is too wide
  void add_row(std::vector<std::string> cells);   // missing cells at the end stay empty
  bool empty() const { return rows_.empty(); }

  // Lines ending in '\n'. When the columns do not fit, left-aligned ones shrink first, then columns that may give way go.
  std::string render(const Terminal& terminal, int indent = 0) const;

private:
  struct Column {
    std::string title, unit;
    Align align;
    bool gives_way = false;
  };
  int natural_width(std::size_t column) const;
  std::vector<std::size_t> shown_columns(int available) const;
  std::vector<int> widths(const std::vector<std::size_t>& shown, int available) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}   // namespace archipelago
