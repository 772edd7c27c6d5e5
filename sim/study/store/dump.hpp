// What is in a store, in an order that depends on nothing but its contents: for comparisons, and for people.
#pragma once

#include "sim/study/store/database.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace archipelago {

// One line of JSON per run, by scenario and seed: status, reason, fidelity, fingerprint, events and the result without wall
// times. Two stores of the same runs give the same text, however often they were interrupted.
void dump_store(Database& database, std::ostream& out);

// Joins the runs, scenarios and studies of stores. A finished run wins over a failed one; two finished runs of one scenario and
// seed that differ are a StoreError: different builds must not be mixed.
struct MergeCount { std::size_t runs = 0, added = 0; };
std::vector<MergeCount> merge_stores(const std::vector<std::string>& from, const std::string& into);

} // namespace archipelago
