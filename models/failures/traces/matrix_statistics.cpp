#include "models/failures/traces/matrix_statistics.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace archipelago {

MatrixStatistics statistics_of(const RegionMatrix& matrix) {
  const auto provider = [&](std::uint32_t region) { return matrix.regions[region].substr(0, matrix.regions[region].find(':')); };
  MatrixStatistics s;
  s.regions = matrix.regions.size();
  std::vector<double> values, ratios, jitter;
  std::map<std::string, std::vector<double>> by_kind;
  std::unordered_map<std::uint64_t, double> seen;
  for (const RegionPair& pair : matrix.pairs) {
    values.push_back(pair.value);
    by_kind[provider(pair.from) + " to " + provider(pair.to)].push_back(pair.value);
    if (pair.jitter >= 0) jitter.push_back(pair.jitter);
    const auto other = seen.find(std::uint64_t(pair.to) << 32 | pair.from);
    if (other != seen.end() && pair.from != pair.to && std::min(pair.value, other->second) > 0)
      ratios.push_back(std::max(pair.value, other->second) / std::min(pair.value, other->second));
    seen.emplace(std::uint64_t(pair.from) << 32 | pair.to, pair.value);
  }
  for (auto& [name, of_kind] : by_kind) s.kinds.push_back({name, quantiles_of(std::move(of_kind))});
  std::stable_sort(s.kinds.begin(), s.kinds.end(), [](const PairKind& a, const PairKind& b) { return a.values.n > b.values.n; });
  s.values = quantiles_of(std::move(values));
  s.asymmetry = quantiles_of(std::move(ratios));
  if (!jitter.empty()) s.jitter = quantiles_of(std::move(jitter));
  return s;
}

} // namespace archipelago
