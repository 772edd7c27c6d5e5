// Protocols with a parameter server: each learner exchanges its whole model after H inner steps, on its own.
//   async-local-sgd (protocol section 6.6)          one server at the syncer's site; with grace, arrivals close together are
//                                                   merged once: the first waits up to cap x mean step for the others
//   hierarchical-local-sgd (protocol section 6.8)   a server at each site's switch; after `accumulations` arrivals the site
//                                                   exchanges with the global server in the background
// Cycle of a learner: H steps + model up + model down (the learner waits for both). Bytes per exchange: the model each way.
#pragma once

#include "sim/replay/replay.hpp"
#include "sim/replay/sync_figures.hpp"

#include <vector>

namespace archipelago {

class ServerReplay : public Replay {
public:
  ServerReplay(const World& world, const ReplayOptions& options);

  // Transfers take the number that was last given back, so that who has which changes from cycle to cycle.
  bool may_repeat() const override { return false; }

private:
  // Owner numbers of flows: an exchange of a learner, a recovering learner, a site's global exchange.
  enum class Leg : std::uint32_t { up, down, recovery, global_up, global_down };
  struct Exchanging {
    Leg leg = Leg::up;
    Seconds started, fixed;                   // fixed: overhead, and start-up the first time
    std::int64_t pulled_version = 0;          // of the server's model when this learner last received it
  };
  struct Region {                             // a site's server (hierarchical)
    int arrivals = 0;
    bool busy = false;
    Seconds started;
    FlowId flow = 0;                          // of its global exchange, while busy
  };

  bool may_step(std::size_t learner) override { return learners_[learner].phase != Phase::exchanging; }
  void on_step_done(std::size_t learner) override;
  void settle_wait(std::size_t learner, Seconds to) override;
  void on_lost(std::size_t learner) override { stop_transfers(learner); }
  void stop_transfers(std::size_t learner) override;
  void recover(std::size_t learner) override;
  void on_protocol_event(const Event& event) override;
  void on_flow_done(FlowId flow, std::uint32_t owner) override;
  void report_syncer(SyncerResult& result) const override;
  void on_counting() override;
  void restore(const Cut* cut, Seconds back) override;

  void send(std::size_t learner, Leg leg);
  void delivered(std::size_t learner, Leg leg);
  void arrived(std::size_t learner);          // at its server
  void merge(const std::vector<std::size_t>& learners);
  void exchange_globally(std::size_t site);
  void global_leg_done(std::size_t site, Leg leg);
  static constexpr std::uint64_t checkpoint_stamp = ~std::uint64_t{0};   // of a decision to write, beside the windows'
  void checkpoint_server();                   // its state has what every learner had done when it last sent its model
  HostId server_of(std::size_t learner) const;
  std::uint32_t owner(Leg leg, std::size_t entity) const { return static_cast<std::uint32_t>(leg) << 28 | static_cast<std::uint32_t>(entity); }

  bool hierarchical_;
  Bytes wire_bytes_;
  std::vector<Exchanging> exchanging_;
  std::vector<Region> regions_;
  std::vector<std::size_t> gathered_;         // arrivals that a grace window holds
  std::int64_t version_ = 0, window_ = 0;
  Seconds mean_step_;
  std::vector<Progress> merged_;              // of each learner, in the server's model
  double checkpoint_interval_ = 0, checkpoint_write_ = 0, next_checkpoint_ = 0;
  std::uint64_t write_stamp_ = 0;
  SyncFigures figures_;
};

} // namespace archipelago
