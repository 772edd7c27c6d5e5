// Events by date: a binary heap in one array, soonest first. Events of one date come out in no order; the driver orders them.
#pragma once

#include "sim/replay/cycle_state.hpp"
#include "sim/replay/driver.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace archipelago {

struct DatedEvent {
  double at = 0;
  Event event;
};

class EventHeap {
public:
  bool empty() const { return events_.empty(); }
  double soonest() const { return events_.front().at; }
  void push(const DatedEvent& event) {
    events_.push_back(event);
    std::push_heap(events_.begin(), events_.end(), Later());
  }
  Event pop() {
    std::pop_heap(events_.begin(), events_.end(), Later());
    const Event event = events_.back().event;
    events_.pop_back();
    return event;
  }
  // Kinds that belong to cycles move with them; all others stand still and are barriers.
  template <class Moves> void visit(CycleState& state, Moves moves) {
    std::sort(events_.begin(), events_.end(), [](const DatedEvent& a, const DatedEvent& b) {
      return std::tie(a.event.kind, a.event.entity, a.at, a.event.stamp) < std::tie(b.event.kind, b.event.entity, b.at, b.event.stamp);
    });
    state.same(events_.size());
    for (DatedEvent& dated : events_) {
      state.same(static_cast<int>(dated.event.kind));
      state.same(dated.event.entity);
      if (moves(dated.event.kind)) {
        state.date(dated.at);
        state.count(dated.event.stamp);
      } else {
        state.same(dated.at);
        state.not_beyond(dated.at);
      }
    }
    std::make_heap(events_.begin(), events_.end(), Later());
  }

private:
  struct Later {                              // a type, not a function: inlined in the heap's hot loops
    bool operator()(const DatedEvent& a, const DatedEvent& b) const { return a.at > b.at; }
  };
  std::vector<DatedEvent> events_;
};

} // namespace archipelago
