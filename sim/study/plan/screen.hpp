// Every point of a plan's design read, checked and put to the closed form; what cannot be played or may not be is counted with its reason.
//
// A mistake that some points have (a quorum above the number of learners) leaves those points out; one that all points have is the study's
// own, and its problems are given back.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"
#include "sim/study/plan/question.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct ScreenOptions {
  std::filesystem::path catalogues;
  std::function<Result(const World&)> closed_form;              // with quality and costs; may throw
  std::function<void(const World&)> check = {};                 // whether the world can be played; may throw
  std::function<bool(std::size_t done)> go_on = {};             // asked after every point; false: stop
  std::size_t needed = 1;                     // figures, from the first: a point without one that others have is left out
};

struct RefusedPoints { std::string reason; std::size_t points = 0; };

struct ScreenedDesign {
  std::vector<Candidate> candidates;          // in the order of the design
  std::size_t left_out = 0;                   // by `where`
  std::vector<RefusedPoints> refused;               // the most frequent first
  std::vector<std::string> problems;          // of the study itself: no point can be played
  std::vector<std::uint64_t> seeds;           // of the first candidate's scenario, where the study has none of its own
  bool chance = true;                         // false: all are played in closed form
  bool interrupted = false;
};

ScreenedDesign screen_points(const Study& study, const std::vector<StudyPoint>& points, const std::vector<std::string>& figures, const ScreenOptions& options);

// Why a world does not keep to what is required of it beside figures; absent: it does.
std::optional<std::string> refusal_of(const World& world, const Requirements& requirements);

// The figures of a result by key; NaN where it has none.
std::vector<double> figures_of(const Result& result, const std::vector<std::string>& figures);

} // namespace archipelago
