// Turns what an engine reports into the job's records: progress, and where someone watches, marks and how the run goes.
//
//   {"kind":"live", …,"t":7200,"from":7164,"learners":[{"compute":33.1,"exposed_communication":2.9},…],"merged":12,"contributors":7.8,"quorum_wait_s":0,"grace_s":1.3}
//
// With every progress record: what each learner's seconds since `from` went into (by class, in the result's order of learners; a span that has not ended
// yet comes later, whole), rounds merged since then, and the mean of their contributors, waits for the quorum, and grace.
#pragma once

#include "models/world.hpp"
#include "sim/replay/observer.hpp"
#include "sim/study/job.hpp"

#include <array>
#include <vector>

namespace archipelago {

class Announcer : public Observer {
public:
  // `live`: only where nothing is jumped over (a timeline is written), else spans would be missing.
  Announcer(const World& world, Progress& progress, bool marks, bool live);

  void learner_span(std::size_t learner, TimeClass what, Seconds from, Seconds to) override;
  void round_decided(std::int64_t round, Seconds quorum_wait, Seconds grace) override;
  void round_span(std::int64_t round, int fragment, int contributors, Seconds launched, Seconds back) override;
  void mark(MarkKind kind, int learner, Seconds at, std::string_view detail) override;
  void progress(double share, Seconds simulated) override;

private:
  void tell_live(Seconds now);

  const World& world_;
  Progress& progress_;
  bool marks_, live_;
  Seconds told_;
  std::vector<std::array<double, time_class_count>> times_;   // seconds since then, per learner
  std::int64_t decided_ = 0, merged_ = 0, contributors_ = 0;
  double quorum_wait_ = 0, grace_ = 0;
};

} // namespace archipelago
