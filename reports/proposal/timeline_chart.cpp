#include "models/result.hpp"
#include "reports/figures.hpp"
#include "reports/proposal/further_runs.hpp"

#include <fmt/format.h>

#include <map>

namespace archipelago {

using nlohmann::json;

std::vector<Block> timeline_blocks(const Evidence& evidence) {
  const json* timeline = evidence.studies && evidence.studies->contains("timeline") ? &evidence.studies->at("timeline") : nullptr;
  if (!timeline || !timeline->is_object()) return {};
  const double bin = timeline->at("bin_s").get<double>();
  const auto& learners = timeline->at("learners");
  BarChart chart{"gantt", "What each learner did when, in the run in the middle of all seeds", {}, BarKind::spans, "hours from the start", {}, {}, {}};
  std::map<int, std::vector<BarSpan>> by_class;
  for (std::size_t m = 0; m < learners.size(); ++m) {
    chart.categories.push_back(text_at(learners[m], "name"));
    double at = 0;
    for (const json& run : learners[m].at("runs")) {
      const double to = at + run[1].get<double>() * bin / seconds_per_hour;
      if (run[0].get<int>() >= 0) by_class[run[0].get<int>()].push_back({m, at, to});   // -1: not held
      at = to;
    }
  }
  for (auto& [which, spans] : by_class) chart.series.push_back({std::string(find_figure("time_shares." + std::string(time_class_names[static_cast<std::size_t>(which)]))->title), {}, {}, std::move(spans)});
  chart.description = fmt::format("Gantt chart of {} learners; Where the hours go has the sums of each class.", learners.size());
  return {std::move(chart), Paragraph{{{"Seed "}, {std::to_string(timeline->at("seed").get<std::uint64_t>()), {"runs:/timeline/seed"}}, {"; a piece of "},
                                       {quantity_text(bin, "s"), {"runs:/timeline/bin_s"}},
                                       {" shows its longest interruption if that takes a tenth of it, else computing; white: capacity not held."}}}};
}

}   // namespace archipelago
