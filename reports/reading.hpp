// One figure as read from a result: a plain number (one seed) or a mean with its 90 % interval (several).
//
// Keys are written as in `explain` and `unknown`: dots between names, [] for the elements of a list
// ("learners[].step_time_s.mean"). Inside one element the key is relative ("step_time_s.mean").
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace archipelago {

struct FigureReading {
  double value = 0;                                    // the mean when there are several seeds
  std::optional<std::pair<double, double>> interval;   // 90 %, of the mean
  int n = 1;                                           // seeds behind it
};

// Absent when the leaf is missing, null or no figure.
std::optional<FigureReading> reading_of(const nlohmann::json& leaf);
std::optional<FigureReading> reading_at(const nlohmann::json& object, std::string_view dotted_key);

// True for {mean, ci90, …}: a leaf of the key tree although it is a JSON object.
bool is_interval(const nlohmann::json& leaf);

nlohmann::ordered_json reading_json(const std::optional<FigureReading>& reading);   // {mean, ci90, n}, or null

std::string text_at(const nlohmann::json& object, std::string_view dotted_key);   // empty when absent or no string

}   // namespace archipelago
