#include "models/protocol/grace.hpp"

#include <algorithm>

namespace archipelago {

void MovingAverage::observe(Seconds sample) {
  value_ = seen_ ? sample * alpha_ + value_ * (1 - alpha_) : sample;
  seen_ = true;
}

GraceWindow::GraceWindow(Grace rules, int overlap, double alpha)
    : rules_(rules), overlap_(overlap), step_(alpha), quorum_(alpha), sync_(alpha) {}

Seconds GraceWindow::window() const {
  const Seconds cap = step_.value() * rules_.cap;
  if (!quorum_.has_value() || !sync_.has_value()) return cap;
  const Seconds slack = step_.value() * overlap_ - (quorum_.value() + sync_.value());
  return std::clamp(slack * rules_.margin, Seconds(0), cap);
}

} // namespace archipelago
