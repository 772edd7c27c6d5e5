// The runs of a plan: points played with as many seeds as asked, into one store, each run once.
#pragma once

#include "reports/study_report.hpp"
#include "sim/cli/plan_stream.hpp"
#include "sim/cli/study_setup.hpp"

#include <memory>
#include <set>

namespace archipelago {

struct TriedPoint { MeasuredPoint measured; std::string refusal; };   // refusal: why it cannot be played

class PlanSession {
public:
  PlanSession(const StudyArguments& arguments, const Study& study, std::vector<std::string> figures);

  // In the same order. `what` is said on stderr before they are, unless empty. A point without a number gets one after all others.
  // Throws CommandError when interrupted.
  std::vector<TriedPoint> play(std::vector<StudyPoint> points, std::size_t seeds, const std::string& what);

  void watch(PlanStream* stream) { stream_ = stream; }        // told of every stage; may be null

  std::optional<double> failures_a_run(std::size_t number);   // slices lost, mean over seeds; absent where none are drawn, or the point was not played

  void number_from(std::size_t number) { next_number_ = number; }
  std::size_t runs() const { return asked_.size(); }          // of all points, played now or earlier
  std::size_t played() const { return played_; }
  std::size_t failed() const { return failed_; }
  Store& store();

private:
  const StudyArguments& arguments_;
  const Study& study_;
  std::vector<std::string> figures_;
  std::unique_ptr<Store> store_;
  PlanStream* stream_ = nullptr;
  std::vector<PlannedPoint> planned_;
  std::set<std::pair<std::string, std::uint64_t>> asked_;     // scenario and seed
  std::map<std::vector<std::string>, std::size_t> numbers_;   // of points that came without one, by their overrides
  std::size_t next_number_ = 1, played_ = 0, failed_ = 0;
};

} // namespace archipelago
