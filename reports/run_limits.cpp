#include "reports/run_limits.hpp"

#include "models/units.hpp"
#include "reports/data_limits.hpp"
#include "reports/quantity_text.hpp"
#include "reports/reading.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr double nearly_full_link = 0.8;   // mean use of a link above which its bandwidth itself is the likely limit

struct Extreme {
  const json* element = nullptr;
  double value = 0;
};

std::optional<Extreme> largest(const json& list, const char* key, double sign = 1) {
  std::optional<Extreme> best;
  for (const json& element : list)
    if (const auto reading = reading_at(element, key); reading && (!best || sign * reading->value > sign * best->value))
      best = Extreme{&element, reading->value};
  return best;
}

std::string name_of(const json& element, const Terminal& terminal) { return printable(text_at(element, "name"), terminal); }

std::vector<Statement> busiest_link(const json& document, const Terminal& terminal) {
  const auto busiest = largest(document.at("links"), "utilization");
  if (!busiest) return {};
  const bool full = busiest->value >= nearly_full_link;
  return {
      {fmt::format(
           "The busiest link direction is {} from {} to {}, used {} in the mean: {}.", name_of(*busiest->element, terminal),
           printable(text_at(*busiest->element, "from"), terminal), printable(text_at(*busiest->element, "to"), terminal),
           quantity_text(busiest->value, "share"),
           full
               ? "its bandwidth limits the run"
               : "it can carry the volume, so the wait is for single transfers (their rate, latency and overlap with computing)"),
       {"links[].utilization"}}};
}

std::vector<Statement> synchronization(const json& document) {
  const auto mean = reading_at(document, "syncer.sync_s.mean"), p99 = reading_at(document, "syncer.sync_s.p99");
  if (!mean || !p99 || mean->value == 0) return {};
  return {{fmt::format("A synchronization takes {} in the mean and {} at the 99th percentile.", quantity_text(mean->value, "s"),
                       quantity_text(p99->value, "s")),
           {"syncer.sync_s.mean", "syncer.sync_s.p99"}}};
}

std::vector<Statement> quorum(const json& document) {
  const auto wait = reading_at(document, "syncer.quorum_wait_s"), grace = reading_at(document, "syncer.grace_s");
  const auto contributors = reading_at(document, "syncer.contributors.mean");
  if (!wait || !grace || !contributors) return {};
  return {{fmt::format("A round waits {} for its quorum and then {} of grace; {} of {} learners contribute.",
                       quantity_text(wait->value, "s"), quantity_text(grace->value, "s"),
                       number_text(contributors->value, scale_for(contributors->value, "")), document.at("learners").size()),
           {"syncer.quorum_wait_s", "syncer.grace_s", "syncer.contributors.mean"}}};
}

std::vector<Statement> lost_slices(const json& document) {
  double lost = 0, held = 0, wasted = 0;   // slices; accelerator-seconds
  for (const json& learner : document.at("learners")) {
    const auto failed = reading_at(learner, "failures"), time = reading_at(learner, "allocated_s"),
               size = reading_at(learner, "accelerators");
    if (!failed || !time || !size) return {};
    lost += failed->value;
    held += time->value * size->value;
  }
  for (const char* share : {"detect", "downscale", "upscale", "restart", "recovery_transfer", "lost_work", "degraded", "offline"})
    wasted += held * reading_at(document.at("time_shares"), share).value_or(FigureReading{}).value;
  if (lost == 0) return {};
  return {{fmt::format("{} slices were lost; failures and what follows them took {} of accelerator time for each.",
                       number_text(lost, scale_for(lost, "slices")), quantity_text(wasted / lost, "s")),
           {"learners[].failures", "learners[].allocated_s", "time_shares.offline", "time_shares.degraded",
            "time_shares.lost_work"}}};
}

std::vector<Statement> joined(std::vector<Statement> first, std::vector<Statement> second) {
  for (Statement& statement : second) first.push_back(std::move(statement));
  return first;
}

}   // namespace

std::vector<Statement> step_time_statement(const json& document, const Terminal& terminal) {
  const auto slowest = largest(document.at("learners"), "step_time_s.mean"),
             fastest = largest(document.at("learners"), "step_time_s.mean", -1);
  if (!slowest || !fastest) return {};
  const std::string slow = quantity_text(slowest->value, "s"), fast = quantity_text(fastest->value, "s");
  const std::string text = slow == fast
                               ? fmt::format("Every learner's step computes for {} in the mean.", slow)
                               : fmt::format("Steps compute for {} in the mean at {} and {} at {}.", slow,
                                             name_of(*slowest->element, terminal), fast, name_of(*fastest->element, terminal));
  return {{text, {"learners[].step_time_s.mean"}}};
}

std::vector<Statement> limits_behind(TimeClass loss, const json& document, const Terminal& terminal) {
  switch (loss) {
  case TimeClass::exposed_communication:
    return joined(busiest_link(document, terminal), synchronization(document));
  case TimeClass::quorum_wait:
    return joined(quorum(document), step_time_statement(document, terminal));
  case TimeClass::straggler_wait:
    return step_time_statement(document, terminal);
  case TimeClass::recovery_transfer:
    return joined(lost_slices(document), busiest_link(document, terminal));
  case TimeClass::detect:
  case TimeClass::downscale:
  case TimeClass::upscale:
  case TimeClass::restart:
  case TimeClass::lost_work:
  case TimeClass::degraded:
  case TimeClass::offline:
    return lost_slices(document);
  case TimeClass::data_wait:
    return data_limits(document, terminal);
  case TimeClass::compute:
  case TimeClass::checkpoint:
    return {};
  }
  return {};
}

}   // namespace archipelago
