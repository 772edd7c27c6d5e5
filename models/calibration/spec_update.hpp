// Single measurements against a profile from a data sheet: products, collectives in a node, and whole steps.
//
// Every constant is believed within its band (beliefs.hpp); each measurement shifts the constants that its time consists of and
// narrows them. A step speaks about all of its parts at once, in proportion to their share, and most about what is known
// least: usually the efficiency of the framework. Profile and software as returned hold bands part by part, as if parts were
// independent; what a step says about their sum then narrows a prediction somewhat less than it could.
#pragma once

#include "models/calibration/few_products.hpp"
#include "models/workload/step/question.hpp"

#include <cstdint>

namespace archipelago {

// What was learned from one measurement, in words; or what could not be, and why.
struct Learned {
  std::string about;                          // "rate of bf16 matrix products: arithmetic 97 %, launch 3 %"; empty if refused
  double ratio = 1;                           // measured over predicted time, before
  std::optional<Refusal> refusal;
};

class SpecUpdate {
public:
  // Both as they are believed before any measurement. uncertainty: relative standard deviation of a measured time.
  SpecUpdate(AcceleratorProfile prior, Software software, double uncertainty);

  Learned learn(const GemmMeasurement& product);
  Learned learn(const CollectiveMeasurement& collective);   // all-reduce in one node
  // The question's profile and software are replaced by what is known now.
  Learned learn_step(const StepQuestion& asked, Seconds time);
  // What a table of one part's own timings would tell, for planning: only the part's shape dependence would be left.
  void suppose_measured(const std::string& part);

  const AcceleratorProfile& profile() const { return profile_; }   // as known now
  const Software& software() const { return software_; }
  const Beliefs& beliefs() const { return beliefs_; }        // three of every precision, then the other parts of steps
  const std::vector<GemmMeasurement>& products() const { return products_; }   // that were learned from
  static std::vector<std::string> parts_of_steps();          // names that suppose_measured takes

private:
  void observe(const std::vector<double>& weights, double log_ratio, double shape, const char* kind);
  void apply();
  std::size_t product_at(MathPrecision precision, ProductConstant constant) const;

  AcceleratorProfile prior_, profile_;
  Software prior_software_, software_;
  double uncertainty_;
  Beliefs beliefs_;
  std::vector<GemmMeasurement> products_;
  std::string basis_;
};

// The question with the profile and software that are known by now.
StepQuestion asked_of(const SpecUpdate& known, const StepQuestion& step);

} // namespace archipelago
