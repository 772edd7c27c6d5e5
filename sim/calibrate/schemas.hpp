// One reader per published schema: a row of fields becomes measurements.
#pragma once

#include "sim/calibrate/csv.hpp"
#include "sim/calibrate/measurement_reader.hpp"

#include <vector>

namespace archipelago {

inline constexpr double microsecond = 1e-6;   // s, as most tables give their times

enum class RowFate { used, other_device, not_described, malformed };

struct Schema {
  const char* name;
  bool (*recognises)(const CsvTable& table);
  RowFate (*read)(const CsvFields& row, const CsvTable& table, const ReaderOptions& options, Measurements& out);
};

const std::vector<Schema>& kernel_schemas();       // schemas_kernels.cpp
const std::vector<Schema>& collective_schemas();   // schemas_collectives.cpp

bool is_wanted_device(const CsvFields& row, const ReaderOptions& options);   // rows without a device column always are

} // namespace archipelago
