// Fits the constants of a job (job_constants.hpp) to figures measured on some of its runs.
//
//   minimize  sum huber(ln(predicted / measured) / 1 %)  +  what is expected of each constant before anything is measured
//
// by Gauss-Newton steps; predictions are simulations, derivatives their differences. Few runs leave combinations of constants
// open: on links of one rate, time per byte and time per synchronization look alike. Expectation settles them. The fastest
// measured links reach their transport's rate within 2 %; an overhead is tens of milliseconds, a start-up half a second, both with
// a heavy tail (Cauchy), so that measurements that insist are believed; steps take as long as stated within 25 %. A constant
// that the measurements do not narrow against that is refused: an efficiency stays neutral, a time is as likeliest under all that
// is known (a start-up that no line counts: half a second, as setting up connections takes a tenth to a few seconds), and the fit
// says so. One that they narrow a little is called weak.
#pragma once

#include "models/calibration/job_constants.hpp"
#include "models/calibration/refusal.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct RunLine {
  std::size_t run = 0;                        // a scenario with its overrides
  double measured = 0;                        // positive
  bool left_out = false;                      // predicted, but not fitted to
};

// Of each candidate, every line's figure.
using PredictLines = std::function<std::vector<std::vector<double>>(const std::vector<JobConstants>& candidates)>;

enum class ConstantKind { step_efficiency, sync_overhead, start_up, link_efficiency };

struct RunConstant {
  ConstantKind kind{};
  std::optional<BytesPerSecond> rate;         // of a link efficiency
  double value = 0;                           // a share, or seconds
  double deviation = 0;                       // standard
  bool weak = false;
  std::vector<std::size_t> lines;             // that move with it
};

inline constexpr Seconds expected_start_up{0.5};

struct RunFit {
  JobConstants constants;                     // refused efficiencies neutral, times as likeliest; the curve of links with its trend (rate_trend.hpp)
  std::vector<RunConstant> fitted, assumed;   // assumed: times that are refused and yet not zero
  Refusals refusals;
  std::vector<double> predicted;              // every line, under `constants`
};

// `rates` are all bandwidths of links in the runs.
RunFit fit_runs(const std::vector<RunLine>& lines, const std::vector<BytesPerSecond>& rates, const PredictLines& predict);

} // namespace archipelago
