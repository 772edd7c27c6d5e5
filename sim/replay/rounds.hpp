// Protocols that synchronize in rounds: decoupled, streaming and plain DiLoCo, data-parallel and its elastic form.
//
// They differ in the quorum (K learners or all members), in what is due when (P, H), in how long a learner may go on
// without the result (tau), and in what a failure does to the others (lockstep.cpp). The rules themselves are
// models/protocol's; here they meet time, flows and failures.
#pragma once

#include "models/protocol/counters.hpp"
#include "models/protocol/fragmentation.hpp"
#include "models/protocol/grace.hpp"
#include "models/protocol/report_queue.hpp"
#include "models/protocol/syncer.hpp"
#include "models/storage/shared_bandwidth.hpp"
#include "sim/replay/replay.hpp"
#include "sim/replay/round.hpp"
#include "sim/replay/sync_figures.hpp"

#include <deque>
#include <map>
#include <memory>
#include <optional>

namespace archipelago {

class RoundReplay : public Replay {
public:
  RoundReplay(const World& world, const ReplayOptions& options);

  void begin(Driver& driver) override;
  bool may_repeat() const override;
  int cycle_steps() const override { return alike_ ? rules_.sync_interval / rules_.fragments : rules_.sync_interval; }
  void visit(CycleState& state) override;
  void note_cycle() override { Replay::note_cycle(), figures_.note(); }
  void forget_cycle() override { Replay::forget_cycle(), figures_.noting = false; }
  void repeat_cycle(std::int64_t times, Seconds period) override { Replay::repeat_cycle(times, period), figures_.repeat(times); }

private:
  bool may_step(std::size_t learner) override;
  void on_step_begin(std::size_t learner) override;
  void on_step_done(std::size_t learner) override;
  void settle_wait(std::size_t learner, Seconds to) override;
  void settle_stall(std::size_t learner, Seconds to) override;
  void on_losses(std::size_t learner, const Fleet::Loss& loss) override;
  void on_returns(std::size_t learner) override;
  void on_lost(std::size_t learner) override;
  void stop_transfers(std::size_t learner) override;
  void recover(std::size_t learner) override;
  bool pause_before_step(std::size_t learner) override { return checkpoint_first(learner) || copy_first(learner); }
  void on_protocol_event(const Event& event) override;
  void on_flow_done(FlowId flow, std::uint32_t owner) override;
  void report_syncer(SyncerResult& result) const override;
  void on_counting() override;
  void restore(const Cut* cut, Seconds back) override;
  bool stops_as_one() const override { return gradients_ && !elastic_; }
  bool job_works() const override;
  void on_node_of_job() override;
  void on_open_pause(std::size_t learner) override;

