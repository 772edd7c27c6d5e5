#include "reports/result_json.hpp"

#include "reports/data_json.hpp"
#include "reports/forecast_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <system_error>

namespace archipelago {

using nlohmann::json;
using Pointer = json::json_pointer;

namespace {

json finite_or_null(double value) { return std::isfinite(value) ? json(value) : json(); }
double number_or_nan(const json& leaf) { return leaf.is_null() ? std::numeric_limits<double>::quiet_NaN() : leaf.get<double>(); }

// Writing and reading walk the same list of keys (visit_* below), so the two cannot drift apart.
class Writer {
public:
  explicit Writer(json& out) : out_(out) {}
  template <class T> void operator()(const char* key, const T& value) { out_[Pointer(key)] = value; }
  void operator()(const char* key, double value) { out_[Pointer(key)] = finite_or_null(value); }
  void operator()(const char* key, const std::optional<double>& value) {
    if (value) (*this)(key, *value);
    else out_[Pointer(key)] = nullptr;
  }
  void operator()(const char* key, const TimeShares& shares) {
    json& object = out_[Pointer(key)] = json::object();
    for (std::size_t i = 0; i < time_class_count; ++i) object[std::string(time_class_names[i])] = finite_or_null(shares[i]);
  }
  // Only where there is something to say: most scenarios have neither backbones nor background traffic.
  void if_known(const char* key, const std::optional<double>& value) {
    if (value) (*this)(key, *value);
  }
  template <class Items, class Visit> void each_if_any(const char* key, const Items& items, Visit visit) {
    if (!items.empty()) each(key, items, visit);
  }
  // As text: readers that keep numbers in doubles would lose its last digits.
  void hexadecimal(const char* key, std::uint64_t value) { out_[Pointer(key)] = fmt::format("{:016x}", value); }
  template <class Items, class Visit> void each(const char* key, const Items& items, Visit visit) {
    json& list = out_[Pointer(key)] = json::array();
    for (const auto& item : items) {
      Writer writer(list.emplace_back(json::object()));
      visit(writer, item);
    }
  }

private:
  json& out_;
};

class Reader {
public:
  explicit Reader(const json& in) : in_(in) {}
  template <class T> void operator()(const char* key, T& value) { in_.at(Pointer(key)).get_to(value); }
  void operator()(const char* key, double& value) { value = number_or_nan(in_.at(Pointer(key))); }
  void operator()(const char* key, std::optional<double>& value) {
    const json& leaf = in_.at(Pointer(key));
    value = leaf.is_null() ? std::nullopt : std::optional(leaf.get<double>());
  }
  void operator()(const char* key, TimeShares& shares) {
    const json& object = in_.at(Pointer(key));
    for (std::size_t i = 0; i < time_class_count; ++i) shares[i] = number_or_nan(object.at(std::string(time_class_names[i])));
  }
  void if_known(const char* key, std::optional<double>& value) {
    if (in_.contains(Pointer(key))) (*this)(key, value);
  }
  template <class Items, class Visit> void each_if_any(const char* key, Items& items, Visit visit) {
    if (in_.contains(Pointer(key))) each(key, items, visit);
  }
  void hexadecimal(const char* key, std::uint64_t& value) {
    const auto& digits = in_.at(Pointer(key)).get_ref<const std::string&>();
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + digits.size())
      throw json::other_error::create(501, std::string(key) + " is no hexadecimal number", &in_);
  }
  template <class Items, class Visit> void each(const char* key, Items& items, Visit visit) {
    for (const json& element : in_.at(Pointer(key))) {
      Reader reader(element);
      visit(reader, items.emplace_back());
    }
  }

private:
  const json& in_;
};

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
  Writer writer(shape);
  visit(writer, part);
  for (auto& group : shape)
    for (auto& leaf : group) leaf = nullptr;
  return shape;
}

}   // namespace

json to_json(const Result& result) {
  json seed = json::object();
  Writer writer(seed);
  visit_account(writer, result);
  if (!result.spares.empty()) writer.each("/spares", result.spares, visit_spares);
  if (result.quality) visit_quality(writer, *result.quality);
  else seed["quality"] = nulls_of(QualityResult{}, [](auto& visit, auto& quality) { visit_quality(visit, quality); })["quality"];
  if (result.cost) visit_cost(writer, *result.cost);
  else seed["cost"] = nulls_of(CostResult{}, [](auto& visit, auto& cost) { visit_cost(visit, cost); })["cost"];
  if (!result.data.empty()) seed["data"] = data_to_json(result.data);
  if (!result.faults.empty()) Writer(seed).each("/faults", result.faults, visit_fault);
  for (std::size_t m = 0; m < result.learners.size(); ++m)
    seed["learners"][m]["predicted"] = forecast_to_json(result.learners[m].predicted.get(), result.learners[m].step_time_predicted);
  return seed;
}

Result result_from_json(const json& seed) {
  Result result;
  Reader reader(seed);
  visit_account(reader, result);
  if (seed.contains("data")) result.data = data_from_json(seed.at("data"));
  if (seed.contains("spares")) reader.each("/spares", result.spares, visit_spares);
  if (seed.contains("faults")) Reader(seed).each("/faults", result.faults, visit_fault);
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
