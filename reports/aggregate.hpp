// Several seeds of one scenario become one account: every numeric leaf x_1 … x_n turns into
//   {mean, ci90: [lo, hi], p10, p50, p90, n},   ci90 = mean ± t(0.95, n−1) · s / √n   (Student, two-sided 90 %).
//
// What describes the world rather than its outcome (accelerators, unit prices) stays a number. Histograms become the
// mean count of each bin. Lists of learners, sites, links and ledger lines are joined by name. A leaf that only some
// seeds have is over those seeds (n says how many) and is flagged.
// Valid for independent seeds; the interval covers chance between seeds, not the error of the model.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace archipelago {

// Input: `to_json(Result)` of each seed. One seed stays plain numbers; `seed` becomes the list `seeds` either way.
nlohmann::json aggregate(const std::vector<nlohmann::json>& seeds);

}   // namespace archipelago
