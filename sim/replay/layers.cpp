// Layer readiness: a step's forward pass waits layer by layer, and its due fragment leaves layer by layer
// (models/protocol/layer_readiness.hpp).
#include "sim/replay/rounds.hpp"

#include <algorithm>

namespace archipelago {

void RoundReplay::on_step_begin(std::size_t learner) {
  if (!by_layer()) return;
  LearnerState& state = learners_[learner];
  const Seconds step(state.step_time);
  const Seconds free(state.free_since);
  Seconds end = free + step, ideal = end;
  auto& pending = arrivals_[learner];
  while (!pending.empty() && pending.front().reported_step <= state.steps - rules_.overlap) {
    end = std::max(end, step_end(free, step, *pending.front().back));
    ideal = std::max(ideal, step_end(free, step, *pending.front().ready));
    pending.pop_front();
  }
  members_late_until_[learner] = ideal > free + step ? (ideal - step).value : 0;
  state.step_end = std::max(end, now_).value;
  state.step_started = state.step_end - state.step_time;
  const int due = due_at_next_report(learner);
  if (due == FragmentSchedule::none || fragments_[static_cast<std::size_t>(due)].pieces.empty()) return;
  const double top = fragments_[static_cast<std::size_t>(due)].pieces.front().depth;
  const Seconds ready = gradient_ready(Seconds(state.step_end), step, top);
  if (top > 0 && ready > now_) wake(ready, EventKind::report, learner, state.stamp + 1);
}

// In lock-step what even an ideal network would have made it wait is the last member's.
void RoundReplay::settle_stall(std::size_t learner, Seconds to) {
  if (lockstep_ && by_layer()) account_.settle(learner, TimeClass::straggler_wait, std::min(to, Seconds(members_late_until_[learner])));
  account_.settle(learner, TimeClass::exposed_communication, to);
}

Arrivals RoundReplay::layer_arrivals(const Round& round) const {
  const Fragment& fragment = fragments_[static_cast<std::size_t>(round.fragment)];
  const Seconds tail = round.tail;
  const Seconds moving = now_ - tail - round.flows_started;   // the pipe's rate is what the flow had
  auto arrivals = std::make_shared<std::vector<PieceArrival>>();
  arrivals->reserve(fragment.pieces.size());
  Seconds through = round.flows_started;
  for (std::size_t p = 0; p < fragment.pieces.size(); ++p) {
    const Piece& piece = fragment.pieces[p];
    through = std::max(through, (*round.ready)[p].at) + moving * (fragment.values > 0 ? piece.values / fragment.values : 0);
    arrivals->push_back({piece.depth, through + tail});
  }
  return arrivals;
}

Arrivals RoundReplay::layers_ready(const Round& round) const {
  auto all = std::make_shared<std::vector<PieceArrival>>();
  const auto& pieces = fragments_[static_cast<std::size_t>(round.fragment)].pieces;
  all->reserve(pieces.size());
  for (const Piece& piece : pieces) all->push_back({piece.depth, Seconds(0)});
  // Pieces inside: they do not wait for each other as the maxima of one piece would.
  for (const auto& step : round.steps)
    for (PieceArrival& piece : *all) piece.at = std::max(piece.at, gradient_ready(step.end, step.lasts, piece.depth));
  return all;
}

} // namespace archipelago
