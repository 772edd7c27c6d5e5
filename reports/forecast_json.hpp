// learners[].predicted of a result: one learner's forecast as JSON, and back.
#pragma once

#include "models/workload/step/forecast.hpp"

#include <nlohmann/json_fwd.hpp>

#include <memory>

namespace archipelago {

// Without a forecast the keys that every result has, all null. `used`: the run took its step time from it.
nlohmann::json forecast_to_json(const StepForecast* forecast, bool used);
std::shared_ptr<const StepForecast> forecast_from_json(const nlohmann::json& predicted);   // null where nothing was predicted

} // namespace archipelago
