#include "sim/probe/device/measure.hpp"

#include <chrono>

namespace archipelago {

namespace {

// All launches of a sample as one.
class Graph {
public:
  Graph(Workload& workload, int launches, cudaStream_t stream) {
    check_gpu(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal), "begin a graph");
    for (int turn = 0; turn < launches; ++turn) workload.launch(turn);
    check_gpu(cudaStreamEndCapture(stream, &graph_), "end a graph");
    const cudaError_t made = cudaGraphInstantiateWithFlags(&executable_, graph_, 0);
    cudaGraphDestroy(graph_);
    check_gpu(made, "make a graph");
  }
  ~Graph() { cudaGraphExecDestroy(executable_); }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
  void launch(cudaStream_t stream) const { check_gpu(cudaGraphLaunch(executable_, stream), "launch a graph"); }

private:
  cudaGraph_t graph_ = nullptr;
  cudaGraphExec_t executable_ = nullptr;
};

class Sampler {
public:
  Sampler(Workload& workload, int launches, cudaStream_t stream) : workload_(workload), launches_(launches), stream_(stream) {
    if (launches > 1 && workload.capturable()) graph_ = std::make_unique<Graph>(workload, launches, stream);
  }
  void run() const {
    workload_.begin();
    if (graph_) graph_->launch(stream_);
    else
      for (int turn = 0; turn < launches_; ++turn) workload_.launch(turn);
    workload_.end();
  }

private:
  Workload& workload_;
  int launches_;
  cudaStream_t stream_;
  std::unique_ptr<Graph> graph_;
};

double first_estimate_us(Workload& workload, cudaStream_t stream) {
  constexpr int launches = 3;
  const GpuEvent start, stop;
  start.record(stream);
  workload.begin();
  for (int turn = 0; turn < launches; ++turn) workload.launch(turn);
  workload.end();
  stop.record(stream);
  check_gpu(cudaStreamSynchronize(stream), "wait for a first launch");
  return stop.us_since(start) / launches;
}

} // namespace

ProbeMeasurement measure(const ProbeCase& probe_case, WorkloadContext context, const MeasureSettings& settings, const Management& management) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds between_looks{20};

  ProbeMeasurement measurement;
  measurement.measured = probe_case;
  context.copies = measurement.copies = copies_to_rotate(footprint_of(probe_case), settings.cache_bytes, settings.memory_bytes);
  const auto workload = make_workload(probe_case, context);
  measurement.kernel = workload->kernel();
  measurement.check = workload->check();
  measurement.plan = plan_timing(first_estimate_us(*workload, context.stream), settings.seconds_per_case, context.copies);

  const Sampler sampler(*workload, measurement.plan.launches, context.stream);
  for (int i = 0; i < measurement.plan.warm_up; ++i) sampler.run();
  std::vector<GpuEvent> starts(static_cast<std::size_t>(measurement.plan.samples)), stops(starts.size());
  std::vector<ClockSample> looks;
  auto next_look = Clock::now();
  for (std::size_t i = 0; i < starts.size(); ++i) {
    starts[i].record(context.stream);
    sampler.run();
    stops[i].record(context.stream);
    if (Clock::now() < next_look) continue;
    looks.push_back(management.sample());
    next_look = Clock::now() + between_looks;
  }
  looks.push_back(management.sample());       // while the last samples are still queued
  check_gpu(cudaStreamSynchronize(context.stream), "wait for the samples");

  std::vector<double> samples_us;
  for (std::size_t i = 0; i < starts.size(); ++i) samples_us.push_back(stops[i].us_since(starts[i]) / measurement.plan.launches);
  measurement.timing = summarise(samples_us);
  measurement.clocks = summarise_clocks(looks, settings.highest_clock_mhz);
  return measurement;
}

} // namespace archipelago
