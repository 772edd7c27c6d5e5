// One run as events: the part that all protocols share. Learners step, lose and regain slices, come and go;
// time is accounted; the horizon ends it. What happens after a step is the protocol's (rounds.hpp, server.hpp).
#pragma once

#include "models/failures/fleet.hpp"
#include "models/network/topology.hpp"
#include "models/random.hpp"
#include "models/statistics/quantile.hpp"
#include "sim/replay/account.hpp"
#include "sim/replay/background.hpp"
#include "sim/replay/cuts.hpp"
#include "sim/replay/cycle_state.hpp"
#include "sim/replay/data_loading.hpp"
#include "sim/replay/disturbances.hpp"
#include "sim/replay/driver.hpp"
#include "sim/replay/exchange.hpp"
#include "sim/replay/fingerprint.hpp"
#include "sim/replay/flows.hpp"
#include "sim/replay/hosts.hpp"
#include "sim/replay/learner_state.hpp"
#include "sim/replay/link_meter.hpp"
#include "sim/replay/tape.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct ReplayOptions {
  std::uint64_t seed = 1;
  Observer* observer = nullptr;
  Tape* record = nullptr;
  const Tape* replay = nullptr;
};

class Replay : public Player {
public:
  Replay(const World& world, const ReplayOptions& options);

  void begin(Driver& driver) override;
  void on_event(Seconds now, const Event& event) override;
  std::string waiting_for() const override;
  Result result() const;                      // once the driver was told to finish

  // --- repeated cycles, for a driver that jumps over them (cycles.cpp)
  virtual bool may_repeat() const;            // all that is going on is known to repeat once its state does
  virtual int cycle_steps() const { return rules_.sync_interval; }   // of a learner, after which the schedule looks as before
  int schedule_steps() const { return rules_.sync_interval; }
  std::int64_t beats() const;                 // steps so far of the first learner that is there
  Seconds beat() const;                       // how long one takes
  virtual void visit(CycleState& state);
  virtual void note_cycle() { fingerprint_.note(); }
  virtual void forget_cycle() { fingerprint_.forget(); }
  virtual void repeat_cycle(std::int64_t times, Seconds period) { fingerprint_.repeat(times, period, rules_.fragments); }

protected:
  std::size_t pacemaker() const;
  using Phase = LearnerState::Phase;

  // --- the protocol's part
  virtual bool may_step(std::size_t learner) = 0;
  virtual void on_step_begin(std::size_t learner) { (void)learner; }      // step_time is set; may delay step_end
  virtual void on_step_done(std::size_t learner) = 0;
  virtual void settle_wait(std::size_t learner, Seconds to) = 0;          // classes of a wait up to `to`
  virtual void settle_stall(std::size_t learner, Seconds to) { account_.settle(learner, TimeClass::exposed_communication, to); }   // the same, of a step that began late
  virtual void on_losses(std::size_t learner, const Fleet::Loss& loss);   // default: the learner pauses alone
  virtual void on_lost(std::size_t learner) = 0;                          // no slice left, or gone
  virtual void stop_transfers(std::size_t learner) = 0;                   // its host is dead: what it receives or sends stops
  virtual void on_returns(std::size_t learner);                           // some slices are back: reconfigure
  virtual void on_back(std::size_t learner);                              // has slices again, or is new: start up, then recover
  virtual void recover(std::size_t learner) = 0;                          // started, without valid state
  virtual bool stops_as_one() const { return false; }                     // a job without one of its slices
  virtual bool job_works() const { return false; }                         // such a job, now
  virtual void on_node_of_job() {}                                        // a place of such a job has a node again
  virtual void on_open_pause(std::size_t learner) { (void)learner; }
  virtual bool pause_before_step(std::size_t learner) { (void)learner; return false; }
  virtual void on_protocol_event(const Event& event) = 0;
  virtual void on_flow_done(FlowId flow, std::uint32_t owner) = 0;
  virtual void report_syncer(SyncerResult& result) const = 0;
  virtual void on_counting() = 0;                                         // the warm-up is over
  virtual void restore(const Cut* cut, Seconds back) = 0;                 // all go back to the cut, or the start, once `back` has come

