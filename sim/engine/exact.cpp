#include "sim/engine/exact.hpp"

#include "sim/engine/platform.hpp"
#include "sim/replay/make_replay.hpp"

#include <algorithm>
#include <chrono>

namespace archipelago {

namespace {
// Every date is a SimGrid timer and every flow a SimGrid communication. What happens at one instant is gathered and handed
// over in one go, ordered by kind and entity, so that SimGrid's internal order of ties does not matter.
class SimgridDriver : public Driver {
public:
  SimgridDriver(const World& world, const Topology& topology, const std::vector<std::string>& options, Player& player)
      : platform_(world, topology, options, [this](FlowId flow) { landed(flow); }), player_(player) {}

  void run() {
    player_.begin(*this);
    hand_over_soon();
    platform_.run([this] { throw ReplayError("nothing can happen any more at " + std::to_string(platform_.now().value) +
                                             " s of simulated time: " + player_.waiting_for()); });
  }

  void wake(Seconds at, const Event& event) override {
    if (at <= now_) {
      happened_.push_back({now_, event});
      return;
    }
    platform_.set_timer(at, [this, at, event] {
      happened_.push_back({at, event});
      hand_over_if_last();
    });
  }
  FlowId start_flow(HostId from, HostId to, Bytes size, const FlowWay& way) override {
    const FlowId flow = platform_.start(from, to, size, way);
    if (flow >= live_.size()) live_.resize(flow + 1);
    live_[flow] = true;
    return flow;
  }
  Bytes stop_flow(FlowId flow) override {
    live_[flow] = false;
    return platform_.stop(flow);
  }
  Bytes moved(FlowId flow) override { return platform_.moved(flow); }
  void set_link_factor(std::size_t carrier, double factor) override { platform_.set_link_factor(carrier, factor); }
  void finish() override {
    if (!std::exchange(finished_, true)) platform_.let_go();
  }

private:
  struct Happening {
    Seconds at;
    Event event;
  };

  void landed(FlowId flow) {
    happened_.push_back({platform_.now(), {EventKind::flow_done, flow, 0}});
    hand_over_soon();
  }

  void hand_over_soon() {
    if (std::exchange(handing_over_soon_, true)) return;
    platform_.set_timer(platform_.now(), [this] {
      handing_over_soon_ = false;
      hand_over_if_last();
    });
  }

  // The last timer of an instant hands over, unless flows that end in it are still to be told of: they come back here.
  void hand_over_if_last() {
    const Seconds next = platform_.next_timer();
    if ((next.value < 0 || next > platform_.now()) && !platform_.flows_end_now()) hand_over();
  }

  void hand_over() {
    now_ = std::max(now_, platform_.now());
    while (!happened_.empty() && !finished_) {
      batch_.swap(happened_);
      std::sort(batch_.begin(), batch_.end(), [](const Happening& a, const Happening& b) {
        return a.event.kind != b.event.kind ? a.event.kind < b.event.kind
               : a.event.entity != b.event.entity ? a.event.entity < b.event.entity
                                                  : a.event.stamp < b.event.stamp;
      });
      for (const Happening& happening : batch_) {
        if (finished_) break;
        if (happening.event.kind == EventKind::flow_done) {
          const FlowId flow = happening.event.entity;
          if (!live_[flow]) continue;         // stopped in this very instant
          live_[flow] = false;
          platform_.release(flow);
        }
        player_.on_event(happening.at, happening.event);
      }
      batch_.clear();
    }
    if (finished_) happened_.clear();
  }

  Platform platform_;
  Player& player_;
  Seconds now_{-1};
  std::vector<Happening> happened_, batch_;
  std::vector<char> live_;
  bool handing_over_soon_ = false, finished_ = false;
};
} // namespace

Result run_exact(const World& world, std::uint64_t seed, const ExactOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const auto replay = make_replay(world, {seed, options.observer, options.record, options.replay});
  const Topology topology(world.sites.size(), world.network);
  SimgridDriver driver(world, topology, options.simgrid_options, *replay);
  driver.run();
  Result result = replay->result();
  result.fidelity = "exact";
  result.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return result;
}

} // namespace archipelago
