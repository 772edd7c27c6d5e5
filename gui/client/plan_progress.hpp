// How a search of `plan --stream` goes (records: sim/cli/plan_stream.hpp): points put to the closed form, stages and their runs, what was measured.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace archipelago::gui {

struct PlanStage {
  QString what;
  std::int64_t runs = 0, cached = 0, ended = 0;
  double share = 0;
};

struct PlanProgress {
  std::int64_t screened = 0, points = 0;
  std::vector<PlanStage> stages;              // the last is under way
  std::vector<std::shared_ptr<const nlohmann::json>> measured;

  void take(const std::string& kind, nlohmann::json& record);   // kinds that no plan sends are left alone
};

} // namespace archipelago::gui
