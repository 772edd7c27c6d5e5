#include "sim/cli/plan_stream.hpp"

#include "reports/plan_report.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace archipelago {

using nlohmann::ordered_json;

bool PlanStream::due() {
  const auto now = Clock::now();
  if (now - printed_ < std::chrono::milliseconds(50)) return false;
  printed_ = now;
  return true;
}

void PlanStream::print(const char* kind, ordered_json fields) {
  ordered_json record{{"kind", kind}, {"run", -1}, {"seq", lines_++}, {"t", 0}};
  record.update(fields);
  fmt::print("{}\n", record.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
  std::fflush(stdout);   // a watcher wants it now
}

void PlanStream::screened(std::size_t done, std::size_t points) {
  if (due() || done == points) print("screening", {{"done", done}, {"points", points}});
}

void PlanStream::stage(const std::string& what, std::size_t runs, std::size_t cached) {
  shares_.assign(runs, 0);
  ended_ = 0;
  print("stage", {{"stage", what}, {"runs", runs}, {"cached", cached}});
}

void PlanStream::measured(const std::vector<std::string>& keys, const std::vector<std::string>& figures, const std::vector<MeasuredPoint>& points) {
  ordered_json rows = ordered_json::array();
  for (const MeasuredPoint& point : points) rows.push_back(to_json(point, keys, figures));
  print("measured", {{"points", std::move(rows)}});
}

void PlanStream::end(const ordered_json& report) { print("result", {{"result", report}}); }

// A sweep numbers its runs through; those of an earlier stage that are tried again are beyond the last.
void PlanStream::on_progress(std::size_t run, double share) {
  if (run >= shares_.size()) shares_.resize(run + 1, 0.0);
  shares_[run] = std::clamp(share, 0.0, 1.0);
  if (due()) print_share();
}

void PlanStream::on_outcome(std::size_t run, const Outcome&) {
  if (run >= shares_.size()) shares_.resize(run + 1, 0.0);
  shares_[run] = 1;
  if (++ended_ == shares_.size() || due()) print_share();
}

void PlanStream::print_share() {
  print("progress", {{"share", std::accumulate(shares_.begin(), shares_.end(), 0.0) / static_cast<double>(shares_.size())}, {"ended", ended_}});
}

} // namespace archipelago
