#include "sim/cli/progress_line.hpp"

#include "reports/quantity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string_view>

#include <unistd.h>

namespace archipelago {

namespace {

constexpr std::string_view clear_line = "\r\x1b[K";

bool can_redraw(const Terminal& terminal) {
  const char* kind = std::getenv("TERM");
  return terminal.is_tty && kind && std::string_view(kind) != "dumb";
}

} // namespace

ProgressLine::ProgressLine(std::size_t runs, bool quiet, std::string_view counted)
    : terminal_(terminal_of(STDERR_FILENO)), shown_(!quiet && can_redraw(terminal_)), counted_(counted), shares_(runs, 0.0) {}

ProgressLine::~ProgressLine() {
  if (shown_) fmt::print(stderr, "{}", clear_line);
}

void ProgressLine::on_progress(std::size_t run, double share) {
  note(run, share);
  draw();
}

void ProgressLine::on_outcome(std::size_t run, const Outcome&) { ended(run); }

void ProgressLine::ended(std::size_t run) {
  note(run, 1.0);
  ++ended_;
  draw();
}

void ProgressLine::note(std::size_t run, double share) {
  if (run >= shares_.size()) shares_.resize(run + 1, 0.0);   // a study can ask for more runs than it began with
  shares_[run] = std::clamp(share, 0.0, 1.0);
}

void ProgressLine::draw() {
  const auto now = Clock::now();
  if (!shown_ || now - drawn_ < std::chrono::milliseconds(100)) return;
  drawn_ = now;
  const double done = std::accumulate(shares_.begin(), shares_.end(), 0.0) / static_cast<double>(shares_.size());
  const double elapsed = std::chrono::duration<double>(now - started_).count();
  std::string text = fmt::format(" {} of {} {}, {:.0f} %", ended_, shares_.size(), counted_, 100 * done);
  if (done > 0.02 && elapsed > 1) text += fmt::format(", {} left", quantity_text(elapsed * (1 - done) / done, "s"));
  const std::string line = bar(done, std::clamp(terminal_.width - display_width(text) - 1, 0, 40), terminal_) + text;
  fmt::print(stderr, "{}{}", clear_line, shortened(line, terminal_.width - 1, terminal_));
  std::fflush(stderr);
}

} // namespace archipelago
