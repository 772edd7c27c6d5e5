#include "sim/cli/proposal/about_today.hpp"

#include "scenarios/catalogue.hpp"
#include "scenarios/questionnaire/questionnaire.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/input_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace archipelago {

using nlohmann::json;

namespace {

std::string text_of(const json& entry, const char* key) { return entry.is_object() && entry.contains(key) && entry.at(key).is_string() ? entry.at(key).get<std::string>() : std::string(); }

// The name of what a learner's accelerator is or starts from.
std::string catalogue_name(const json& accelerator) {
  if (accelerator.is_string()) return accelerator.get<std::string>();
  const std::string base = text_of(accelerator, "base");
  return base.empty() ? text_of(accelerator, "name") : base;
}

bool is_share(const json& value) { return value.is_number() && value.get<double>() >= 0 && value.get<double>() <= 1 + 1e-9; }

bool are_shares(const json& value) { return value.is_object() && std::all_of(value.begin(), value.end(), is_share); }

// Of every place that the proposal shows; all at once.
std::string faults_of_audit(const json& audit) {
  std::string faults;
  const auto expect = [&](const char* pointer, auto holds, const char* expected) {
    const json::json_pointer at(pointer);
    if (audit.contains(at) && holds(audit.at(at))) return;
    faults += fmt::format("{}{} is {}, expected {}", faults.empty() ? "" : "; ", pointer, audit.contains(at) ? audit.at(at).type_name() : "missing", expected);
  };
  const auto is_time = [](const json& value) { return value.is_number() && value.get<double>() > 0; };
  expect("/ranks", [](const json& value) { return value.is_array() && !value.empty(); }, "a list of ranks");
  expect("/world_size", [](const json& value) { return value.is_number_integer() && value.get<std::int64_t>() >= 1; }, "a whole number from 1");
  expect("/time_shares", are_shares, "shares from 0 to 1 by use of time");
  expect("/bottleneck/what", [](const json& value) { return value.is_string(); }, "a text");
  expect("/bottleneck/share", is_share, "a share from 0 to 1");
  if (audit.contains("step_time") && audit["step_time"].is_null()) return faults;   // no whole steps in the profile
  for (const char* key : {"/step_time/mean_s", "/step_time/p50_s"}) expect(key, is_time, "seconds");
  return faults;
}

} // namespace

json audit_for_proposal(const std::string& file) {
  json audit = json::parse(read_file(file), nullptr, false);
  if (!audit.is_object() || text_of(audit, "format") != "archipelago-audit/1")
    throw CommandError(ExitCode::usage, fmt::format("{} is no audit: expected what `archipelago audit PROFILES --json` prints (format archipelago-audit/1)", file));
  const std::string faults = faults_of_audit(audit);
  if (!faults.empty()) throw CommandError(ExitCode::usage, fmt::format("{} cannot be used: {}; audit the profiles again", file, faults));
  return audit;
}

json questionnaire_for_proposal(const std::string& file) {
  QuestionnaireFile read = read_questionnaire(file);
  if (read.problems.empty()) return std::move(read.document);
  std::string text;
  for (const Problem& problem : read.problems) text += format_problem(problem) + "\n";
  throw CommandError(ExitCode::invalid_scenario, fmt::format("{}{} has {} problem{}", text, file, read.problems.size(), read.problems.size() == 1 ? "" : "s"));
}

std::string questionnaire_form() { return read_file(data_root() + "/scenarios/examples/questionnaires/today.json"); }

json compatibility_for(const json& result) {
  const Catalogues catalogues(catalogue_folder());
  std::set<std::string> vendors;
  const json::json_pointer learners("/scenario/document/learners");
  if (result.contains(learners) && result.at(learners).is_array())
    for (const json& learner : result.at(learners)) {
      const json accelerator = learner.is_object() ? learner.value("accelerator", json()) : json();
      const json* entry = catalogues.show("accelerators", catalogue_name(accelerator));
      const std::string own = text_of(accelerator, "vendor"), vendor = own.empty() && entry ? text_of(*entry, "vendor") : own;
      if (!vendor.empty()) vendors.insert(vendor);
    }
  json found = {{"vendors", vendors}, {"entries", json::array()}};
  for (const std::string& name : catalogues.names("compatibility")) {
    json entry = *catalogues.show("compatibility", name);
    const auto concerns = [&](const json& vendor) { return vendors.contains(vendor.get<std::string>()); };
    if (!vendors.empty() && std::none_of(entry.at("vendors").begin(), entry.at("vendors").end(), concerns)) continue;
    entry["name"] = name;
    found["entries"].push_back(std::move(entry));
  }
  return found;
}

} // namespace archipelago
