#include "sim/calibrate/runs/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include <unistd.h>

namespace archipelago {

namespace {

constexpr std::size_t usual_sets = 4;         // the runs as stated, and about three corrections
constexpr std::chrono::milliseconds soon(1000), often(200);

} // namespace

void FitProgress::end() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

void FitProgress::begin(std::size_t jobs) {
  ++sets_;
  shares_.assign(jobs, 0.0);
}

void FitProgress::on_progress(std::size_t run, double share) {
  if (run < shares_.size()) shares_[run] = share;
  print();
}

void FitProgress::on_outcome(std::size_t run, const Outcome&) {
  if (run < shares_.size()) shares_[run] = 1;
  print();
}

void FitProgress::print() {
  const auto now = Clock::now();
  if (now - start_ < soon || now - printed_ < often || !isatty(STDERR_FILENO)) return;
  printed_ = now;
  shown_ = true;
  const double here = std::accumulate(shares_.begin(), shares_.end(), 0.0) / static_cast<double>(std::max<std::size_t>(1, shares_.size()));
  const double done = static_cast<double>(sets_ - 1) + here, expected = static_cast<double>(std::max(usual_sets, sets_ + 1));
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  fmt::print(stderr, "\r\x1b[Kplaying the runs: round {} of about {:.0f}, {:.0f} %, about {:.0f} s left", sets_, expected, 100 * here,
             done > 0 ? elapsed * (expected - done) / done : 0.0);
}

} // namespace archipelago
