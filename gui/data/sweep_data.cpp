#include "gui/data/sweep_data.hpp"

#include "scenarios/format/quantity.hpp"

#include <optional>

namespace archipelago::gui {

namespace {

std::optional<double> size_of(const QString& text) {
  bool number = false;
  if (const double value = text.toDouble(&number); number) return value;
  static const std::vector<UnitKind> all{UnitKind::time, UnitKind::size, UnitKind::bandwidth, UnitKind::flop_rate, UnitKind::power, UnitKind::price_per_hour,
                                         UnitKind::price_per_size, UnitKind::price_per_energy, UnitKind::steps, UnitKind::tokens, UnitKind::token_rate, UnitKind::sample_rate};
  const auto read = parse_measure(text.toStdString(), all);
  return read.measure ? std::optional(read.measure->value) : std::nullopt;
}

} // namespace

int SweepData::figure(std::string_view key) const {
  for (std::size_t i = 0; i < figures.size(); ++i)
    if (figures[i].key == key) return static_cast<int>(i);
  return -1;
}

bool smaller_value(const QString& one, const QString& other) {
  const auto a = size_of(one), b = size_of(other);
  if (a && b && *a != *b) return *a < *b;
  if (a.has_value() != b.has_value()) return a.has_value();
  return one < other;
}

} // namespace archipelago::gui
