// Runs jobs in forked children, several at once, and survives whatever they do.
//
// SimGrid's engine exists once per process, so every run is a process of its own; this process never touches it. Children
// send one JSON record per line: hello, progress, result or error, and what jobs send themselves; each has run (the
// job's index), seq and t (simulated seconds). A crash, an uncaught exception, a non-zero exit, garbage, silence beyond
// the wall limit or too much memory becomes an Outcome with a reason; the other jobs go on.
//
// Outcomes come in the order of the jobs and do not depend on how many ran at once.
#pragma once

#include "sim/study/job.hpp"

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace archipelago {

class Listener {
public:
  virtual ~Listener() = default;
  virtual void on_progress(std::size_t /*run*/, double /*share*/) {}
  // Every valid record as the child sent it, without the line's end; an error record is made for a child that could send none.
  virtual void on_record(std::size_t /*run*/, std::string_view /*line*/) {}
  virtual void on_outcome(std::size_t /*run*/, const Outcome&) {}
};

struct SupervisorOptions {
  unsigned parallel = 0;                              // 0: as many as there are cores
  std::optional<std::chrono::milliseconds> wall_limit;   // of one job
  std::optional<Bytes> memory_limit;                  // address space of one job
  Listener* listener = nullptr;
  std::size_t first_run = 0;                          // index of the first job, where a study goes on in several parts
};

struct StudyOutcome {
  std::vector<Outcome> outcomes;                      // of the jobs that ended, in the order of the jobs
  bool interrupted = false;                           // SIGINT or SIGTERM came; the children are gone
};

StudyOutcome supervise(const std::vector<Job>& jobs, const SupervisorOptions& options = {});

// Where jobs come from when they are not known in advance, or too many to keep their results.
struct NumberedJob {
  std::size_t run = 0;
  Job job;
};

class JobSource {
public:
  virtual ~JobSource() = default;
  virtual std::optional<NumberedJob> next() = 0;      // absent: none at present
  virtual void ended(std::size_t run, Outcome outcome) = 0;
  virtual bool may_give_more() const { return false; }   // although no run is under way: jobs come from elsewhere
  // How long to wait at most before asking again, while it may give more.
  virtual std::chrono::milliseconds patience() const { return std::chrono::hours(1); }
};

bool supervise(JobSource& source, const SupervisorOptions& options);   // false: interrupted; the children are gone

} // namespace archipelago