  // --- steps (steps.cpp)
  void proceed(std::size_t learner);          // free: begin a step or wait
  void begin_step(std::size_t learner);
  void start_compute(std::size_t learner);
  void end_step(std::size_t learner);
  void pause(std::size_t learner, std::vector<LearnerState::Pause> pauses);
  void begin_pause(std::size_t learner);      // the front one; one without an end is ended by what it waits for
  void end_pause(std::size_t learner);
  bool interrupt(std::size_t learner, bool keep_work);   // the step under way stops; its work waits or is lost
  double step_duration(std::size_t learner) const;
  // --- slices and availability (availability.cpp)
  Fleet::Loss losses_met(std::size_t learner);           // before its next step: drawn, or killed since the last one
  Fleet::Loss draw_losses(std::size_t learner);
  void note_losses(std::size_t learner, const Fleet::Loss& loss);
  void go_offline(std::size_t learner);
  void arrive(std::size_t learner);
  void leave(std::size_t learner);
  void return_slices(std::size_t learner);    // of one that is offline
  void lose_step(std::size_t learner);        // of a step interrupted by a pause of the whole job: its rest will not follow
  void lose_compute(std::size_t learner, double done);   // seconds of the current step
  void settle_open(std::size_t learner, Seconds to);     // whatever it is doing, up to `to`
  void settle_compute(std::size_t learner, Seconds to);  // of the step under way, and the stall before its first layer
  // --- losses on the wall clock and nodes that replace the lost ones (nodes.cpp)
  bool recovers() const { return world_.failures && world_.failures->recovery; }
  void set_up_recovery();
  bool down(std::size_t learner) const;       // cannot step: no slice, or not all of them where it does not shrink
  int take_returns(std::size_t learner);
  void watch(std::size_t learner);            // its next loss
  void lose_nodes_due(std::size_t learner);
  void lose_nodes(std::size_t learner, const Fleet::Loss& lost);
  void ask_for_nodes(std::size_t request);
  void node_there(std::size_t learner, std::uint64_t node);   // whose it is from 1 on, in the order of Spares::Node; 0 not said
  Seconds noticing(std::size_t learner) const;
  void settle_fetching(std::size_t learner);  // what lies behind a unit that has its nodes again: waiting for one, and its image
  void report_spares(Result& result) const;
  // --- losses ordered at dates (chaos.cpp)
  void strike(std::size_t event);
  bool strike_slices(std::size_t learner, const std::vector<std::uint32_t>& slices, const std::vector<Seconds>& until);   // false: it is not there
  void kill(std::size_t learner, const Fleet::Loss& lost);
  Seconds back_from(std::size_t event, std::string_view victim, std::uint32_t slice) const;
  Fleet::Loss drawn_repairs(std::size_t event, std::size_t learner, Fleet::Loss lost) const;   // in place of dates
  void add_chaos_flags(Result& result) const;
  // --- input data (loading.cpp)
  bool fetch(std::size_t learner);            // its batch for the step to come; false: it waits
  void batch_due(std::size_t site);
  void storage_changed(std::size_t site);
  void await_batches(std::size_t site);
  void await_storage_change(std::size_t site);
  void lose_buffer(std::size_t learner, double kept);    // of its hosts, the share that is left; none: its loader starts cold
  void leave_loading(std::size_t learner);    // it does something else than wait for its batch
  // --- outages of places (places.cpp), capacity of a market (holdings.cpp)
  void arm_place(std::size_t index);
  void on_place(std::size_t index, std::uint64_t stage);
  void begin_outage(std::size_t index);
  void end_outage(std::size_t index);
  void change_links(const OutagePlan& plan, bool begins);
  void set_link_factor(std::size_t link);
  std::vector<std::uint32_t> all_slices(std::size_t learner) const;
  void announce(std::size_t learner, std::vector<std::uint32_t> slices, double at, double until);
  Fleet::Loss drain(std::size_t learner);
  Seconds detection() const { return disturbances_.loss_announced ? Seconds(0) : reconfiguration_.detection; }   // of the losses being met
  void begin_holdings();
  void on_holding(std::size_t learner, std::uint64_t stage);
  void change_holding(std::size_t learner);
  static Disturbances::Loss take_reclaim(const SliceSchedule& gone, Disturbances::Held& held, double at, std::vector<Seconds>& until);
  // --- slow spells, silent corruption (corruption.cpp)
  void begin_disturbances();
  double stretched(std::size_t learner);
  void arm_corruption(std::size_t learner);
  void on_corruption(std::size_t learner, std::uint64_t stamp);
  void find_corruption(std::size_t learner);
  void restore_before(Seconds date, Seconds back);
  void reload(std::size_t learner, const Progress& to);
  bool refused(std::size_t learner) const;    // its merges, by a syncer that tests them
  bool done_again(std::size_t learner);
  void add_faults(Result& result) const;
  // --- the syncer lost, all back to a checkpoint (restore.cpp)
  void lose_syncer(Seconds back);
  bool stop_and_restart(std::size_t learner, const Progress& to, Seconds back);   // false: it has no slices, and stays away
  void roll_back_to(std::size_t learner, const Progress& to);
  Progress progress_of(std::size_t learner) const;
  Seconds earliest_restore() const;           // no restore will ask for a cut before this
  bool held_by_restore(std::size_t learner);  // nobody gets a state before the syncer is back
  // --- horizon (outcome.cpp)
  bool horizon_reached(const Horizon& horizon) const;
  void end_warm_up();
  void finish();

