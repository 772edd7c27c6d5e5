// A timeline as the pixels of a window: for each column of a row the time of each class in it, for each column of a link its least and
// highest rate. So a year and a step cost the same to draw, and nothing short is lost between two pixels.
#pragma once

#include "gui/data/timeline.hpp"

#include <vector>

namespace archipelago::gui {

struct TimeRange {
  double from = 0, to = 1;
  double length() const { return to - from; }
  bool operator==(const TimeRange&) const = default;
};

// Shares of the classes in each of `columns` equal parts of the range; what no span covers is missing.
void class_columns(const Timeline& timeline, const TimelineRow& row, TimeRange range, int columns, std::vector<ClassTimes>& into);

struct RateColumn { float least = 0, most = 0; bool known = false; };
void rate_columns(const TimelineRate& rate, TimeRange range, int columns, std::vector<RateColumn>& into);

// Fragments in flight, and the fewest and most contributors of rounds that end in each column.
struct RoundColumn { float in_flight = 0; std::int32_t fewest = 0, most = 0; };
void round_columns(const Timeline& timeline, TimeRange range, int columns, std::vector<RoundColumn>& into);

} // namespace archipelago::gui
