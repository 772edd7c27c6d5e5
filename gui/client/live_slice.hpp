// What a seed did between two records of its progress ("live" records: sim/cli/announcer.hpp).
#pragma once

#include "models/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace archipelago::gui {

struct LiveSlice {
  double from = 0, to = 0;                    // simulated seconds
  std::vector<std::array<float, time_class_count>> learners;   // seconds by class
  std::int64_t merged = 0;                    // rounds
  std::optional<double> contributors, quorum_wait_s, grace_s;  // means over them
};

std::optional<LiveSlice> read_live(const nlohmann::json& record);   // nothing: its fields are not those of one

} // namespace archipelago::gui
