// Rates by what is under way: each set of concurrent transfers is shared once.
//
// The key is canonical: how many flows of each route class, and the links' factors. A hash that is a sum over the flows finds it in
// constant time; the counts are compared, so that two sets with one hash are still told apart.
#pragma once

#include "sim/fast/flow_routes.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace archipelago {

struct ClassRate {
  FlowRoutes::ClassId route = 0;
  std::uint32_t flows = 0;
  double rate = 0;                            // bytes per second of one flow
};
using ClassRates = std::vector<ClassRate>;

class RateCache {
public:
  void add(FlowRoutes::ClassId route);        // one flow more that moves bytes
  void remove(FlowRoutes::ClassId route);
  void set_factors(const std::vector<double>& factors);   // of each wide-area link

  bool idle() const { return flows_ == 0; }
  // Of what is under way now.
  const ClassRates& rates(const FlowRoutes& routes);

  std::uint64_t hits() const { return hits_; }
  std::uint64_t misses() const { return misses_; }

private:
  static constexpr std::size_t kept = 1'000'000;   // class rates in all: 16 MB

  bool is_current(const ClassRates& rates) const;
  ClassRates share(const FlowRoutes& routes) const;

  std::uint64_t hash_ = 0;                    // of the flows
  std::uint64_t factors_hash_ = 0;
  std::uint32_t flows_ = 0;
  std::vector<std::uint32_t> counts_;         // of each class
  std::vector<std::uint64_t> hashes_;         // of one flow of each class
  std::size_t present_ = 0;                   // classes with flows
  std::vector<double> factors_;
  struct Entry { std::uint64_t factors = 0; ClassRates rates; };
  std::unordered_map<std::uint64_t, Entry> entries_;
  std::size_t size_ = 0;
  std::uint64_t hits_ = 0, misses_ = 0;
};

} // namespace archipelago
