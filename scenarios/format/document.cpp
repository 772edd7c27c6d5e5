#include "scenarios/format/document.hpp"

#include "scenarios/format/json_text.hpp"
#include "scenarios/format/place.hpp"
#include "scenarios/format/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::size_t extends_limit = 16;

void join(json& inherited, const json& own) {
  if (!inherited.is_object() || !own.is_object()) {
    inherited = own;
    return;
  }
  for (const auto& [key, value] : own.items()) {
    if (value.is_null() && inherited.contains(key)) inherited.erase(key);
    else join(inherited[key], value);
  }
}

void make_integral(json& value) {
  constexpr double exact = 9007199254740992.0;   // 2^53: above it not every whole number is a double
  if (value.is_number_float()) {
    const double number = value.get<double>();
    if (std::abs(number) <= exact && number == std::trunc(number)) value = static_cast<std::int64_t>(number);
  } else if (value.is_structured()) {
    for (auto& part : value) make_integral(part);
  }
}

} // namespace

Document Document::from_file(const fs::path& file) {
  Document document;
  document.file_ = file.string();
  std::vector<fs::path> chain;
  document.load(file, chain);
  return document;
}

Document Document::from_text(std::string_view text, const std::string& file_name) {
  Document document;
  document.file_ = file_name;
  std::vector<fs::path> chain{fs::absolute(file_name).lexically_normal()};
  document.add_layer(file_name, std::string(text), chain);
  return document;
}

std::string Document::canonical() const {
  json integral = value;
  make_integral(integral);
  return integral.dump();
}

void Document::load(const fs::path& file, std::vector<fs::path>& chain) {
  TextFile read = read_text_file(file, json_size_limit);
  if (!read.fault.empty()) {
    problems_.push_back({file.string(), 0, 0, "", std::move(read.fault), ""});
    return;
  }
  std::error_code error;
  chain.push_back(fs::weakly_canonical(file, error));
  add_layer(file.string(), std::move(read.text), chain);
}

void Document::add_layer(std::string file, std::string text, std::vector<fs::path>& chain) {
  Layer layer{std::move(file), std::move(text), nullptr};
  std::vector<TextFault> faults;
  layer.value = parse_json(layer.text, faults);
  for (const TextFault& fault : faults) {
    const auto place = line_column(layer.text, fault.offset);
    problems_.push_back({layer.file, place.line, place.column, fault.pointer, fault.message, ""});
  }
  if (faults.empty() && !layer.value.is_object())
    report(layer,
           {"", fmt::format("found {}, expected an object: {{\"format\": \"archipelago/1\", ...}}", layer.value.type_name()), "",
            false});
  if (!layer.value.is_object() || !follow_extends(layer, chain)) return;
  layer.value.erase("extends");
  if (layers_.empty()) value = layer.value;
  else join(value, layer.value);
  layers_.push_back(std::move(layer));
}

// False when what it extends cannot be read: the rest would only be said to be missing.
bool Document::follow_extends(const Layer& layer, std::vector<fs::path>& chain) {
  if (!layer.value.contains("extends")) return true;
  const json& extends = layer.value["extends"];
  if (!extends.is_array()) return follow(layer, "/extends", extends, chain);
  if (extends.empty()) report(layer, {"/extends", "an empty list, expected at least one path of a scenario file", "", false});
  bool all = !extends.empty();
  for (std::size_t k = 0; k < extends.size(); ++k) all = follow(layer, pointer_to("/extends", k), extends[k], chain) && all;
  if (!all) value = nullptr;
  return all;
}

bool Document::follow(const Layer& layer, const std::string& pointer, const json& extended, std::vector<fs::path>& chain) {
  const auto wrong = [&](std::string message) {
    report(layer, {pointer, std::move(message), "", false});
    return false;
  };
  if (!extended.is_string() || extended.get_ref<const std::string&>().empty())
    return wrong(fmt::format("found {}, expected the path of a scenario file", extended.dump()));
  const fs::path file = fs::path(layer.file).parent_path() / extended.get<std::string>();
  std::error_code error;
  if (const auto target = fs::weakly_canonical(file, error); std::find(chain.begin(), chain.end(), target) != chain.end())
    return wrong(fmt::format("{} is extended in a circle: it is read already, as one of {} file(s)", extended.get<std::string>(), chain.size()));
  if (chain.size() > extends_limit || layers_.size() > extends_limit) return wrong(fmt::format("a chain of more than {} files", extends_limit));
  if (!fs::is_regular_file(file, error)) return wrong(fmt::format("no such file: {}", file.string()));
  const std::size_t depth = chain.size();
  load(file, chain);
  chain.resize(depth);
  return value.is_object();
}

void Document::report(const Layer& layer, const Finding& finding) {
  problems_.push_back(place_findings(layer.file, layer.text, {finding}).front());
}

const Document::Layer* Document::layer_of(const std::string& pointer) const {
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer)
    if (layer->value.contains(json::json_pointer(pointer))) return &*layer;
  return nullptr;
}

fs::path Document::folder_of(const std::string& pointer) const {
  const Layer* layer = layer_of(pointer);
  return fs::path(layer ? layer->file : file_).parent_path();
}

std::vector<Problem> Document::placed(const Findings& findings) const {
  std::vector<Problem> problems = problems_;
  std::vector<Findings> by_layer(layers_.size());
  for (const Finding& finding : findings) {
    const auto setter = std::find_if(overrides_.rbegin(), overrides_.rend(), [&](const Override& override_) {
      return (finding.pointer + "/").starts_with(override_.pointer + "/");
    });
    if (setter != overrides_.rend()) {
      problems.push_back({setter->flag, 0, 0, finding.pointer, finding.message, finding.nearest});
      continue;
    }
    std::string pointer = finding.pointer;   // what a catalogue or nobody wrote is shown at what holds it
    const Layer* layer = layer_of(pointer);
    for (; !layer && !pointer.empty(); layer = layer_of(pointer)) pointer.resize(pointer.rfind('/'));
    if (layer) by_layer[static_cast<std::size_t>(layer - layers_.data())].push_back(finding);
    else problems.push_back({file_, 0, 0, finding.pointer, finding.message, finding.nearest});
  }
  for (std::size_t k = by_layer.size(); k-- > 0;)   // the user's own file first
    for (Problem& problem : place_findings(layers_[k].file, layers_[k].text, by_layer[k])) problems.push_back(std::move(problem));
  return problems;
}

} // namespace archipelago
