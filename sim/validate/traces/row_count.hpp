// What the rows of a file of node outages amount to, counted without any of the code that a replay uses.
//
// A row is split at commas (columns that are read have none inside), rows are sorted by node and start, and one sweep adds what each
// reaches beyond the rows before it on its node, up to the horizon.
#pragma once

#include <cstddef>
#include <filesystem>

namespace archipelago {

struct RowCount {
  std::size_t events = 0;                     // rows
  std::size_t spells = 0;                     // of one node, what overlaps or touches is one; without those of length zero
  double downtime_s = 0;                      // node-seconds
};

RowCount count_rows(const std::filesystem::path& file, double horizon_s);

} // namespace archipelago
