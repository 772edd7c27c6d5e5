// Events written as two ends (phases B and E on one thread, b and e with an id): pairs them, in whatever order they come.
//
// Ends are put in order of time over a window of 100,000 of them; then an end closes the innermost open beginning of its
// name. What is further out of order than that, or cut off, stays unpaired and is counted.
#pragma once

#include "models/audit/readers/trace_event.hpp"

#include <functional>
#include <unordered_map>

namespace archipelago {

class OpenEvents {
public:
  using Take = std::function<void(const TraceEvent&)>;   // gets whole events: the beginning's time and arguments, and a duration

  void add(const TraceEvent& end, const Take& take);
  void finish(const Take& take);
  std::size_t unpaired() const;

private:
  struct Ends { std::vector<TraceEvent> begun, ended; };
  void pair_first(std::size_t count, const Take& take);   // of the window, in order of time
  void pair(TraceEvent& end, const Take& take);

  std::vector<TraceEvent> window_;
  std::unordered_map<std::string, Ends> tracks_;
};

} // namespace archipelago
