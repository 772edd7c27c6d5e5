// Where points lie on the axes of a study, as numbers that a linear fit can use.
//
// An axis with at most 12 values among the points: one number per value but the first, 1 where the point has it. With more values:
// its place among them in [0,1], and the square of that. Axes with one value have no numbers.
#pragma once

#include "scenarios/studies/study.hpp"

#include <vector>

namespace archipelago {

std::vector<std::vector<double>> axis_features(const Study& study, const std::vector<const StudyPoint*>& points);

} // namespace archipelago
