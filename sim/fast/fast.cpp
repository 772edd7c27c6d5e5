#include "sim/fast/fast.hpp"

#include "sim/fast/event_heap.hpp"
#include "sim/fast/fluid_network.hpp"
#include "sim/fast/jumps.hpp"
#include "sim/replay/make_replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace archipelago {

namespace {
class HeapDriver : public Driver {
public:
  HeapDriver(const World& world, const Topology& topology, Replay& player, bool jumps)
      : network_(world, topology), player_(player), jumps_(player), jumps_allowed_(jumps) {}

  void run() {
    player_.begin(*this);
    while (!finished_) {
      const double at = std::min(heap_.empty() ? std::numeric_limits<double>::infinity() : heap_.soonest(), network_.next(std::max(0.0, now_)));
      if (std::isinf(at)) throw ReplayError(fmt::format("nothing can happen any more at {} s of simulated time: {}", now_, player_.waiting_for()));
      now_ = at;
      network_.advance(at, [this](FlowId flow) { happened_.push_back({EventKind::flow_done, flow, 0}); });
      while (!heap_.empty() && heap_.soonest() <= at) happened_.push_back(heap_.pop());
      hand_over();
      if (jumps_allowed_ && stepped_ && !finished_) jump();
      stepped_ = false;
    }
  }
  std::int64_t jumps() const { return jumps_.jumps(); }

  void wake(Seconds at, const Event& event) override {
    if (at.value <= now_) happened_.push_back(event);
    else heap_.push({at.value, event});
  }
  FlowId start_flow(HostId from, HostId to, Bytes size, const FlowWay& way) override { return network_.start(from, to, size, std::max(0.0, now_), way); }
  Bytes stop_flow(FlowId flow) override {
    // It may have landed in this very instant: nobody is told any more.
    for (std::size_t i = next_ + 1; i < batch_.size() && batch_[i].kind == EventKind::flow_done; ++i)
      if (batch_[i].entity == flow) batch_[i].stamp = stopped;
    return network_.stop(flow, now_);
  }
  Bytes moved(FlowId flow) override { return network_.moved(flow, now_); }
  void set_link_factor(std::size_t carrier, double factor) override { network_.set_link_factor(carrier, factor); }
  void finish() override { finished_ = true; }

private:
  static constexpr std::uint64_t stopped = 1; // stamp of a flow's end that is not to be told

  struct Before {                             // a type, not a function: inlined where it sorts
    static std::uint64_t rank(const Event& event) { return static_cast<std::uint64_t>(event.kind) << 32 | event.entity; }
    bool operator()(const Event& a, const Event& b) const { return rank(a) != rank(b) ? rank(a) < rank(b) : a.stamp < b.stamp; }
  };

  // All events of the instant in their order; what they wake for the same instant comes after them.
  void hand_over() {
    while (!happened_.empty() && !finished_) {
      batch_.swap(happened_);
      if (!std::is_sorted(batch_.begin(), batch_.end(), Before())) std::sort(batch_.begin(), batch_.end(), Before());
      for (next_ = 0; next_ < batch_.size() && !finished_; ++next_) {
        const Event& event = batch_[next_];   // the batch does not grow while it is told
        if (event.kind == EventKind::flow_done) {
          if (event.stamp == stopped) continue;
          network_.release(event.entity);
        }
        if (!belongs_to_cycles(event.kind)) jumps_.disturb();
        stepped_ = stepped_ || event.kind == EventKind::step_end;
        player_.on_event(Seconds(now_), event);
      }
      batch_.clear();
    }
    if (finished_) happened_.clear();
  }

  void jump() {
    now_ = jumps_.after(now_, [this](CycleState& state) {
      network_.next(now_);                    // rates are those of what is under way now
      network_.name(state);
      player_.visit(state);
      if (!state.differs()) network_.visit(state);
      if (!state.differs()) heap_.visit(state, belongs_to_cycles);
    });
  }

  FluidNetwork network_;
  Replay& player_;
  Jumps jumps_;
  bool jumps_allowed_;
  EventHeap heap_;
  double now_ = -1;
  std::vector<Event> happened_, batch_;
  std::size_t next_ = 0;                      // of the batch
  bool finished_ = false, stepped_ = false;   // stepped: somebody, in this instant: else there is no beat to look at
};
} // namespace

Result run_fast(const World& world, std::uint64_t seed, const FastOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const auto replay = make_replay(world, {seed, options.observer, options.record, options.replay});
  const Topology topology(world.sites.size(), world.network);
  HeapDriver driver(world, topology, *replay, options.jumps);
  driver.run();
  Result result = replay->result();
  result.fidelity = "fast";
  if (options.jumped) *options.jumped = driver.jumps();
  result.flags.push_back({"simulation.fidelity", "Played from an event heap with transfers as fluids; \"exact\" plays every transfer on SimGrid and is the judge."});
  result.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return result;
}

} // namespace archipelago
