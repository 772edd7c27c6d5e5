// The syncer's collecting side as a state machine (protocol sections 1.3-1.5, 1.11): QUORUM, GRACE, launch.
//
// A syncer step takes one report from each learner that has one, the oldest first, needs at least K of them, keeps the door
// open for a grace window after the arrival of the K-th, and then launches the due fragment (if one is due). A report that came
// before the step opened counts from its own arrival, so that the syncer keeps the pace of the K-th fastest. At most `in_flight_limit` fragments
// travel at once, a fragment never twice, and no step beyond t_s + H is launched while a recovery that began at t_s
// is unfinished. Lock-step protocols are the case K = all members, no grace.
// Dates are seconds of simulated time, given by the caller; the machine has no clock.
#pragma once

#include "models/protocol/schedule.hpp"
#include "models/units.hpp"

#include <cstdint>
#include <deque>
#include <limits>
#include <vector>

namespace archipelago {

class Syncer {
public:
  struct Settings {
    int learners = 1;
    int quorum = 1;
    bool quorum_is_members = false;           // lock-step: everyone who belongs to the job
    int in_flight_limit = std::numeric_limits<int>::max();
  };
  enum class Verdict { wait, wait_for_grace, launch };
  struct Launch { std::int64_t step = 0; int fragment = FragmentSchedule::none; Seconds opened, quorum_at; };

  Syncer(const Settings& settings, FragmentSchedule schedule);

  void report(std::size_t learner, Seconds now);
  void set_member(std::size_t learner, bool member);   // connected (quorum protocols) or part of the job (lock-step)
  void drop_reports(std::size_t learner);

  // What to do now. `grace` is asked for the window's length when the quorum is reached.
  template <class Window> Verdict evaluate(Seconds now, Window&& grace) {
    if (!quorum_reached()) return Verdict::wait;
    if (!grace_until_) {
      quorum_at_ = quorum_arrival(now);
      grace_until_ = quorum_at_ + grace();
      has_grace_ = true;
    }
    if (blocked()) return Verdict::wait;
    return now < *grace_until_ && ready_ < members_ ? Verdict::wait_for_grace : Verdict::launch;
  }
  Seconds grace_until() const { return grace_until_.value; }
  void force_quorum() { forced_ = true; }              // join timeout: go on with those who are in

  // Closes the open step: one report of each ready learner is taken (`contributors`, ascending), the next step opens.
  Launch launch(Seconds now, std::vector<std::uint32_t>& contributors);
  void landed(int fragment);                           // the merged fragment is back

  // A recovering learner has taken t_s as its stamp; done when its state has arrived.
  void recovery_begins(std::size_t learner, std::int64_t stamp);
  void recovery_ends(std::size_t learner);

  std::int64_t step() const { return step_; }
  Seconds opened() const { return opened_; }
  int due() const { return schedule_.due(step_); }
  int pending(std::size_t learner) const { return static_cast<int>(reports_[learner].size()); }
  int ready() const { return ready_; }
  int members() const { return members_; }
  bool is_member(std::size_t learner) const { return member_[learner]; }
  bool quorum_reached() const;
  bool blocked() const;
  const FragmentSchedule& schedule() const { return schedule_; }
  // The fragment that is due next, at this step or later.
  int next_fragment() const {
    std::int64_t step = step_;
    while (schedule_.due(step) == FragmentSchedule::none) ++step;
    return schedule_.due(step);
  }
  int due_for_next_report(std::size_t learner) const { return schedule_.due(step_ + pending(learner)); }

  // For a jump over repeated cycles: what of this repeats, grows or moves with the clock (sim/replay/cycle_state.hpp).
  // `first` is asked for once the step is known: the fragment from which the others are counted.
  template <class State, class First> void visit(State& state, First&& first, int fragments) {
    state.count(step_);
    for (auto& reports : reports_) {
      state.same(reports.size());
      for (double& date : reports) state.date(date);
    }
    for (const char member : member_) state.same(member);
    const int from = first();
    for (int turn = 0; turn < fragments; ++turn) state.turned(travelling_[static_cast<std::size_t>((from + turn) % fragments)]);
    state.require(recoveries_ == 0);
    for (const int number : {ready_, members_, in_flight_}) state.same(number);
    state.same(forced_);
    state.same(has_grace_);
    state.date(opened_);
    state.date(quorum_at_);
    state.date(grace_until_.value);
  }

private:
  // A date that may be absent, in one double: cheap in the hot path.
  struct MaybeDate {
    Seconds value{-1};
    explicit operator bool() const { return value.value >= 0; }
    Seconds operator*() const { return value; }
    MaybeDate& operator=(Seconds date) { value = date; return *this; }
    void reset() { value = Seconds(-1); }
  };

  Seconds quorum_arrival(Seconds now);                 // of the K-th of the reports at hand

  Settings settings_;
  FragmentSchedule schedule_;
  std::int64_t step_ = 1;
  std::vector<double> arrivals_;                       // scratch: decisions are many
  std::vector<std::deque<double>> reports_;            // arrival dates of reports not taken yet
  std::vector<char> member_, travelling_;
  std::vector<std::int64_t> recovery_stamp_;           // per learner, -1 = none
  int ready_ = 0, members_ = 0, in_flight_ = 0, recoveries_ = 0;
  bool forced_ = false, has_grace_ = false;
  Seconds opened_, quorum_at_;
  MaybeDate grace_until_;
};

} // namespace archipelago
