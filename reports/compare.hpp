// Designs side by side under the same seeds: values with intervals, and paired differences to the first design.
//
// Seed i gives every design the same failures and jitter, so the difference is taken seed by seed,
//   d_i = x_i(design) − x_i(first),   interval of mean(d) by Student's t with n − 1 degrees of freedom, 90 %,
// which is narrower than what two separate intervals suggest. Seeds that not both designs finished are left out.
#pragma once

#include "models/result.hpp"
#include "reports/figures.hpp"
#include "reports/reading.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct Design {
  std::string name;              // protocol or scenario
  std::vector<Result> results;   // one per finished seed
};

enum class Verdict {
  not_compared,    // the first design, or a figure that one side does not know
  one_seed,        // a difference without an interval
  no_difference,   // the interval of the difference includes 0
  differs,
};

struct ComparedValue {
  std::optional<FigureReading> value;
  std::optional<FigureReading> difference;   // to the first design, in the figure's unit
  Verdict verdict = Verdict::not_compared;
};

struct ComparedFigure {
  const Figure* figure = nullptr;
  std::vector<ComparedValue> values;   // one per design
};

struct Comparison {
  std::vector<std::string> designs;
  std::vector<std::size_t> pairs;   // seeds shared with the first design
  std::vector<ComparedFigure> figures;
};

// Headline figures, and the time classes in which any design spends time.
Comparison compare(const std::vector<Design>& designs);

nlohmann::json to_json(const Comparison& comparison);

}   // namespace archipelago
