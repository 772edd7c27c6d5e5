#include "scenarios/studies/study_file.hpp"

#include "scenarios/check/check_fields.hpp"
#include "scenarios/format/document.hpp"
#include "scenarios/format/json_text.hpp"
#include "scenarios/studies/key_path.hpp"
#include "scenarios/studies/study_fields.hpp"

#include <fmt/format.h>

namespace archipelago {

using nlohmann::json;

namespace {

// As after --set: a text that would read as something else keeps its quotes.
std::string written(const json& value) {
  if (!value.is_string()) return value.dump();
  std::vector<TextFault> faults;
  const std::string text = value.get<std::string>();
  parse_json(text, faults);
  return faults.empty() ? value.dump() : text;
}

class StudyReader {
public:
  StudyReader(const json& document, Findings& findings) : document_(document), findings_(findings) {}

  Study read() {
    study_.name = text("name");
    study_.scenario = text("scenario");
    read_settings();
    for (std::size_t i = 0; i < list("vary").size(); ++i) guarded(pointer_to("/vary", i), [&] { read_axis(list("vary")[i], pointer_to("/vary", i)); });
    for (std::size_t i = 0; i < list("where").size(); ++i)
      guarded(pointer_to("/where", i), [&] { if (list("where")[i].is_string()) study_.constraints.emplace_back(list("where")[i].get<std::string>()); });
    if (const auto design = text("design"); !design.empty()) guarded("/design", [&] { study_.design = design_from_text(design); });
    if (const auto goal = text("goal"); !goal.empty()) guarded("/goal", [&] { study_.goal = goal_from_text(goal); });
    if (document_.contains("constraints")) study_.requirements = read_requirements(at("constraints"), findings_);
    read_seeds();
    return std::move(study_);
  }

private:
  void wrong(const std::string& pointer, std::string message, std::string nearest = {}) { findings_.push_back({pointer, std::move(message), std::move(nearest), false}); }

  template <class Body> void guarded(const std::string& pointer, Body body) {
    try {
      body();
    } catch (const AxisFault& fault) {
      wrong(pointer, fault.message, fault.nearest);
    } catch (const ExpressionFault& fault) {
      wrong(pointer, fault.message);
    }
  }

  const json& at(const char* key) const {
    static const json absent;
    return document_.contains(key) ? document_[key] : absent;
  }
  std::string text(const char* key) const { return at(key).is_string() ? at(key).get<std::string>() : std::string(); }
  const json& list(const char* key) const {
    static const json none = json::array();
    return at(key).is_array() ? at(key) : none;
  }

  void read_settings() {
    if (!at("set").is_object()) return;
    for (const auto& [key, value] : at("set").items()) {
      guarded(pointer_to("/set", key), [&, name = key] { check_key(name); });
      study_.settings.push_back(key + "=" + written(value));
    }
  }

  void read_axis(const json& item, const std::string& pointer) {
    if (!item.is_object()) return;
    const int named = int(item.contains("key")) + int(item.contains("keys")) + int(item.contains("variable"));
    if (named != 1) return wrong(pointer, "an axis has exactly one of \"key\", \"keys\" and \"variable\"");
    if (item.contains("values") == item.contains("range")) return wrong(pointer, "an axis has either \"values\" or a \"range\"");
    std::vector<std::string> keys;
    if (item.contains("keys")) {
      if (!item["keys"].is_array()) return;
      for (const json& key : item["keys"]) keys.push_back(key.is_string() ? key.get<std::string>() : "");
      if (keys.size() < 2) return wrong(pointer_to(pointer, "keys"), "two keys or more are expected; a single one is a \"key\"");
    } else {
      const json& name = item.contains("key") ? item["key"] : item["variable"];
      if (!name.is_string()) return;
      keys.push_back((item.contains("variable") ? "$" : "") + name.get<std::string>());
    }
    if (item.contains("range")) {
      if (!item["range"].is_string()) return;
      if (keys.size() > 1) return wrong(pointer_to(pointer, "range"), "keys in lock step have \"values\"");
      const std::string range = item["range"].get<std::string>();
      if (range.find("..") == std::string::npos) return wrong(pointer_to(pointer, "range"), fmt::format("'{}': expected a range such as 8..64/8", range));
      study_.axes.push_back(Axis::from_text(keys.front() + "=" + range));
      return;
    }
    if (!item["values"].is_array()) return wrong(pointer_to(pointer, "values"), "a list is expected");
    std::vector<std::vector<std::string>> values;
    for (const json& value : item["values"]) {
      auto& row = values.emplace_back();
      if (keys.size() == 1) row.push_back(written(value));
      else if (value.is_array()) for (const json& part : value) row.push_back(written(part));
      else row.push_back(written(value));
      if (row.empty()) row.emplace_back();
    }
    study_.axes.push_back(Axis::from_list(std::move(keys), std::move(values)));
  }

  void read_seeds() {
    for (const json& seed : list("seeds")) if (seed.is_number_unsigned()) study_.seeds.push_back(seed.get<std::uint64_t>());
    if (at("replications").is_number_unsigned()) {
      if (!study_.seeds.empty()) return wrong("/replications", "either \"seeds\" or \"replications\"");
      for (std::uint64_t seed = 1; seed <= at("replications").get<std::uint64_t>(); ++seed) study_.seeds.push_back(seed);
    }
    if (at("half_width").is_number()) study_.half_width = at("half_width").get<double>();
    if (at("most_replications").is_number_unsigned()) {
      if (!study_.half_width) return wrong("/most_replications", "has no effect without \"half_width\"");
      study_.most_replications = at("most_replications").get<std::size_t>();
    }
  }

  const json& document_;
  Findings& findings_;
  Study study_;
};

StudyFile study_of(Document document) {
  StudyFile file;
  Findings findings;
  if (document.readable()) {
    json checked = document.value;            // free keys and values of any kind are the reader's
    for (const char* free : {"set", "constraints"}) checked.erase(free);
    if (checked.contains("vary") && checked["vary"].is_array())
      for (json& axis : checked["vary"]) if (axis.is_object()) axis.erase("values");
    check_fields(checked, study_fields().root(), findings);
    if (document.value.contains("set") && !document.value["set"].is_object()) findings.push_back({"/set", "an object of keys and values is expected", {}, false});
    Study study = StudyReader(document.value, findings).read();
    study.scenario = (document.folder_of("/scenario") / study.scenario).lexically_normal().string();
    file.study = std::move(study);
  }
  file.problems = document.placed(findings);
  if (!file.problems.empty()) file.study.reset();
  return file;
}

} // namespace

bool is_study_file(const std::filesystem::path& file) {
  const Document document = Document::from_file(file);
  if (!document.readable() || !document.value.contains("format") || !document.value["format"].is_string()) return false;
  return document.value["format"].get<std::string>().starts_with("archipelago-study/");
}

StudyFile read_study(const std::filesystem::path& file) { return study_of(Document::from_file(file)); }
StudyFile read_study_text(std::string_view text, const std::string& file_name) { return study_of(Document::from_text(text, file_name)); }

} // namespace archipelago