  // --- the network as it changes (conditions.cpp)
  void set_outage(const CapacityChange& change, std::size_t link);
  void set_profile(std::size_t carrier);
  void set_factor(std::size_t carrier);
  void reroute(std::size_t link);
  void note_quiet(bool quiet);
  void stop_if_quiet() const;                 // throws, but where the horizon is a time

  FlowId start_flow(HostId from, HostId to, Bytes size, std::uint32_t owner) { return flow_book_.start(from, to, size, owner, now_); }
  void stop_flow(FlowId flow) { flow_book_.stop(flow, now_); }
  void wake(Seconds at, EventKind kind, std::size_t entity, std::uint64_t stamp = 0) {
    if (std::isinf(at.value)) return;         // never: what a kill without an end took
    driver_->wake(at, {kind, static_cast<std::uint32_t>(entity), stamp});
  }
  void mark(MarkKind kind, std::size_t learner, std::string_view detail = {});
  Seconds after(double seconds) const { return now_ + Seconds(seconds); }
  Bytes model_copies(double copies) const;
  Seconds connect(std::size_t learner);       // what setting up its connections takes now; nothing once it is connected
  bool counting() const { return counting_; }

  const World& world_;
  const ProtocolRules& rules_;
  ReplayOptions options_;
  Topology topology_;
  Hosts hosts_;
  ExchangePlanner planner_;
  Account account_;
  LinkMeter meter_;
  Flows flow_book_;
  std::optional<DataLoading> data_;
  Fingerprint fingerprint_;
  std::vector<LearnerState> learners_;
  std::vector<Fleet> fleets_;
  // How long reconfiguring takes; zero where the scenario states no failures (losses may still come from a tape).
  struct Reconfiguration { Seconds detection, downscale, upscale, restart; } reconfiguration_;
  Driver* driver_ = nullptr;
  Seconds now_;
  bool finished_ = false;
  bool keeps_cuts_ = false;                   // something may ask for a checkpoint of the whole run
  Cuts cuts_;
  Disturbances disturbances_;
  double restored_at_ = 0;                    // when the run goes on after the last restore
  double total_tokens_ = 0;                   // net of roll-backs, warm-up included

private:
  struct NodeRequest { std::size_t learner; Fleet::Loss lost; Seconds lost_at; Incident incident; };
  struct SparePool {
    std::string name;
    Spares spares;
    std::int64_t slice_size = 0;
    std::int64_t requests = 0, waited = 0;
    std::vector<double> taken, returned;      // dates
    std::vector<std::pair<double, double>> down;   // of places, from the loss until a node works there
  };
  std::vector<NodeRequest> requests_;
  std::vector<SparePool> pools_;
  std::vector<std::size_t> pool_of_;          // per learner
  std::vector<IncidentStream> incidents_;
  std::vector<RandomStream> jitter_;
  std::vector<QuantileSketch> step_times_;
  Background background_;
  std::vector<BackgroundResult> others_;      // once the run has ended
  struct LinkChange { std::size_t link; CapacityChange change; };
  std::vector<LinkChange> link_changes_;
  std::vector<double> outage_factors_, day_factors_;   // of each carrier; what it carries is their product
  std::vector<double> down_since_;            // of each link; negative while it carries something
  std::uint64_t quiet_events_ = 0;            // in a row in which only others or the time of day have done something
  std::vector<char> struck_;                  // chaos events that hit a learner or a link
  std::string_view ordered_;                  // detail of the marks of a loss that chaos has ordered
  std::int64_t slow_spells_ = 0;
  int restores_to_start_ = 0;                 // for want of a complete checkpoint
  std::vector<std::size_t> tape_next_;        // per learner, next failure on the tape
  bool counting_ = false;
  std::uint64_t events_ = 0, computes_ = 0;
  double progress_next_ = 0;
};

} // namespace archipelago
