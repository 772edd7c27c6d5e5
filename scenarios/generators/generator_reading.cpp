// From a checked document to the laws of models/failures/generators.
#include "scenarios/generators/generator_file.hpp"

#include "models/failures/traces/trace_kind.hpp"
#include "scenarios/build/builders.hpp"
#include "scenarios/check/check_fields.hpp"
#include "scenarios/format/document.hpp"
#include "scenarios/generators/generator_fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace archipelago {

namespace {

double number(const Part& part, const char* key, double otherwise) { return part.number(key).value_or(otherwise); }
Seconds time(const Part& part, const char* key) { return part.quantity<Seconds>(key).value_or(Seconds(0)); }

// A key that the kind of process does not use would have no effect.
void allow_only(const Part& part, const std::string& kind, std::vector<std::string_view> used, const std::vector<const char*>& needed) {
  used.insert(used.end(), {"name", "kind"});
  const FieldNode& known = *generator_fields().root().member("processes")->item;
  for (const auto& [key, value] : part.raw().items())
    if (known.member(key) && std::find(used.begin(), used.end(), key) == used.end()) part.wrong(key.c_str(), fmt::format("a process of kind {} has no {}; it has {}", kind, key, fmt::join(used, ", ")));
  for (const char* key : needed)
    if (!part.has(key)) part.wrong("", fmt::format("\"{}\" is missing: a process of kind {} needs {}", key, kind, fmt::join(needed, ", ")));
}

LengthLaw length_of(const Part& holder, const char* key) {
  LengthLaw law{0, 1, Law{Law::Kind::constant, Seconds(1)}, {}};
  const auto part = holder.object(key);
  if (!part) return law;
  law.momentary = number(*part, "momentary", 0);
  law.weight = number(*part, "weight", 1);
  if (const auto first = part->object("first")) law.first = build_law(*first).value_or(law.first);
  if (const auto second = part->object("second")) law.second = build_law(*second).value_or(law.first);
  if (part->has("second") != (law.weight < 1)) part->wrong("", "a second law goes with a weight below 1, and only then");
  return law;
}

BatchLaw batch_of(const Part& holder, const char* key) {
  const auto part = holder.object(key);
  return part ? BatchLaw{number(*part, "several", 0), number(*part, "all", 0), number(*part, "tail", 1)} : BatchLaw{};
}

SpotLaw spot_of(const Part& part) {
  allow_only(part, "capacity_steps", {"loss_gap", "grant_gap", "losses", "returns", "per_instance", "held_at_start"}, {"loss_gap", "grant_gap"});
  return {length_of(part, "loss_gap"), length_of(part, "grant_gap"), batch_of(part, "losses"), batch_of(part, "returns"), part.flag("per_instance").value_or(false),
          number(part, "held_at_start", 0)};
}

MaintenanceLaw maintenance_of(const Part& part) {
  allow_only(part, "maintenance", {"period", "jitter", "batches", "length"}, {"period", "length"});
  MaintenanceLaw law{time(part, "period"), number(part, "jitter", 0), static_cast<std::uint32_t>(part.count("batches").value_or(1)), length_of(part, "length")};
  if (part.quantity<Seconds>("period") && law.period.value < 1) part.wrong("period", "expected one second or more");
  law.period = Seconds(std::max(1.0, law.period.value));
  return law;
}

OutageLaw outages_of(const Part& part, const std::string& kind) {
  const bool slow = kind == "slow_spell", without_end = kind == "failure_no_repair_time";
  std::vector<std::string_view> used{"domain", "gap", "quiet", "seasons", "lemons", "bursts", "causes"};
  if (!without_end) used.insert(used.end(), {"length", "shared_length"});
  if (slow) used.emplace_back("speed");
  std::vector<const char*> needed{"domain", "gap"};
  if (!without_end) needed.push_back("length");
  if (slow) needed.push_back("speed");
  allow_only(part, kind, std::move(used), needed);

  OutageLaw law;
  law.kind = *trace_kind_from(kind);
  law.domain = static_cast<std::uint32_t>(part.count("domain").value_or(1));
  law.gap = Law{Law::Kind::exponential, Seconds(1)};
  if (const auto gap = part.object("gap")) law.gap = build_law(*gap).value_or(law.gap);
  if (const auto quiet = part.object("quiet")) law.quiet = {number(*quiet, "share", 0), time(*quiet, "mean")};
  if (const auto seasons = part.object("seasons")) {
    law.seasons = {time(*seasons, "length"), static_cast<std::uint32_t>(seasons->count("in_a_cycle").value_or(1)), number(*seasons, "sigma", 0)};
    if (law.seasons.sigma > 0 && law.seasons.length.value <= 0) seasons->wrong("", "seasons need a length above zero");
  }
  law.lemons = number(part, "lemons", 0);
  if (const auto bursts = part.object("bursts"))
    law.burst = {number(*bursts, "share", 0), number(*bursts, "size_median", 1), number(*bursts, "size_sigma", 0), number(*bursts, "simultaneous", 1), time(*bursts, "spread")};
  law.repair_known = !without_end;
  law.length = length_of(part, "length");
  law.shared_length = number(part, "shared_length", 0);
  if (const auto speed = part.object("speed")) {
    law.speed_least = number(*speed, "least", 0.5);
    law.speed_most = number(*speed, "most", law.speed_least);
    if (law.speed_most < law.speed_least) speed->wrong("", "\"most\" is below \"least\"");
    if (law.speed_most >= 1) speed->wrong("", "a slow node's speed is below 1");
  }
  if (const auto causes = part.object("causes"))
    for (const auto& [name, unused] : causes->raw().items()) law.causes.push_back({name, number(*causes, name.c_str(), 1)});
  return law;
}

Generator generator_from(const Part& root) {
  Generator generator{root.text("name").value_or(""), root.text("summary").value_or(""), root.text("source").value_or(""), root.text("date").value_or(""), {},
                      static_cast<std::uint32_t>(root.count("accelerators_per_node").value_or(0))};
  std::set<std::string> names;
  for (const Part& part : root.items("processes")) {
    if (!part.raw().is_object()) continue;
    const std::string kind = part.text("kind").value_or(""), name = part.text("name").value_or("");
    if (!names.insert(name).second) part.wrong("name", fmt::format("two processes are called \"{}\": their draws would be the same", name));
    if (kind.empty()) continue;
    Process process{name, {}};
    if (kind == "capacity_steps") process.law = spot_of(part);
    else if (kind == "maintenance") process.law = maintenance_of(part);
    else process.law = outages_of(part, kind);
    generator.processes.push_back(std::move(process));
  }
  if (root.is_empty_list("processes")) root.wrong("processes", "no process: nothing would happen");
  return generator;
}

GeneratorFile generator_of(Document document) {
  GeneratorFile file;
  Notes notes;
  if (document.readable()) {
    nlohmann::json checked = document.value;
    checked.erase("fit");
    check_fields(checked, generator_fields().root(), notes.findings);
    Generator generator = generator_from(Part(checked, generator_fields().root(), "", "", notes));
    if (generator.name.empty()) generator.name = std::filesystem::path(document.file()).stem().string();
    file.generator = std::move(generator);
  }
  file.problems = document.placed(notes.findings);
  if (!file.problems.empty()) file.generator.reset();
  return file;
}

} // namespace

GeneratorFile read_generator(const std::filesystem::path& file) { return generator_of(Document::from_file(file)); }
GeneratorFile read_generator_text(std::string_view text, const std::string& file_name) { return generator_of(Document::from_text(text, file_name)); }

} // namespace archipelago
