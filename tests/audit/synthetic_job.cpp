#include "tests/audit/synthetic_job.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <tuple>

namespace archipelago {

namespace {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

class Recorder {
public:
  explicit Recorder(const SyntheticJob& job) : job_(job), jitter_(job.jitter), random_(job.jitter.seed), offsets_(ranks()) {
    for (std::int64_t& offset : offsets_) offset = static_cast<std::int64_t>(1000 * jitter_.offset_us * std::uniform_real_distribution(-1.0, 1.0)(random_));
    recording_.truth.exposed.resize(ranks());
  }

  SyntheticRecording play() {
    std::int64_t at = 1'700'000'000'000'000'125;   // profilers count from 1970
    const std::int64_t start = at;
    for (int step = 0; step < job_.steps; ++step) at = play_step(step, at);
    const double all = static_cast<double>(at - start);
    SyntheticTruth& truth = recording_.truth;
    for (double* share : {&truth.input, &truth.communication, &truth.straggler_wait}) *share /= all * static_cast<double>(ranks());
    for (double& share : truth.exposed) share /= all;
    truth.straggler_cost /= all;
    truth.step_s = 1e-9 * all / job_.steps;
    return std::move(recording_);
  }

private:
  std::size_t ranks() const { return static_cast<std::size_t>(job_.ranks); }

  std::int64_t time(double us, double sigma) {
    return std::llround(1000 * us * (sigma > 0 ? std::lognormal_distribution(-sigma * sigma / 2, sigma)(random_) : 1.0));
  }

  void add(int rank, Did did, int step, std::int64_t begin, std::int64_t end) {
    if (end <= begin || (jitter_.dropped > 0 && std::bernoulli_distribution(jitter_.dropped)(random_))) return;
    const std::int64_t offset = offsets_[static_cast<std::size_t>(rank)];
    recording_.events.push_back({rank, did, step, begin + offset, end + offset});
  }

  // Kernels one after another; when the last one ends, and how long it took.
  std::pair<std::int64_t, std::int64_t> compute(int rank, int step, std::int64_t begin, double us) {
    std::int64_t last = 0;
    const double each = us / (3 * job_.layers);
    for (int layer = 0; layer < job_.layers; ++layer)
      for (const Did did : {Did::gemm, Did::attention, Did::elementwise}) {
        if (last > 0 && jitter_.gap_us > 0) begin += std::llround(1000 * std::exponential_distribution(1 / jitter_.gap_us)(random_));
        last = time(each, jitter_.kernels);
        add(rank, did, step, begin, begin + last);
        begin += last;
      }
    return {begin, last};
  }

  std::int64_t play_step(int step, std::int64_t at) {
    const double factor = jitter_.outliers > 0 && std::bernoulli_distribution(jitter_.outliers)(random_) ? jitter_.outlier_factor : 1;
    std::vector<std::int64_t> through(ranks()), last(ranks());
    for (int rank = 0; rank < job_.ranks; ++rank) {
      const auto r = static_cast<std::size_t>(rank);
      const std::int64_t input = time(factor * static_cast<double>(job_.input_us), jitter_.kernels);
      add(rank, Did::input, step, at, at + input);
      recording_.truth.input += static_cast<double>(input);
      const double work = static_cast<double>(job_.compute_us + (rank == job_.slow_rank ? job_.slow_extra_us : 0));
      std::tie(through[r], last[r]) = compute(rank, step, at + input, 1e-3 * static_cast<double>(time(factor * work, jitter_.ranks)));
    }
    const std::int64_t met = *std::max_element(through.begin(), through.end()) + time(factor * static_cast<double>(job_.exposed_us), jitter_.kernels);
    const std::int64_t host = met + time(factor * static_cast<double>(job_.host_us), jitter_.kernels);
    const std::int64_t end = host + (step == job_.steps - 1 ? 1000 * job_.checkpoint_us : 0);
    for (int rank = 0; rank < job_.ranks; ++rank) {
      const auto r = static_cast<std::size_t>(rank);
      if (job_.exposed_us + job_.hidden_us > 0) add(rank, Did::all_reduce, step, through[r] - std::min(1000 * job_.hidden_us, last[r]), met);
      add(rank, Did::host, step, met, host);
      add(rank, Did::checkpoint, step, host, end);
      add(rank, Did::step, step, at, end);
    }
    note(through, met, end);
    return end;
  }

  void note(const std::vector<std::int64_t>& through, std::int64_t met, std::int64_t end) {
    SyntheticTruth& truth = recording_.truth;
    std::vector<double> own;
    for (const std::int64_t one : through) own.push_back(static_cast<double>(one + end - met));
    const double slowest = *std::max_element(own.begin(), own.end());
    truth.straggler_cost += slowest - median(own);
    for (std::size_t r = 0; r < own.size(); ++r) {
      const double exposed = static_cast<double>(met - through[r]), waiting = std::min(exposed, slowest - own[r]);
      truth.exposed[r] += exposed;
      truth.straggler_wait += waiting;
      truth.communication += exposed - waiting;
    }
  }

  const SyntheticJob& job_;
  const Jitter& jitter_;
  std::mt19937_64 random_;
  std::vector<std::int64_t> offsets_;
  SyntheticRecording recording_;
};

} // namespace

SyntheticRecording recording_of(const SyntheticJob& job) { return Recorder(job).play(); }
std::vector<SyntheticEvent> events_of(const SyntheticJob& job) { return recording_of(job).events; }

std::vector<SyntheticEvent> of_rank(const std::vector<SyntheticEvent>& events, int rank) {
  std::vector<SyntheticEvent> own;
  for (const SyntheticEvent& event : events) if (event.rank == rank) own.push_back(event);
  return own;
}

} // namespace archipelago
