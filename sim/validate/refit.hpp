// Finding a table's fitted constants anew, from event simulation, on the rows named as fitted and no others.
//
// Compass search on the RMS error of one series: one step up and down in each constant, move to the best, else halve the step;
// all runs have the scenario's seed, so candidates meet the same random draws. Constants of an earlier series stay in force
// for the later ones (the restart of Table 1 is fitted with the step and pause found before).
#pragma once

#include "sim/validate/published_table.hpp"
#include "sim/validate/runs.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace archipelago {

struct CompassSearch {
  std::vector<double> start, reach;   // of each constant; all stay positive
  double smallest = 0.01;             // ends when the steps are this share of the first ones
};

// All candidates of one round at once; absent: interrupted.
using Errors = std::function<std::optional<std::vector<double>>(const std::vector<std::vector<double>>& candidates)>;

struct CompassPoint {
  std::vector<double> constants;
  double error = 0;
};
std::optional<CompassPoint> least_error(const CompassSearch& search, const Errors& errors);

// Prints what it finds; 0, or 130 when interrupted. Throws TableError when the table has nothing to fit.
int refit_table(const PublishedTable& table, Runs& runs);

}   // namespace archipelago
