// Keeps one learner's slices readable however many there are.
//
// Time is cut into windows. The slices that begin in a window pass as they are while they are few; in a crowded window they
// become one slice without a gap, named by the class with most time, with the share of each class and the shortest and
// longest slice in its arguments. Slices of one class that touch are joined first: they read as one anyway.
#pragma once

#include "models/result.hpp"
#include "models/units.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct ClassSpan {
  TimeClass what = TimeClass::compute;
  Seconds from, to;
  std::string arguments;   // JSON object when several were joined, else empty
};

class SpanThinner {
public:
  static constexpr std::size_t kept_per_window = 4;

  explicit SpanThinner(Seconds window) : window_(window) {}   // a window of no length keeps every slice

  // What is ready to be written, in time order; `last` gives the rest.
  std::vector<ClassSpan> add(TimeClass what, Seconds from, Seconds to);
  std::vector<ClassSpan> last();

  std::size_t joined() const { return joined_; }   // slices that went into a joined one

private:
  std::vector<ClassSpan> close_window();
  void take(const ClassSpan& span);
  ClassSpan joined_span() const;

  Seconds window_;
  std::vector<ClassSpan> held_;   // of the open window, while few
  ClassSpan pending_;             // may still grow by a touching slice of its class
  bool has_pending_ = false;
  std::size_t in_window_ = 0, joined_ = 0;
  Seconds from_, to_, shortest_, longest_;   // of the open window
  TimeShares time_{};                        // seconds per class in the open window
};

}   // namespace archipelago
