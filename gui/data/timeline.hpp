// What a run did, as its timeline file tells: where each learner's time went, fragments in flight, marks, link rates.
//
// Columns of numbers rather than objects: a million spans take 25 MB. `Row::blocks` sums the time of each class over blocks of spans, so
// that any stretch of time is summed without walking through it. Times are simulated seconds from the start of the run.
#pragma once

#include "models/result.hpp"

#include <QString>

#include <array>
#include <cstdint>
#include <vector>

namespace archipelago::gui {

using ClassTimes = std::array<float, time_class_count>;

struct TimelineRow {
  static constexpr std::size_t block = 64;    // spans

  QString name;
  std::vector<double> from, to;               // in order, apart
  std::vector<std::uint8_t> what;             // TimeClass
  std::vector<std::int32_t> mix;              // of a span that joins several: index into Timeline::mixes; else -1. Empty: none is joined
  std::vector<ClassTimes> blocks;

  std::size_t size() const { return from.size(); }
};

struct TimelineRound {
  double launched = 0, back = 0;
  std::int32_t round = 0, fragment = 0, contributors = 0, lane = 0;
  float quorum_wait_s = -1, grace_s = -1;     // below 0: not known
};
struct TimelineMark { double at = 0; QString text, detail; bool failure = false; };   // failure: something was lost
struct TimelineRate { QString name; std::vector<double> at; std::vector<float> gbps; float most = 0; };   // constant until the next

struct Timeline {
  QString file, note;                         // note: whether it was thinned
  bool thinned = false;                       // some spans are joined and some rounds left out
  double end = 0;
  std::vector<TimelineRow> learners;
  std::vector<ClassTimes> mixes;              // shares
  std::vector<TimelineRound> rounds;          // in order of their launch
  double longest_round = 0;
  int lanes = 0, most_contributors = 0;
  std::vector<TimelineMark> marks;            // in order
  std::vector<TimelineRate> links;

  std::size_t events() const;
  void finish();                              // sorts, sums blocks, finds the end
};

// Seconds of each class that row spends in [from, to).
std::array<double, time_class_count> class_times(const Timeline& timeline, const TimelineRow& row, double from, double to);

// The span of a row at a time, or -1.
std::ptrdiff_t span_at(const TimelineRow& row, double at);

} // namespace archipelago::gui
