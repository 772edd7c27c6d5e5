#include "reports/forecast_json.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

namespace {

struct BreakdownKey { const char* key; Seconds StepBreakdown::* part; };
constexpr BreakdownKey breakdown_keys[] = {{"matrix_s", &StepBreakdown::matrix},       {"attention_s", &StepBreakdown::attention},
                                           {"pointwise_s", &StepBreakdown::pointwise}, {"launch_s", &StepBreakdown::launch},
                                           {"optimizer_s", &StepBreakdown::optimizer}, {"bubble_s", &StepBreakdown::bubble},
                                           {"tensor_s", &StepBreakdown::tensor},       {"context_s", &StepBreakdown::context},
                                           {"expert_s", &StepBreakdown::expert},       {"pipeline_s", &StepBreakdown::pipeline},
                                           {"sharded_s", &StepBreakdown::sharded},     {"data_s", &StepBreakdown::data}};

struct LayoutKey { const char* key; int Layout::* part; };
constexpr LayoutKey layout_keys[] = {{"tensor", &Layout::tensor},   {"pipeline", &Layout::pipeline}, {"virtual_stages", &Layout::virtual_stages},
                                     {"context", &Layout::context}, {"expert", &Layout::expert},     {"data", &Layout::data},
                                     {"micro_batch", &Layout::micro_batch}};

} // namespace

json forecast_to_json(const StepForecast* forecast, bool used) {
  json out = json::object();
  for (const char* key : {"step_time_s", "low", "high", "memory_bytes", "layout", "fits"}) out[key] = nullptr;
  if (!forecast) return out;
  out["step_time_s"] = forecast->step.value;
  out["low"] = forecast->low.value;
  out["high"] = forecast->high.value;
  out["memory_bytes"] = forecast->memory.value;
  out["available_bytes"] = forecast->available.value;
  out["fits"] = forecast->fits;
  out["used"] = used;
  out["why"] = forecast->why;
  out["efficiency"] = forecast->efficiency;
  out["efficiency_source"] = forecast->efficiency_source;
  out["framework"] = forecast->framework;
  out["profile"] = forecast->profile;
  out["measured"] = forecast->measured;
  json& layout = out["layout"] = json::object();
  for (const LayoutKey& each : layout_keys) layout[each.key] = forecast->layout.*each.part;
  layout["sharding"] = name_of(forecast->layout.sharding);
  layout["recompute"] = name_of(forecast->layout.recompute);
  for (const BreakdownKey& each : breakdown_keys) out["breakdown"][each.key] = (forecast->breakdown.*each.part).value;
  return out;
}

std::shared_ptr<const StepForecast> forecast_from_json(const json& predicted) {
  if (predicted.at("step_time_s").is_null()) return nullptr;
  auto out = std::make_shared<StepForecast>();
  const auto seconds = [](const json& holder, const char* key) { return Seconds(holder.at(key).get<double>()); };
  out->step = seconds(predicted, "step_time_s");
  out->low = seconds(predicted, "low");
  out->high = seconds(predicted, "high");
  out->memory = Bytes(predicted.at("memory_bytes").get<double>());
  out->available = Bytes(predicted.at("available_bytes").get<double>());
  predicted.at("fits").get_to(out->fits);
  predicted.at("why").get_to(out->why);
  predicted.at("efficiency").get_to(out->efficiency);
  predicted.at("efficiency_source").get_to(out->efficiency_source);
  predicted.at("framework").get_to(out->framework);
  predicted.at("profile").get_to(out->profile);
  predicted.at("measured").get_to(out->measured);
  const json &layout = predicted.at("layout"), &breakdown = predicted.at("breakdown");
  for (const LayoutKey& each : layout_keys) layout.at(each.key).get_to(out->layout.*each.part);
  out->layout.sharding = sharding_from(layout.at("sharding").get<std::string>()).value_or(Sharding::none);
  out->layout.recompute = recompute_from(layout.at("recompute").get<std::string>()).value_or(Recompute::none);
  for (const BreakdownKey& each : breakdown_keys) out->breakdown.*each.part = seconds(breakdown, each.key);
  return out;
}

} // namespace archipelago
