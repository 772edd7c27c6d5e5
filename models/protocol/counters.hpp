// Steps and tokens of one learner since each fragment was last refreshed (protocol section 1.2, c_steps and c_tokens).
//
// Kept as running totals with a baseline per fragment: a step costs two additions whatever the number of fragments.
#pragma once

#include <cstdint>
#include <vector>

namespace archipelago {

class FragmentCounters {
public:
  struct Since { double steps = 0, tokens = 0; };

  explicit FragmentCounters(int fragments) : baseline_(static_cast<std::size_t>(fragments)) {}

  void step(double tokens) { total_.steps += 1; total_.tokens += tokens; }
  Since since_refresh(int fragment) const {
    const Since& base = baseline_[static_cast<std::size_t>(fragment)];
    return {total_.steps - base.steps, total_.tokens - base.tokens};
  }
  void refresh(int fragment) { baseline_[static_cast<std::size_t>(fragment)] = total_; }
  void refresh_all() { for (auto& base : baseline_) base = total_; }

  // For a jump over repeated cycles: what of this repeats, grows or moves with the clock (sim/replay/cycle_state.hpp).
  template <class State> void visit(State& state, int first, int fragments) {
    state.count(total_.steps);
    state.count(total_.tokens);
    for (int turn = 0; turn < fragments; ++turn) {
      Since& base = baseline_[static_cast<std::size_t>((first + turn) % fragments)];
      state.keeps(base.steps, total_.steps);
      state.keeps(base.tokens, total_.tokens);
    }
  }

private:
  Since total_;
  std::vector<Since> baseline_;
};

} // namespace archipelago
