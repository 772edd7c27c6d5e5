// A study that decides as it goes which points to play next; all of them go into one store.
#pragma once

#include "reports/study_report.hpp"
#include "sim/cli/study_setup.hpp"

#include <memory>

namespace archipelago {

class StudySession {
public:
  StudySession(const StudyArguments& arguments, Study study);

  const Study& study() const { return study_; }

  // Plays what the store lacks of these points and gives their figures in the same order; a point that constraints leave out has
  // none. Numbers are given here. Throws CommandError when interrupted, or with everything that is wrong with a point.
  std::vector<MeasuredPoint> measure(std::vector<StudyPoint> points, const std::vector<std::string>& figures);

  std::size_t points() const { return planned_.size(); }
  std::size_t failed() const { return failed_; }

private:
  const StudyArguments& arguments_;
  Study study_;
  std::unique_ptr<Store> store_;
  std::vector<PlannedPoint> planned_;
  std::size_t next_number_ = 1, failed_ = 0;
};

} // namespace archipelago
