#include "sim/trace/histogram.hpp"

#include "models/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace archipelago {

std::string histogram_text(const std::string& title, const std::vector<HistogramBin>& bins, const Terminal& terminal) {
  int names = 0;
  double most = 0;
  for (const HistogramBin& bin : bins) {
    names = std::max(names, display_width(bin.name));
    most = std::max(most, bin.share);
  }
  std::string text = title + "\n";
  const int width = std::clamp(terminal.width - names - 16, 10, 50);
  for (const HistogramBin& bin : bins)
    text += fmt::format("  {:>{}}  {:5.1f} %  {}\n", bin.name, names, 100 * bin.share, painted(bar(most > 0 ? bin.share / most : 0, width, terminal), Hue::blue, terminal));
  return text;
}

std::vector<HistogramBin> bins_of_times(const std::vector<double>& seconds) {
  struct Range { double below; const char* name; };
  static constexpr Range ranges[] = {{60, "under 1 min"},         {600, "1 to 10 min"},          {3600, "10 min to 1 h"},      {6 * 3600, "1 to 6 h"},
                                     {86400, "6 h to 1 d"},       {7 * 86400, "1 d to 1 week"},  {30 * 86400, "1 week to 30 d"}, {std::numeric_limits<double>::infinity(), "over 30 d"}};
  std::vector<HistogramBin> bins;
  for (const Range& range : ranges) bins.push_back({range.name, 0});
  for (const double time : seconds) {
    const auto at = std::find_if(std::begin(ranges), std::end(ranges), [&](const Range& range) { return time < range.below; });
    bins[static_cast<std::size_t>(at - std::begin(ranges))].share += 1.0 / static_cast<double>(seconds.size());
  }
  while (!bins.empty() && bins.back().share == 0) bins.pop_back();
  const auto first = std::find_if(bins.begin(), bins.end(), [](const HistogramBin& bin) { return bin.share > 0; });
  bins.erase(bins.begin(), first);
  return bins;
}

} // namespace archipelago
