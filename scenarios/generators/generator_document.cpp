// From the laws to their document.
#include "scenarios/generators/generator_file.hpp"

#include "models/failures/traces/trace_kind.hpp"
#include "scenarios/format/quantity.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::ordered_json;

namespace {

double rounded(double value) { return std::stod(fmt::format("{:.4g}", value)); }
std::string time(Seconds value) { return rounded_text({UnitKind::time, value.value}); }

ordered_json law_object(const Law& law) {
  switch (law.kind) {
  case Law::Kind::constant: return {{"law", "constant"}, {"value", time(law.scale)}};
  case Law::Kind::exponential: return {{"law", "exponential"}, {"mean", time(law.scale)}};
  case Law::Kind::weibull: return {{"law", "weibull"}, {"scale", time(law.scale)}, {"shape", rounded(law.shape)}};
  case Law::Kind::lognormal: return {{"law", "lognormal"}, {"median", time(law.scale)}, {"sigma", rounded(law.shape)}};
  case Law::Kind::exponentiated_weibull:
    return {{"law", "exponentiated-weibull"}, {"scale", time(law.scale)}, {"shape", rounded(law.shape)}, {"exponent", rounded(law.exponent)}};
  }
  return {};
}

ordered_json length_object(const LengthLaw& law) {
  ordered_json object;
  if (law.momentary > 0) object["momentary"] = rounded(law.momentary);
  if (law.weight < 1) object["weight"] = rounded(law.weight);
  object["first"] = law_object(law.first);
  if (law.weight < 1) object["second"] = law_object(law.second);
  return object;
}

ordered_json batch_object(const BatchLaw& law) { return {{"several", rounded(law.several)}, {"all", rounded(law.all)}, {"tail", rounded(law.tail)}}; }

void describe(const OutageLaw& law, ordered_json& object) {
  object["domain"] = law.domain;
  object["gap"] = law_object(law.gap);
  if (law.quiet.share > 0) object["quiet"] = {{"share", rounded(law.quiet.share)}, {"mean", time(law.quiet.mean)}};
  if (law.seasons.sigma > 0)
    object["seasons"] = {{"length", time(law.seasons.length)}, {"in_a_cycle", law.seasons.in_a_cycle}, {"sigma", rounded(law.seasons.sigma)}};
  if (law.lemons > 0) object["lemons"] = rounded(law.lemons);
  if (law.burst.share > 0)
    object["bursts"] = {{"share", rounded(law.burst.share)}, {"size_median", rounded(law.burst.size_median)}, {"size_sigma", rounded(law.burst.size_sigma)},
                        {"simultaneous", rounded(law.burst.simultaneous)}, {"spread", time(law.burst.spread)}};
  if (law.repair_known) object["length"] = length_object(law.length);
  if (law.repair_known && law.shared_length > 0) object["shared_length"] = rounded(law.shared_length);
  if (law.kind == TraceKind::slow_spell) object["speed"] = {{"least", rounded(law.speed_least)}, {"most", rounded(law.speed_most)}};
  for (const CauseShare& cause : law.causes)
    if (!cause.name.empty()) object["causes"][cause.name] = rounded(cause.share);
}

void describe(const MaintenanceLaw& law, ordered_json& object) {
  object["period"] = time(law.period);
  if (law.jitter > 0) object["jitter"] = rounded(law.jitter);
  if (law.batches > 1) object["batches"] = law.batches;
  object["length"] = length_object(law.length);
}

void describe(const SpotLaw& law, ordered_json& object) {
  object["loss_gap"] = length_object(law.loss_gap);
  object["grant_gap"] = length_object(law.grant_gap);
  if (law.loss.several > 0) object["losses"] = batch_object(law.loss);
  if (law.grant.several > 0) object["returns"] = batch_object(law.grant);
  if (law.per_instance) object["per_instance"] = true;
  if (law.held_at_start > 0) object["held_at_start"] = rounded(law.held_at_start);
}

} // namespace

ordered_json generator_document(const Generator& generator) {
  ordered_json document{{"format", "archipelago-law/1"}};
  for (const auto& [key, value] : {std::pair{"name", generator.name}, {"summary", generator.summary}, {"source", generator.source}, {"date", generator.date}})
    if (!value.empty()) document[key] = value;
  if (generator.accelerators_per_node > 0) document["accelerators_per_node"] = generator.accelerators_per_node;
  for (const Process& process : generator.processes) {
    ordered_json object{{"name", process.name}, {"kind", kind_of(kind_of(process)).name}};
    std::visit([&](const auto& law) { describe(law, object); }, process.law);
    document["processes"].push_back(std::move(object));
  }
  return document;
}

} // namespace archipelago
