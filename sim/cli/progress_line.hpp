// One line on a terminal's stderr that says how far a study is; silent elsewhere.
//
//   ████████▌           3 of 8 runs, 42 %, 11 s left
//
// Time left = time so far × (1 − done) / done, over all runs, or whatever else is counted.
#pragma once

#include "reports/terminal.hpp"
#include "sim/study/supervisor.hpp"

#include <chrono>
#include <string_view>
#include <vector>

namespace archipelago {

class ProgressLine : public Listener {
public:
  ProgressLine(std::size_t runs, bool quiet, std::string_view counted = "runs");
  ~ProgressLine() override;                   // clears the line
  void on_progress(std::size_t run, double share) override;
  void on_outcome(std::size_t run, const Outcome& outcome) override;
  void ended(std::size_t run);

private:
  using Clock = std::chrono::steady_clock;
  void note(std::size_t run, double share);
  void draw();

  Terminal terminal_;
  bool shown_;
  std::string_view counted_;
  std::vector<double> shares_;
  std::size_t ended_ = 0;
  Clock::time_point started_ = Clock::now();
  Clock::time_point drawn_{};
};

} // namespace archipelago
