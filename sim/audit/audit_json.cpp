#include "sim/audit/audit_json.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

namespace {

template <class Value> json or_null(const std::optional<Value>& value) { return value ? json(value->value) : json(); }

json shares_of(const UseShares& shares) {
  json object = json::object();
  for (std::size_t use = 0; use < time_use_count; ++use) object[std::string(time_use_names[use])] = shares[use];
  return object;
}

json file_entry(const AuditedFile& file) {
  json problems = json::array();
  for (const ReadProblem& problem : file.report.problems) problems.push_back({{file.report.by_line ? "line" : "byte", problem.place}, {"what", problem.what}});
  return {{"file", file.path},           {"format", file.report.facts.format}, {"events", file.report.events}, {"skipped", file.report.skipped},
          {"complete", file.report.complete}, {"problems", problems},          {"problem_count", file.report.problem_count}};
}

json rank_entry(const RankAccount& rank) {
  UseShares shares{};
  for (std::size_t use = 0; use < time_use_count; ++use) shares[use] = rank.observed.value > 0 ? rank.times[use] / rank.observed : 0;
  json lengths = json::array();
  for (const StepAccount& step : rank.steps) lengths.push_back(step.length.value);
  constexpr const char* sources[] = {"marked", "rhythm", "none"};
  return {{"rank", rank.rank}, {"file", rank.file}, {"observed_s", rank.observed.value}, {"time_shares", shares_of(shares)},
          {"steps_from", sources[static_cast<std::size_t>(rank.steps_from)]}, {"step_times_s", lengths}};
}

json kernel_entry(const KernelClassUse& use) {
  return {{"class", name_of(use.activity)}, {"count", use.total.count},          {"time_s", use.total.time.value},
          {"share_of_device", use.share_of_device}, {"flops_per_s", or_null(use.rate)}, {"bytes_per_s", or_null(use.bandwidth)},
          {"share_of_peak", use.of_peak ? json(*use.of_peak) : json()}};
}

json named_kernels(const std::vector<RankAccount>& ranks, std::vector<NamedKernel> RankAccount::* list) {
  json names = json::array();
  for (const NamedKernel& kernel : ranks.front().*list)
    names.push_back({{"name", kernel.name}, {"class", name_of(kernel.activity)}, {"count", kernel.count}, {"time_s", kernel.time.value}});
  return names;
}

json steps_entry(const AuditedSteps& steps) {
  if (steps.count == 0) return nullptr;
  return {{"count", steps.count},     {"mean_s", steps.mean.value}, {"cv", steps.cv},           {"p10_s", steps.p10.value},
          {"p50_s", steps.p50.value}, {"p90_s", steps.p90.value},   {"p99_s", steps.p99.value}, {"max_s", steps.longest.value}};
}

} // namespace

json audit_document(const AuditAnswer& answer) {
  const Audit& audit = answer.audit;
  json document{{"format", "archipelago-audit/1"}, {"files", json::array()}, {"ranks", json::array()}, {"kernels", json::array()}};
  for (const AuditedFile& file : answer.files) document["files"].push_back(file_entry(file));
  for (const RankAccount& rank : audit.ranks) document["ranks"].push_back(rank_entry(rank));
  for (const KernelClassUse& use : audit.kernels) document["kernels"].push_back(kernel_entry(use));
  document["device"] = answer.device_name.empty() ? json() : json(answer.device_name);
  document["accelerator"] = answer.accelerator ? json{{"name", answer.accelerator->name}, {"guessed", answer.accelerator_guessed}} : json();
  document["world_size"] = answer.world_size;
  document["time_shares"] = shares_of(audit.shares);
  document["communication_overlapped"] = audit.overlapped;
  document["step_time"] = steps_entry(audit.steps);
  document["bottleneck"] = {{"what", name_of(audit.bottleneck.use)},
                            {"share", audit.bottleneck.share},
                            {"speed_up_without", audit.bottleneck.speed_up},
                            {"kernels", audit.bottleneck.kernels ? json(name_of(*audit.bottleneck.kernels)) : json()}};
  document["stragglers"] = audit.stragglers.steps == 0 ? json()
                                                       : json{{"ranks", audit.stragglers.ranks},
                                                              {"steps", audit.stragglers.steps},
                                                              {"cost", audit.stragglers.cost},
                                                              {"slowest_rank", audit.stragglers.slowest_rank},
                                                              {"slowest_excess", audit.stragglers.slowest_excess},
                                                              {"slowest_in_share_of_steps", audit.stragglers.slowest_share},
                                                              {"because", name_of(audit.stragglers.slowest_because)}};
  document["longest_kernels"] = named_kernels(audit.ranks, &RankAccount::longest);
  document["unmatched_kernels"] = named_kernels(audit.ranks, &RankAccount::longest_unmatched);
  document["notes"] = answer.notes;
  return document;
}

} // namespace archipelago
