// The points of a study as runs: every point's scenario is read and checked before the first run is played.
#pragma once

#include "models/world.hpp"
#include "scenarios/studies/study.hpp"
#include "sim/study/store/store.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace archipelago {

struct PlannedPoint {
  StudyPoint point;
  ScenarioIdentity scenario;
  std::string hash;                           // of the world, as the result will name it
  std::vector<std::uint64_t> seeds;           // a closed form has one: there is no chance in it
  bool chance = true;
};

struct PointPlan {
  std::vector<PlannedPoint> points;
  std::size_t left_out = 0;                   // by constraints
  std::vector<std::string> problems;          // each distinct one with the points that have it; runs only if there are none
};

struct PlanOptions {
  std::filesystem::path catalogues;
  std::string program_version;
  std::function<void(const World&)> check = {};   // whether the world can be played; may throw
};

PointPlan plan_points(const Study& study, const std::vector<StudyPoint>& points, const PlanOptions& options);

} // namespace archipelago
