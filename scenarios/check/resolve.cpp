#include "scenarios/check/resolve.hpp"

#include "scenarios/fields/field.hpp"
#include "scenarios/format/hugging_face.hpp"
#include "scenarios/format/json_text.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

using nlohmann::json;

namespace {

class Resolver {
public:
  Resolver(const Document& document, const Catalogues& catalogues, Findings& findings)
      : document_(document), catalogues_(catalogues), findings_(findings) {}

  void resolve(json& holder, const char* key, const std::string& parent, const std::string& kind) {
    const auto found = holder.find(key);
    if (found == holder.end()) return;
    const std::string pointer = pointer_to(parent, key);
    if (found->is_string()) {
      if (found->get<std::string>() != "none" || kind != "failures") *found = entry(found->get<std::string>(), pointer, kind);
    } else if (found->is_object() && found->contains("base") && (*found)["base"].is_string()) {
      json base = entry((*found)["base"].get<std::string>(), pointer_to(pointer, "base"), kind);
      found->erase("base");
      if (base.is_object()) overlay(base, *found);
      *found = std::move(base);
    }
  }

  // A profile's own file is looked for beside the file that names it.
  void place_profile(json& accelerator, const std::string& parent) {
    if (!accelerator.is_object() || !accelerator.contains("profile") || !accelerator["profile"].is_string()) return;
    const auto name = accelerator["profile"].get<std::string>();
    if (name.ends_with(".json")) accelerator["profile"] = (document_.folder_of(pointer_to(parent, "profile")) / name).string();
  }

private:
  // A part that is an alternative to a part of the base takes its place: a law for an mtbi.
  static void overlay(json& base, const json& own) {
    if (own.contains("law")) base.erase("mtbi");
    if (own.contains("mtbi")) base.erase("law");
    if (own.contains("mfu")) base.erase("mfu_source");   // the catalogue's figure is not where this one comes from
    if (own.contains("trace") || own.contains("generator"))
      for (const char* drawn : {"mtbi", "law", "return_delay"}) base.erase(drawn);
    for (const auto& [key, value] : own.items()) {
      if (value.is_object() && base.contains(key) && base[key].is_object() && !value.contains("law")) base[key].update(value);
      else base[key] = value;
    }
  }

  json entry(const std::string& name, const std::string& pointer, const std::string& kind) {
    if (kind == "models" && (name.ends_with(".json") || name.find('/') != std::string::npos)) return config_file(name, pointer);
    const json* found = catalogues_.show(kind, name);
    if (!found || is_region(*found)) {
      report_unknown(name, pointer, kind);
      return nullptr;
    }
    json copy = *found;
    for (const char* about : {"summary", "kind"}) copy.erase(about);
    if (kind == "accelerators" || kind == "models" || kind == "prices") copy["name"] = name;
    if (kind == "models" || kind == "networks" || kind == "failures") copy.erase("date");
    if (kind == "networks" || kind == "failures") copy.erase("source");
    return copy;
  }

  static bool is_region(const json& entry) { return entry.value("kind", "") == "region"; }

  void report_unknown(const std::string& name, const std::string& pointer, const std::string& kind) {
    std::vector<std::string> names = catalogues_.names(kind);
    std::erase_if(names, [&](const std::string& known) { return is_region(*catalogues_.show(kind, known)); });
    const std::string thing = kind == "failures" ? kind : kind.substr(0, kind.size() - 1);
    const std::string fault = catalogues_.fault().empty() ? "" : "; " + catalogues_.fault();
    findings_.push_back(
        {pointer, fmt::format("no {} named \"{}\" in the catalogue{}", thing, name, fault), nearest_name(name, names), false});
  }

  json config_file(const std::string& name, const std::string& pointer) {
    const auto file = document_.folder_of(pointer) / name;
    const TextFile read = read_text_file(file, json_size_limit);
    std::vector<TextFault> faults;
    std::string fault = read.fault;
    json model = fault.empty() ? model_from_hugging_face(parse_json(read.text, faults), fault) : json();
    if (!faults.empty()) fault = faults.front().message;
    if (!fault.empty()) {
      findings_.push_back({pointer, fmt::format("{}: {}", file.string(), fault), {}, false});
      return nullptr;
    }
    model["name"] = file.parent_path().filename().empty() ? name : file.parent_path().filename().string();
    model["source"] = name;
    return model;
  }

  const Document& document_;
  const Catalogues& catalogues_;
  Findings& findings_;
};

} // namespace

namespace {
// Files with traces are looked for beside the file that names them.
void place_trace(const Document& document, json& holder, const std::string& pointer) {
  if (!holder.is_object()) return;
  if (const auto trace = holder.find("trace"); trace != holder.end() && trace->is_string() && !trace->get_ref<const std::string&>().empty())
    *trace = (document.folder_of(pointer_to(pointer, "trace")) / trace->get<std::string>()).string();
}

void place_traces(const Document& document, json& copy) {
  const auto inside = [&](json& items, const std::string& pointer, std::initializer_list<const char*> keys) {
    for (std::size_t k = 0; items.is_array() && k < items.size(); ++k)
      for (const char* key : keys)
        if (items[k].is_object() && items[k].contains(key)) place_trace(document, items[k][key], pointer_to(pointer_to(pointer, k), key));
  };
  if (copy.contains("sites")) inside(copy["sites"], "/sites", {"outages", "maintenance"});
  if (copy.contains("learners")) inside(copy["learners"], "/learners", {"available"});
  if (copy.contains("network") && copy["network"].is_object() && copy["network"].contains("links")) inside(copy["network"]["links"], "/network/links", {"outages"});
  if (copy.contains("failures") && copy["failures"].is_object() && copy["failures"].contains("slow")) place_trace(document, copy["failures"]["slow"], "/failures/slow");
}
} // namespace

json resolved(const Document& document, const Catalogues& catalogues, Findings& findings) {
  json copy = document.value;
  Resolver resolver(document, catalogues, findings);
  resolver.resolve(copy, "model", "", "models");
  resolver.resolve(copy, "network", "", "networks");
  resolver.resolve(copy, "failures", "", "failures");
  if (const auto failures = copy.find("failures"); failures != copy.end() && failures->is_object())
    if (const auto trace = failures->find("trace"); trace != failures->end() && trace->is_string() && !trace->get_ref<const std::string&>().empty())
      *trace = (document.folder_of("/failures/trace") / trace->get<std::string>()).string();
  if (const auto failures = copy.find("failures"); failures != copy.end() && failures->is_object())
    if (const auto generator = failures->find("generator"); generator != failures->end() && generator->is_string() && generator->get_ref<const std::string&>().ends_with(".json"))
      *generator = (document.folder_of("/failures/generator") / generator->get<std::string>()).string();
  place_traces(document, copy);
  if (const auto costs = copy.find("costs"); costs != copy.end() && costs->is_object())
    if (const auto prices = costs->find("prices"); prices != costs->end() && prices->is_object())
      for (const auto& [accelerator, price] : prices->items()) resolver.resolve(*prices, accelerator.c_str(), "/costs/prices", "prices");
  if (const auto learners = copy.find("learners"); learners != copy.end() && learners->is_array())
    for (std::size_t k = 0; k < learners->size(); ++k)
      if (json& learner = (*learners)[k]; learner.is_object()) {
        const std::string pointer = pointer_to("/learners", k);
        resolver.resolve(learner, "accelerator", pointer, "accelerators");
        if (learner.contains("accelerator")) resolver.place_profile(learner["accelerator"], pointer_to(pointer, "accelerator"));
      }
  return copy;
}

} // namespace archipelago
