#include "reports/result_json.hpp"

#include "reports/data_json.hpp"
#include "reports/forecast_json.hpp"
#include "reports/json_visitors.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

namespace {

const auto visit_learner = [](auto& visit, auto& learner) {
  visit("/name", learner.name);
  visit("/site", learner.site);
  visit("/accelerators", learner.accelerators);
  visit("/allocated_s", learner.allocated_s);
  visit("/steps", learner.steps);
  visit("/tokens", learner.tokens);
  visit("/goodput", learner.goodput);
  visit("/time_shares", learner.time_shares);
  visit("/failures", learner.failures);
  visit("/step_time_s/mean", learner.step_time_mean_s);
  visit("/step_time_s/p50", learner.step_time_p50_s);
  visit("/step_time_s/p99", learner.step_time_p99_s);
};

const auto visit_site = [](auto& visit, auto& site) {
  visit("/name", site.name);
  visit("/time_shares", site.time_shares);
  visit("/cost_usd", site.cost_usd);
  visit("/energy_kwh", site.energy_kwh);
  visit("/carbon_kg", site.carbon_kg);
};

const auto visit_link = [](auto& visit, auto& link) {
  visit("/name", link.name);
  visit("/from", link.from);
  visit("/to", link.to);
  visit("/bytes", link.bytes);
  visit("/mean_bps", link.mean_bps);
  visit("/peak_bps", link.peak_bps);
  visit("/utilization", link.utilization);
  visit.if_known("/background_bytes", link.background_bytes);
};

const auto visit_background = [](auto& visit, auto& others) {
  visit("/name", others.name);
  visit("/kind", others.kind);
  visit("/bytes", others.bytes);
  visit("/mean_bps", others.mean_bps);
  visit("/transfers", others.transfers);
  visit.if_known("/transfer_s/mean", others.transfer_mean_s);   // absent while none has ended
};

const auto visit_spares = [](auto& visit, auto& pool) {
  visit("/name", pool.pool);
  visit("/spares", pool.spares);
  visit("/accelerators", pool.accelerators);
  visit("/idle_mean", pool.idle_mean);
  visit("/requests", pool.requests);
  visit("/waited_share", pool.waited_share);
  visit("/nodes_down/mean", pool.down_mean);
  visit("/nodes_down/p50", pool.down_p50);
  visit("/nodes_down/p95", pool.down_p95);
  visit("/nodes_down/p99", pool.down_p99);
  visit("/nodes_down/max", pool.down_max);
};

const auto visit_fault = [](auto& visit, auto& fault) {
  visit("/name", fault.name);
  visit("/count", fault.count);
  visit("/seconds", fault.seconds);
};

template <class Visit, class Syncer> void visit_syncer(Visit& visit, Syncer& syncer) {
  visit("/syncer/rounds", syncer.rounds);
  visit("/syncer/contributors/mean", syncer.contributors_mean);
  visit("/syncer/contributors/histogram", syncer.contributors_histogram);
  visit("/syncer/quorum_wait_s", syncer.quorum_wait_s);
  visit("/syncer/grace_s", syncer.grace_s);
  visit("/syncer/sync_s/mean", syncer.sync_mean_s);
  visit("/syncer/sync_s/p50", syncer.sync_p50_s);
  visit("/syncer/sync_s/p99", syncer.sync_p99_s);
  visit("/syncer/sync_s/max", syncer.sync_max_s);
  visit("/syncer/staleness_steps/mean", syncer.staleness_mean_steps);
  visit("/syncer/staleness_steps/p99", syncer.staleness_p99_steps);
  visit("/syncer/weight_share", syncer.weight_share);
}

template <class Visit, class Quality> void visit_quality(Visit& visit, Quality& quality) {
  visit("/quality/token_efficiency", quality.token_efficiency);
  visit("/quality/effective_tokens", quality.effective_tokens);
  visit("/quality/loss", quality.loss);
  visit("/quality/delta_vs_data_parallel", quality.delta_vs_data_parallel);
  visit("/quality/valid", quality.valid);
  visit("/quality/tokens_to_equal_loss", quality.tokens_to_equal_loss);
  visit("/quality/time_to_equal_loss_s", quality.time_to_equal_loss_s);
}

template <class Visit, class Cost> void visit_cost(Visit& visit, Cost& cost) {
  visit("/cost/total_usd", cost.total_usd);
  visit("/cost/per_million_tokens_usd", cost.per_million_tokens_usd);
  visit("/cost/per_million_effective_tokens_usd", cost.per_million_effective_tokens_usd);
  visit("/cost/per_useful_accelerator_hour_usd", cost.per_useful_accelerator_hour_usd);
  visit("/cost/to_target_usd", cost.to_target_usd);
  visit("/cost/to_equal_loss_usd", cost.to_equal_loss_usd);
  visit.each("/cost/ledger", cost.ledger, [](auto& line, auto& entry) {
    line("/item", entry.item);
    line("/unit", entry.unit);
    line("/quantity", entry.quantity);
    line("/unit_price_usd", entry.unit_price_usd);
    line("/amount_usd", entry.amount_usd);
    line("/service_category", entry.service_category);
    line("/pricing_category", entry.pricing_category);
    line("/provider", entry.provider);
    line("/price_date", entry.price_date);
    line("/price_grade", entry.price_grade);
  });
}

template <class Visit, class Account> void visit_account(Visit& visit, Account& result) {
  visit("/seed", result.seed);
  visit("/engine/fidelity", result.fidelity);
  visit("/engine/events", result.events);
  visit("/engine/activities", result.activities);
  visit("/engine/wall_s", result.wall_s);
  visit.hexadecimal("/engine/fingerprint", result.fingerprint);
  visit("/horizon_s", result.horizon_s);
  visit("/tokens", result.tokens);
  visit("/tokens_per_s", result.tokens_per_s);
  visit("/time_to_target_s", result.time_to_target_s);
  visit("/steps", result.steps);
  visit("/outer_steps", result.outer_steps);
  visit("/goodput", result.goodput);
  visit("/system_uptime", result.system_uptime);
  visit("/compute_utilization", result.compute_utilization);
  visit("/mfu", result.mfu);
  visit("/time_shares", result.time_shares);
  visit.each("/learners", result.learners, visit_learner);
  visit.each("/sites", result.sites, visit_site);
  visit.each("/links", result.links, visit_link);
  visit.each_if_any("/backbones", result.backbones, visit_link);
  visit.each_if_any("/background", result.background, visit_background);
  visit_syncer(visit, result.syncer);
  visit("/energy/kwh", result.energy_kwh);
  visit("/energy/joule_per_token", result.joule_per_token);
  visit("/carbon/kg", result.carbon_kg);
  visit.each("/flags", result.flags, [](auto& entry, auto& flag) { entry("/key", flag.key), entry("/reason", flag.reason); });
  visit.each("/unknown", result.unknown, [](auto& entry, auto& item) { entry("/key", item.key), entry("/needs", item.needs); });
}

// The keys of a part that is not known, each null.
template <class Part, class Visit> json nulls_of(Part part, Visit visit) {
  json shape = json::object();
  JsonWriter writer(shape);
  visit(writer, part);
  for (auto& group : shape)
    for (auto& leaf : group) leaf = nullptr;
  return shape;
}

}   // namespace

