#include "scenarios/scenario.hpp"

#include "models/random.hpp"
#include "scenarios/build/assemble.hpp"
#include "scenarios/check/check_fields.hpp"
#include "scenarios/check/override.hpp"
#include "scenarios/check/protocol_keys.hpp"
#include "scenarios/check/resolve.hpp"
#include "scenarios/generators/generator_file.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

bool links_from_catalogue(const nlohmann::json& document) {
  const auto network = document.find("network");
  return network != document.end() &&
         (network->is_string() || (network->is_object() && network->contains("base") && !network->contains("links")));
}

std::vector<AcceleratorOrigin> accelerator_origins(const nlohmann::json& document) {
  std::vector<AcceleratorOrigin> origins;
  const auto learners = document.find("learners");
  if (learners == document.end() || !learners->is_array()) return origins;
  for (const auto& learner : *learners) {
    AcceleratorOrigin& origin = origins.emplace_back();
    const auto accelerator = learner.is_object() ? learner.find("accelerator") : learner.end();
    if (!learner.is_object() || accelerator == learner.end()) continue;
    if (accelerator->is_string()) origin.base = accelerator->get<std::string>();
    if (!accelerator->is_object()) continue;
    origin.own_mfu = accelerator->contains("mfu");
    if (const auto base = accelerator->find("base"); base != accelerator->end() && base->is_string()) origin.base = base->get<std::string>();
  }
  return origins;
}

Reading read(Document document, const ReadOptions& options) {
  Reading reading;
  if (!document.readable()) {
    reading.problems = document.placed({});
    return reading;
  }
  std::vector<Problem> override_problems;
  for (const std::string& text : options.overrides)
    if (auto problem = apply_override(document, text)) override_problems.push_back(std::move(*problem));
  if (!options.chaos.empty())
    if (auto problem = add_chaos(document, options.chaos)) override_problems.push_back(std::move(*problem));

  Notes notes;
  const auto unused = unused_protocol_keys(document.value);
  if (options.drop_unused_protocol_keys) {
    drop_keys(document.value, unused);
    for (const UnusedKey& key : unused) reading.dropped_keys.push_back("protocol." + key.key);
  } else {
    report_keys(unused, notes.findings);
  }

  reading.canonical = document.canonical();
  std::optional<Catalogues> own;
  if (!options.known) own.emplace(options.catalogues);
  const Catalogues& catalogues = own ? *own : *options.known;
  const nlohmann::json complete = resolved(document, catalogues, notes.findings);
  check_fields(complete, notes.findings);
  const Surroundings surroundings{catalogues, options.catalogues.parent_path() / "profiles", links_from_catalogue(document.value),
                                  accelerator_origins(document.value),
                                  [&](const std::string& name, auto& faults, std::string& nearest) { return generator_named(name, catalogues, faults, nearest); }};
  World world = assemble(complete, surroundings, notes);
  world.file = document.file();
  if (world.name.empty()) world.name = std::filesystem::path(world.file).stem().string();
  world.hash = fmt::format("{:016x}", entity_key(reading.canonical));

  reading.problems = document.placed(notes.findings);
  reading.problems.insert(reading.problems.begin(), override_problems.begin(), override_problems.end());
  if (reading.problems.empty()) reading.world = std::move(world);
  return reading;
}

} // namespace

Reading read_scenario(const std::filesystem::path& file, const ReadOptions& options) {
  return read(Document::from_file(file), options);
}

Reading read_scenario_text(std::string_view text, const std::string& file_name, const ReadOptions& options) {
  return read(Document::from_text(text, file_name), options);
}

} // namespace archipelago
