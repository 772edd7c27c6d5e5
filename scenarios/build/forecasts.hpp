// Predicted steps of a scenario's learners. Learners that are alike share one search.
#pragma once

#include "models/workload/step/forecast.hpp"
#include "scenarios/build/build_layout.hpp"
#include "scenarios/build/platforms.hpp"

#include <map>
#include <memory>
#include <string>

namespace archipelago {

struct Forecast {
  std::shared_ptr<const StepForecast> step;   // null where there is none
  std::string needs;                          // what a prediction would need, if that is why
  bool faulty = false;                        // a finding was made, or must be made with `needs`
};

class Forecasts {
public:
  Forecasts(const Surroundings& surroundings, World& world) : surroundings_(surroundings), world_(world), platforms_(surroundings) {}

  // Adds to the World's flags what a reader must know of a prediction.
  Forecast of(const Part& part, std::size_t index, const Learner& learner);

private:
  std::string missing(const Learner& learner) const;   // empty if nothing is
  std::string uneven() const;                 // why the batch is not a number of whole sequences; empty if it is
  std::shared_ptr<const StepForecast> predict(const Part& part, const AcceleratorOrigin& origin, const Learner& learner,
                                              const ProfileFile& platform, const LayoutWish& wish);
  void flag(const Learner& learner, const AcceleratorProfile& profile, const StepForecast& forecast);
  void add_flag(std::string reason);

  const Surroundings& surroundings_;
  World& world_;
  Platforms platforms_;
  std::map<std::string, std::shared_ptr<const StepForecast>> known_;
};

bool has_all_dimensions(const Model& model);

} // namespace archipelago
