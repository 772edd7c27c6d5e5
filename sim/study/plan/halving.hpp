// Successive halving (Jamieson & Talwalkar 2016) under common random numbers, over what a closed form leaves in the race.
//
//   first rung   pilots spread over the closed form's order, one seed each; the closed form is put right by them (forecast.hpp); then the best
//                forecasts in four parts, put right after each; points whose forecast surely misses a limit or is surely behind are not played
//   next rungs   2, 4, 8 ... seeds, the last with all; half as many points each time, those that may still win (standing.hpp) and the front
//
// Every rung plays the seeds of the one before and as many again, so a point's differences stay paired and nothing is played twice. The
// horizon is the scenario's at every rung: a short one holds fewer failures and would prefer what suffers when they come; more seeds
// are what a point that does well gets. All choices follow from results alone.
#pragma once

#include "sim/study/plan/forecast.hpp"
#include "sim/study/plan/question.hpp"
#include "sim/study/plan/standing.hpp"

#include <functional>
#include <vector>

namespace archipelago {

// Plays candidates with the first `seeds` seeds of the study; gives their figures in the same order.
using PlayCandidates = std::function<std::vector<MeasuredPoint>(const std::vector<std::size_t>& candidates, std::size_t seeds)>;

struct HalvingOptions {
  std::size_t seeds = 8;                      // of the last rung
  std::size_t most_runs = 1000;               // of all rungs
  std::size_t finalists = 8;                  // in the last rung at least, if the runs allow
};

struct Rung {
  std::size_t seeds = 0, points = 0, runs = 0, contenders = 0;   // contenders: after it, that may still win
};

struct Unplayed { std::size_t misses = 0, behind = 0, open = 0; };   // why a candidate was not played: open where runs were lacking

struct Halving {
  std::vector<Rung> rungs;
  Played played;                              // every candidate that was, with the most seeds that it has
  std::vector<std::size_t> finalists;         // with all seeds, in the order of the standings
  std::size_t pilots = 0;
  Unplayed unplayed;
  std::vector<std::pair<double, bool>> spreads;   // per figure of the question: what forecasts are off by, and whether that is a ratio
};

std::size_t first_rung_points(const HalvingOptions& options);    // as many as the runs allow
Halving run_halving(const PlanQuestion& question, const std::vector<Candidate>& candidates, const HalvingOptions& options, const PlayCandidates& play);

} // namespace archipelago
