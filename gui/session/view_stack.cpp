#include "gui/session/view_stack.hpp"

#include <algorithm>

namespace archipelago::gui {

namespace {

constexpr double shortest = 1e-3;             // s; a step is longer

TimeRange within(TimeRange range, double end) {
  const double length = std::clamp(range.length(), std::min(shortest, end), end);
  const double from = std::clamp(range.from, 0.0, end - length);
  return {from, from + length};
}

} // namespace

void ViewStack::reset(double end) {
  end_ = end > 0 ? end : 1;
  states_ = {ViewState{{0, end_}, {}}};
  at_ = 0;
  open_ = false;
  Q_EMIT changed();
}

void ViewStack::show_range(TimeRange range, bool settled) { put({within(range, end_), state().learners}, settled); }
void ViewStack::show_learners(const QStringList& learners) { put({state().range, learners}, true); }
void ViewStack::fit() { put({{0, end_}, {}}, true); }

void ViewStack::put(ViewState state, bool settled) {
  if (open_) states_[at_] = std::move(state);
  else if (state == states_[at_]) return;
  else {
    states_.resize(at_ + 1);
    states_.push_back(std::move(state));
    if (states_.size() > most_states) states_.erase(states_.begin());
    at_ = states_.size() - 1;
  }
  open_ = !settled;
  Q_EMIT changed();
}

void ViewStack::back() {
  open_ = false;
  if (!has_back()) return;
  --at_;
  Q_EMIT changed();
}

void ViewStack::forward() {
  open_ = false;
  if (!has_forward()) return;
  ++at_;
  Q_EMIT changed();
}

} // namespace archipelago::gui
