// Takes in the events of one file in any order and closes the account of each rank in it.
//
// Memory is bounded by the number of distinct intervals, names and matrix kernels, not by the size of the file.
#pragma once

#include "models/audit/account.hpp"
#include "models/audit/classify.hpp"

#include <map>

namespace archipelago {

class ProfileRecorder : public ProfileSink {
public:
  void on_event(const ProfileEvent& event) override;

  // One account per rank. A file that knows its rank names a single one by it; `fallback_rank` names a single one that does not.
  std::vector<RankAccount> finish(const ProfileFacts& facts, std::int64_t fallback_rank);

private:
  struct Mark { std::optional<std::int64_t> number; ProfileSpan span; };
  struct Track {
    UseSets uses;
    IntervalSet host_work;                    // operators that compute, if the host is all there is
    std::map<std::string, std::vector<Mark>, std::less<>> marks;   // by what the steps are called
    std::unordered_map<std::string, std::vector<ProfileTime>> starts;
    KernelTotals kernels;
    ProfileSpan whole{ProfileTime::max(), ProfileTime::min()};
    bool has_device = false, loads_in_step = false;
  };
  bool take_mark(Track& track, const ProfileEvent& event);
  void take_device(Track& track, const ProfileEvent& event);
  void take_host(Track& track, const ProfileEvent& event);
  RankAccount close(Track& track);
  static std::vector<Mark> best_marks(const Track& track);

  Classifier classify_;
  std::map<std::int64_t, Track> ranks_;
  Track shared_;                              // host events that belong to every rank
};

} // namespace archipelago