  // --- collecting (collect.cpp)
  void report(std::size_t learner, std::int64_t step);
  int due_at_next_report(std::size_t learner) const;
  std::int64_t position_to_join(std::size_t peer) const;
  std::int64_t position_of_round(std::int64_t round) const;   // inner steps on the schedule when the round-th, from 0, is due
  void decide_soon();
  void decide();
  bool decide_from_tape();
  void launch();
  void join_timed_out(std::int64_t syncer_step);
  // --- moving (rounds.cpp, layers.cpp)
  void start_round(std::size_t slot);
  void start_stage(std::size_t slot);
  void advance(std::size_t slot);             // a delay or the last flow of a stage is over
  void complete(std::size_t slot);
  Arrivals layer_arrivals(const Round& round) const;
  Arrivals layers_ready(const Round& round) const;   // of its last contributor
  void plan(Round& round);
  void set_member(std::size_t learner, bool member);
  void release(const std::vector<std::uint32_t>& learners);   // those that wait and now may go on
  void cancel_rounds();
  void forget_reports(std::size_t learner);   // made, and not yet merged
  std::size_t free_slot();
  bool by_layer() const { return rules_.readiness == Readiness::layer; }
  TimeClass collecting_class() const { return lockstep_ ? TimeClass::straggler_wait : TimeClass::quorum_wait; }
  // --- recovery (recovery.cpp)
  void start_transfer(std::size_t learner, std::int64_t stamp);
  void recovered(std::size_t learner);
  void stop_receiving(std::size_t learner);
  void joined();                              // one transfer less that an elastic job waits for
  std::optional<std::size_t> best_peer(std::size_t learner) const;
  void on_broadcast(std::int64_t syncer_step);
  // --- jobs in lock-step (lockstep.cpp)
  void stop_job(Seconds noticed, Seconds back);   // data-parallel: all wait for the slices, then restart from the checkpoint
  void stop_for_nodes(std::size_t learner);   // the same by stages, until every place has a node
  void halt(std::size_t learner);             // of a job that stops: its work under way is lost, and what is not saved
  bool job_has_nodes() const;
  void pause_job(const std::vector<LearnerState::Pause>& pauses);   // elastic: all reconfigure
  Seconds draw_for_job(std::size_t learner, const Fleet::Loss& loss);   // all losses of this step; when the last slice is back
  bool start_joining();                       // elastic: let those who are back in, between two steps
  void end_joining();
  // --- checkpoints (checkpoints.cpp)
  void set_checkpoint_interval();
  void mark_checkpoints_due();                // the syncer's snapshot: later messages carry the marker
  void begin_cut();
  bool checkpoint_first(std::size_t learner); // true when the learner pauses to write before its next step
  void checkpoint_written(std::size_t learner);
  bool copy_first(std::size_t learner);       // the same, into the memory of other nodes
  void count_intervals_anew();                // all have the state of one checkpoint
  // The learner goes back to its last checkpoint of the tier; it must have stopped. restore() also reads it, which takes
  // time: recover() is called when the state is there, and `restored` is then set.
  enum class Tier { memory, storage };
  Tier tier_left(std::size_t learner) const;  // the fastest that what was lost has left
  void roll_back(std::size_t learner, Tier tier);
  void restore(std::size_t learner, Tier tier);
  bool has_restored(std::size_t learner);     // false: begins to
  void rejoin(std::size_t learner);           // with a state that came from no peer
  // --- storage (storage.cpp)
  bool shares_storage() const;
  Seconds begin_storage(std::size_t learner); // one checkpoint, to or from it; how long, without end where it is shared
  void stop_storage(std::size_t learner);
  void watch_storage(std::size_t site);
  void storage_done(std::size_t site);
  void drop_write(std::size_t learner);       // a write or read under way is lost with the learner

  static constexpr std::uint32_t recovery_owner = 0x80000000u;   // flow owners: round slots below, learners above

  bool gradients_;                            // data-parallel family
  bool elastic_;
  bool lockstep_;                             // a round needs every member
  std::vector<Fragment> fragments_;
  std::vector<Bytes> wire_bytes_;
  bool alike_ = false;                        // all fragments are of one size, evenly spaced: any may stand for any other
  FragmentSchedule schedule_;                 // over inner steps
  // A quorum syncer counts every report; in lock-step only those count at which a fragment is due, and each learner
  // knows by its own position when that is.
  Syncer syncer_;
  std::vector<std::int64_t> positions_;       // inner steps on the schedule (lock-step)
  std::vector<ReportQueue> queues_;
  std::vector<FragmentCounters> counters_;
  std::optional<GraceWindow> grace_;
  std::vector<std::unique_ptr<Round>> rounds_;   // slots; addresses stay while others are added
  // Rings by who is in them: all shards of a quorum syncer, the members of a lock-step job.
  std::map<std::vector<std::size_t>, Exchange> rings_;
  std::vector<std::size_t> members_;
  const Exchange* ring_ = nullptr;            // of members_; reset when someone joins or leaves
  std::vector<std::deque<Round::StepSpan>> spans_;                        // of reports not yet taken (layer readiness)
  struct Landed { std::int64_t reported_step; Arrivals back, ready; };
  std::vector<std::deque<Landed>> arrivals_;  // per learner: rounds that are back, for its steps to come (layer readiness)
  std::vector<double> members_late_until_;    // per learner: its step under way could not have begun before, over an ideal network
  std::vector<double> weights_;               // of the contributors of the round that is launched
  double decide_at_ = -1, grace_wake_at_ = -1;
  std::int64_t timeout_step_ = -1;
  std::size_t tape_next_ = 0;
  double tape_wake_at_ = -1;
  std::int64_t last_broadcast_ = 0;
  // elastic joins
  std::vector<std::size_t> joiners_;
  bool joining_ = false;
  std::size_t transfers_left_ = 0;
  // checkpoints
  double checkpoint_interval_ = 0, checkpoint_write_ = 0, next_checkpoint_ = 0;
  std::int64_t marker_ = 0, memory_marker_ = 0;
  double next_copy_ = 0;
  std::vector<SharedBandwidth> storage_;      // by site
  SyncFigures figures_;
};

} // namespace archipelago