json to_json(const Result& result) {
  json seed = json::object();
  JsonWriter writer(seed);
  visit_account(writer, result);
  if (!result.spares.empty()) writer.each("/spares", result.spares, visit_spares);
  if (result.quality) visit_quality(writer, *result.quality);
  else seed["quality"] = nulls_of(QualityResult{}, [](auto& visit, auto& quality) { visit_quality(visit, quality); })["quality"];
  if (result.cost) visit_cost(writer, *result.cost);
  else seed["cost"] = nulls_of(CostResult{}, [](auto& visit, auto& cost) { visit_cost(visit, cost); })["cost"];
  if (!result.data.empty()) seed["data"] = data_to_json(result.data);
  if (!result.faults.empty()) writer.each("/faults", result.faults, visit_fault);
  for (std::size_t m = 0; m < result.learners.size(); ++m)
    seed["learners"][m]["predicted"] = forecast_to_json(result.learners[m].predicted.get(), result.learners[m].step_time_predicted);
  return seed;
}

Result result_from_json(const json& seed) {
  Result result;
  JsonReader reader(seed);
  visit_account(reader, result);
  if (seed.contains("data")) result.data = data_from_json(seed.at("data"));
  if (seed.contains("spares")) reader.each("/spares", result.spares, visit_spares);
  if (seed.contains("faults")) reader.each("/faults", result.faults, visit_fault);
  if (!seed.at("quality").at("valid").is_null()) visit_quality(reader, result.quality.emplace());
  if (!seed.at("cost").at("ledger").is_null()) visit_cost(reader, result.cost.emplace());
  for (std::size_t m = 0; m < result.learners.size(); ++m) {
    const json& predicted = seed.at("learners").at(m).at("predicted");
    result.learners[m].predicted = forecast_from_json(predicted);
    result.learners[m].step_time_predicted = predicted.value("used", false);
  }
  return result;
}

}   // namespace archipelago
