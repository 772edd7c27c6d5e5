// Which measurements a fit may not see.
//
// A measurement is held back by a draw keyed by (seed, its key), so the choice depends neither on the order of the
// rows nor on what else is in the file, and repeated measurements of one shape fall on the same side.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace archipelago {

struct HoldBack {
  double share = 0.2;
  std::uint64_t seed = 1;
};

std::string basis_text(HoldBack hold_back);   // "held-back 20 %, seed 1": the basis of a residual

std::uint64_t measurement_key(std::initializer_list<double> parts);

bool is_held_back(std::uint64_t key, HoldBack hold_back);
int fold_of(std::uint64_t key, std::uint64_t seed, int folds);   // 0 ... folds-1, for cross-validation

template <class Row> struct Split { std::vector<Row> fitted, held_back; };

template <class Row, class KeyOf> Split<Row> split(const std::vector<Row>& rows, HoldBack hold_back, KeyOf key_of) {
  Split<Row> out;
  for (const Row& row : rows) (is_held_back(key_of(row), hold_back) ? out.held_back : out.fitted).push_back(row);
  return out;
}

} // namespace archipelago
