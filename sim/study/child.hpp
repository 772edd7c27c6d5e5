// The child's side of the supervisor's pipe.
#pragma once

#include "sim/study/job.hpp"

#include <optional>

#include <sys/types.h>

namespace archipelago {

// Where a child writes: records to one pipe, its stdout and stderr to another.
struct ChildPipes { int records, errors; };

// Runs the job's body and sends its records; never returns. To be called right after fork().
// `supervisor` is the process that forked it: a child whose supervisor is gone ends at once.
[[noreturn]] void run_child(std::size_t run, const Job& job, ChildPipes pipes, std::optional<Bytes> memory_limit, pid_t supervisor);

} // namespace archipelago
