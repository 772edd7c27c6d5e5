// Both sides of a comparison with knobs turned: the names and scenarios of the runs that play them.
#pragma once

#include "scenarios/variants/knob.hpp"
#include "sim/cli/proposal/run_book.hpp"

#include <optional>

namespace archipelago {

struct Turned { const Knob* knob = nullptr; double factor = 1; };

class Sides {
public:
  Sides(nlohmann::json proposed, nlohmann::json today, std::vector<std::uint64_t> seeds)   // today may be null
      : proposed_(std::move(proposed)), today_(std::move(today)), seeds_(std::move(seeds)) {}

  // The runs of both sides with this turned and the job `size` times as large, the proposed one first; none where that is impossible.
  struct Pair { std::string proposed, today; std::vector<RunBook::Wanted> runs; };
  std::optional<Pair> with(const Turned& turned, double size = 1) const;

  bool compared() const { return !today_.is_null(); }
  const nlohmann::json& proposed() const { return proposed_; }

private:
  nlohmann::json proposed_, today_;
  std::vector<std::uint64_t> seeds_;
};

// Mean over the seeds of today's figure less the proposed one's (above 0: the proposal is better); without a today, of the figure itself.
std::optional<double> margin(const RunBook& book, const Sides::Pair& pair, const std::string& figure);

} // namespace archipelago
