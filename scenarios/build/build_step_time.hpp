// A learner's step time: as given, predicted from its kernels and layout, or from its accelerator's MFU, in this order.
//
// It is predicted where the model has all its dimensions, unless the scenario itself gives the accelerator's mfu.
#pragma once

#include "scenarios/build/forecasts.hpp"

namespace archipelago {

class StepTimes {
public:
  StepTimes(const Surroundings& surroundings, World& world) : surroundings_(surroundings), world_(world), forecasts_(surroundings, world) {}

  void build(const Part& part, std::size_t index, Learner& learner);   // sets step_time and predicted

private:
  void derive(const Part& part, const Forecast& forecast, Learner& learner) const;
  void take(const Part& part, Learner& learner) const;
  void note(const Part& part, const Forecast& forecast, const Learner& learner);

  const Surroundings& surroundings_;
  World& world_;
  Forecasts forecasts_;
};

} // namespace archipelago
