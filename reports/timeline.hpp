// A run as a Chrome/Perfetto trace ("traceEvents" JSON), written to a stream while the run plays.
//
// Processes: learners (a track each), fragments in flight (a lane for each that overlaps, since slices on one track must
// not), failures (instants), links (counters in Gbps, mean of a bin). Trace time is in microseconds of simulated time.
// Memory is bounded by learners, lanes and links, not by the length of the run. At `most_events` the trace is thinned
// by windows of time (timeline/span_thinner.hpp, round_thinner.hpp) and says so in `otherData`.
#pragma once

#include "models/result.hpp"
#include "models/units.hpp"
#include "reports/timeline/binned_rate.hpp"
#include "reports/timeline/lanes.hpp"
#include "reports/timeline/round_thinner.hpp"
#include "reports/timeline/span_thinner.hpp"
#include "reports/timeline/trace_events.hpp"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct TimelineSetup {
  std::vector<std::string> learners, links;   // names, in the order of the indices below
  Seconds horizon;                            // expected length of the run; a longer one is still written
  std::size_t most_events = 400'000;          // about 50 MB of JSON
};

class TimelineWriter {
public:
  TimelineWriter(std::ostream& out, TimelineSetup setup);

  // Spans of one learner come in time order and do not overlap; rounds in order of their end.
  void learner_span(std::size_t learner, TimeClass what, Seconds from, Seconds to);
  void round_decided(std::int64_t round, Seconds quorum_wait, Seconds grace);   // before the round's span; may be left out
  void round_span(std::int64_t round, int fragment, int contributors, Seconds launched, Seconds back);
  // learner is -1 when it concerns none; detail may be empty.
  void mark(std::string_view kind, int learner, Seconds at, std::string_view detail);
  void link_span(std::size_t link, bool forward, double bytes, Seconds from, Seconds to);

  void finish();   // writes what is held back and closes the JSON; call once, at the end

private:
  void write_round(const RoundSpan& round);

  TimelineSetup setup_;
  TraceEvents events_;
  std::vector<SpanThinner> spans_;   // per learner
  RoundThinner rounds_;
  std::map<std::int64_t, RoundWaits> waits_;   // of rounds under way
  Lanes lanes_;
  std::vector<BinnedRate> rates_;   // per link: forward, backward
  std::size_t most_marks_, marks_ = 0;
};

}   // namespace archipelago
