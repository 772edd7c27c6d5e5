#include "tests/audit/synthetic_job.hpp"

namespace archipelago {

std::vector<SyntheticEvent> events_of(const SyntheticJob& job) {
  std::vector<SyntheticEvent> events;
  std::int64_t at = 1'700'000'000'000'000'125;   // profilers count from 1970
  for (int step = 0; step < job.steps; ++step) {
    const bool saves = job.checkpoint_us > 0 && step == job.steps - 1;
    const bool has_slow = job.slow_rank >= 0;
    const std::int64_t slowest_end = at + 1000 * (job.input_us + job.compute_us + (has_slow ? job.slow_extra_us : 0));
    const std::int64_t met = slowest_end + 1000 * job.exposed_us;
    const std::int64_t end = met + 1000 * (job.host_us + (saves ? job.checkpoint_us : 0));
    for (int rank = 0; rank < job.ranks; ++rank) {
      const auto add = [&](Did did, std::int64_t begin, std::int64_t stop) { if (stop > begin) events.push_back({rank, did, step, begin, stop}); };
      const std::int64_t begin = at + 1000 * job.input_us;
      const std::int64_t third = 1000 * (job.compute_us + (rank == job.slow_rank ? job.slow_extra_us : 0)) / 3;
      add(Did::step, at, end);
      add(Did::input, at, begin);
      add(Did::gemm, begin, begin + third);
      add(Did::attention, begin + third, begin + 2 * third);
      add(Did::elementwise, begin + 2 * third, begin + 3 * third);
      add(Did::all_reduce, begin + 3 * third - 1000 * job.hidden_us, job.exposed_us + job.hidden_us > 0 ? met : 0);
      add(Did::host, met, met + 1000 * job.host_us);
      if (saves) add(Did::checkpoint, met + 1000 * job.host_us, end);
    }
    at = end;
  }
  return events;
}

std::vector<SyntheticEvent> of_rank(const std::vector<SyntheticEvent>& events, int rank) {
  std::vector<SyntheticEvent> own;
  for (const SyntheticEvent& event : events) if (event.rank == rank) own.push_back(event);
  return own;
}

} // namespace archipelago
