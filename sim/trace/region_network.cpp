#include "sim/trace/region_network.hpp"

#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace archipelago {

namespace {

// As catalogues name regions.
std::string plain(std::string name) {
  std::replace(name.begin(), name.end(), ':', '-');
  return name;
}

struct Measured { double value = 0, jitter = -1; };

// The pairs of one grid by name; a pair that was measured again counts with its mean.
class Grid {
public:
  explicit Grid(const Trace& trace) {
    const RegionMatrix& matrix = *trace.matrix();
    for (const std::string& region : matrix.regions) regions_.push_back(plain(region));
    for (const RegionPair& pair : matrix.pairs) values_[{regions_[pair.from], regions_[pair.to]}].push_back({pair.value, pair.jitter});
  }

  const std::vector<std::string>& regions() const { return regions_; }

  // Its own name for a region: the same, or that of the only zone measured in it ("gcp-us-central1-a"); empty if it has neither.
  std::string name_of(const std::string& region) const {
    if (std::find(regions_.begin(), regions_.end(), region) != regions_.end()) return region;
    std::vector<std::string> zones;
    for (const std::string& known : regions_)
      if (known.size() == region.size() + 2 && known.starts_with(region + "-")) zones.push_back(known);
    return zones.size() == 1 ? zones.front() : "";
  }

  // Of both directions, those that were measured.
  std::vector<Measured> between(const std::string& one, const std::string& other) const {
    const std::string a = name_of(one), b = name_of(other);
    std::vector<Measured> found;
    for (const auto& direction : {std::pair(a, b), std::pair(b, a)})
      if (const auto at = values_.find(direction); at != values_.end()) found.push_back(mean(at->second));
    return found;
  }

private:
  static Measured mean(const std::vector<Measured>& all) {
    Measured sum;
    double jitters = 0, jitter = 0;
    for (const Measured& one : all) {
      sum.value += one.value / static_cast<double>(all.size());
      if (one.jitter >= 0) ++jitters, jitter += one.jitter;
    }
    if (jitters > 0) sum.jitter = jitter / jitters;
    return sum;
  }

  std::vector<std::string> regions_;
  std::map<std::pair<std::string, std::string>, std::vector<Measured>> values_;
};

double mean_value(const std::vector<Measured>& found) {
  double sum = 0;
  for (const Measured& one : found) sum += one.value;
  return sum / static_cast<double>(found.size());
}

std::string source_of(const RegionGrids& grids, int machines) {
  const auto name = [](const Trace& trace) { return trace.origin.empty() ? trace.name : fmt::format("{} ({})", trace.name, trace.origin); };
  std::string text = fmt::format("throughput {}, the slower direction", name(*grids.throughput));
  if (machines > 1) text += fmt::format(", x {} machines at each end", machines);
  text += fmt::format("; round trip {}", name(*grids.round_trip));
  if (grids.price) text += fmt::format("; price {}", name(*grids.price));
  return text;
}

std::vector<std::string> known_regions(const std::vector<std::string>& wanted, const Grid& grid, std::vector<std::string>& problems) {
  std::vector<std::string> regions;
  for (const std::string& written : wanted) {
    const std::string region = plain(written);
    const bool known = !grid.name_of(region).empty();
    const std::string nearest = known ? "" : nearest_name(region, grid.regions());
    if (!known) problems.push_back(fmt::format("no region \"{}\" in the throughput grid{}", written, nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest)));
    else if (std::find(regions.begin(), regions.end(), region) != regions.end()) problems.push_back(fmt::format("region \"{}\" a second time", written));
    else regions.push_back(region);
  }
  if (wanted.size() < 2) problems.emplace_back("expected two regions or more");
  return regions;
}

} // namespace

nlohmann::ordered_json region_network(const RegionGrids& grids, const RegionNetworkWish& wish, std::vector<std::string>& problems) {
  const Grid throughput(*grids.throughput), round_trip(*grids.round_trip);
  const auto price = grids.price ? std::optional(Grid(*grids.price)) : std::nullopt;
  const auto regions = known_regions(wish.regions, throughput, problems);
  nlohmann::ordered_json links = nlohmann::ordered_json::array();
  for (std::size_t a = 0; a < regions.size(); ++a)
    for (std::size_t b = a + 1; b < regions.size(); ++b) {
      const auto rates = throughput.between(regions[a], regions[b]), trips = round_trip.between(regions[a], regions[b]);
      const auto missing = [&](const char* what) { problems.push_back(fmt::format("no {} was measured between {} and {}", what, regions[a], regions[b])); };
      if (rates.empty()) missing("throughput");
      if (trips.empty()) missing("round trip");
      if (rates.empty() || trips.empty()) continue;
      const auto slower = std::min_element(rates.begin(), rates.end(), [](const Measured& x, const Measured& y) { return x.value < y.value; });
      if (slower->value <= 0) problems.push_back(fmt::format("the throughput between {} and {} is zero", regions[a], regions[b]));
      nlohmann::ordered_json link{{"name", regions[a] + "~" + regions[b]}, {"between", {regions[a], regions[b]}}};
      link["bandwidth"] = fmt::format("{:.6g} Gbps", slower->value * wish.machines / 1e9);
      link["round_trip_time"] = fmt::format("{:.6g} ms", mean_value(trips) * 1e3);
      std::vector<Measured> spread;
      for (const Measured& trip : trips)
        if (trip.jitter >= 0) spread.push_back({trip.jitter});
      if (!spread.empty()) link["jitter"] = fmt::format("{:.4g} ms", mean_value(spread) / std::sqrt(2.0) * 1e3);
      if (const auto prices = price ? price->between(regions[a], regions[b]) : std::vector<Measured>(); !prices.empty())
        link["price"] = fmt::format("{:.6g} USD/GB", mean_value(prices) * 1e9);
      link["source"] = source_of(grids, wish.machines);
      links.push_back(std::move(link));
    }
  return {{"network", {{"links", links}}}};
}

} // namespace archipelago
