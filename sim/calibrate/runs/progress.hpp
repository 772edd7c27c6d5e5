// How far a fit is, on a terminal: simulations played, and how long the rest will take. Nothing elsewhere, and nothing for short fits.
#pragma once

#include "sim/study/supervisor.hpp"

#include <chrono>
#include <cstddef>
#include <vector>

namespace archipelago {

class FitProgress : public Listener {
public:
  void begin(std::size_t jobs);               // a set of simulations of one or several candidates
  void end();                                 // clears the line
  void on_progress(std::size_t run, double share) override;
  void on_outcome(std::size_t run, const Outcome& outcome) override;

private:
  void print();

  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now(), printed_ = start_;
  std::size_t sets_ = 0;
  std::vector<double> shares_;                // of each simulation of this set
  bool shown_ = false;
};

} // namespace archipelago
