// Events by date: a binary heap in one array, soonest first. Events of one date come out in no order; the driver orders them.
#pragma once

#include "sim/replay/driver.hpp"

#include <algorithm>
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
    std::push_heap(events_.begin(), events_.end(), later);
  }
  Event pop() {
    std::pop_heap(events_.begin(), events_.end(), later);
    const Event event = events_.back().event;
    events_.pop_back();
    return event;
  }
  const std::vector<DatedEvent>& events() const { return events_; }

private:
  static bool later(const DatedEvent& a, const DatedEvent& b) { return a.at > b.at; }
  std::vector<DatedEvent> events_;
};

} // namespace archipelago
