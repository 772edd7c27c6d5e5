// What a plan asks, as lines that a user edits: axes, what must hold, what is set at every point, what is best. From a study file, to
// one, and as the arguments of `plan`.
#pragma once

#include <QString>
#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace archipelago::gui {

struct PlanRequest {
  QString name, scenario;                     // scenario: path, as far as a study file names one
  QString goal;                               // "min cost.to_equal_loss_usd"
  QString design = QStringLiteral("grid");
  QStringList axes, settings, where, limits;  // as after --vary, --set, --where, --require
  std::uint64_t first_seed = 1;
  int seeds = 4;
};

struct PlanRequestReading { std::optional<PlanRequest> request; QString problem; };   // one of the two
PlanRequestReading read_plan_request(const QString& file);

// All faults at once, each with the nearest name; else how many points there are.
struct PlanVerdict { QStringList faults; std::size_t points = 0; };
PlanVerdict check(const PlanRequest& request);

QStringList plan_arguments(const PlanRequest& request);          // beside file and store
std::string study_text(const PlanRequest& request);              // of a sound request, as a study file
std::vector<std::string> overrides_of(const PlanRequest& request, std::int64_t number);   // of a point of the design; empty: there is none

} // namespace archipelago::gui
