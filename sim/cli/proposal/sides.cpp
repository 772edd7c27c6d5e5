#include "sim/cli/proposal/sides.hpp"

#include "reports/proposal/evidence.hpp"

#include <fmt/format.h>

namespace archipelago {

using nlohmann::json;

std::optional<Sides::Pair> Sides::with(const Turned& turned, double size) const {
  Pair pair;
  json ours = proposed_, theirs = today_;
  std::string suffix;
  if (turned.knob && turned.factor != 1) {
    if (!turn(ours, *turned.knob, turned.factor)) return std::nullopt;
    suffix = fmt::format("-{}-x{:.4g}", turned.knob->id, turned.factor);
  }
  if (size != 1) {
    if (!resize(ours, size) || (compared() && !resize(theirs, size))) return std::nullopt;
    suffix += fmt::format("-size-x{:.4g}", size);
  }
  pair.proposed = "proposed" + suffix;
  pair.runs.push_back({pair.proposed, std::move(ours), seeds_});
  if (!compared()) return pair;
  // What the other side does not have does not move it: its run as it is serves.
  const bool turned_too = turned.knob && turned.factor != 1 && turned.knob->shared && turn(theirs, *turned.knob, turned.factor);
  const bool moved = turned_too || size != 1;
  pair.today = moved ? "today" + suffix : "today";
  pair.runs.push_back({pair.today, std::move(theirs), seeds_});
  return pair;
}

std::optional<double> margin(const RunBook& book, const Sides::Pair& pair, const std::string& figure) {
  const json *ours = book.find(pair.proposed), *theirs = pair.today.empty() ? nullptr : book.find(pair.today);
  if (!ours || (!pair.today.empty() && !theirs)) return std::nullopt;
  const Source proposed("runs", *ours);
  if (!theirs) {
    const auto reading = proposed.reading(figure);
    return reading ? std::optional(reading->value) : std::nullopt;
  }
  const Difference found = difference(Source("runs", *theirs), proposed, figure);
  return found.outcome == DifferenceOutcome::unknown ? std::nullopt : std::optional(found.mean);
}

} // namespace archipelago
