#include "scenarios/catalogue.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr const char* texts[] = {"kind", "summary", "source", "date"};   // of any entry; its other keys are checked where a scenario names it

std::string text_of(const json& entry, const char* key) { return entry.contains(key) ? entry[key].get<std::string>() : ""; }

bool is_entry(const json& entry) {
  const auto is_text = [&](const char* key) { return !entry.contains(key) || entry[key].is_string(); };
  return entry.is_object() && std::all_of(std::begin(texts), std::end(texts), is_text);
}

} // namespace

Catalogues::Catalogues(const std::filesystem::path& folder) {
  for (const std::string& kind : kinds()) {
    const auto file = folder / (kind + ".json");
    std::ifstream stream(file);
    json entries = stream ? json::parse(stream, nullptr, false, true) : json();
    if (!entries.is_object()) {
      fault_ = fmt::format("the catalogue {} {}", file.string(), stream.is_open() ? "is no JSON object" : "cannot be read");
      entries = json::object();
    }
    for (auto entry = entries.begin(); entry != entries.end();) {
      if (is_entry(*entry)) { ++entry; continue; }
      fault_ = fmt::format("the catalogue {} has an entry \"{}\" that is no object, or whose {} is no text", file.string(), entry.key(), fmt::join(texts, ", "));
      entry = entries.erase(entry);
    }
    entries_[kind] = std::make_unique<json>(std::move(entries));
  }
}

Catalogues::~Catalogues() = default;
Catalogues::Catalogues(Catalogues&&) noexcept = default;

std::vector<std::string> Catalogues::kinds() { return {"accelerators", "models", "networks", "failures", "prices", "generators", "compatibility"}; }

std::vector<CatalogueEntry> Catalogues::list(const std::string& kind) const {
  std::vector<CatalogueEntry> result;
  if (const auto found = entries_.find(kind); found != entries_.end())
    for (const auto& [name, entry] : found->second->items())
      result.push_back({name, text_of(entry, "summary"), text_of(entry, "source"), text_of(entry, "date")});
  return result;
}

const json* Catalogues::show(const std::string& kind, const std::string& name) const {
  const auto found = entries_.find(kind);
  if (found == entries_.end()) return nullptr;
  const auto entry = found->second->find(name);
  return entry == found->second->end() ? nullptr : &*entry;
}

std::vector<std::string> Catalogues::names(const std::string& kind) const {
  std::vector<std::string> result;
  for (const CatalogueEntry& entry : list(kind)) result.push_back(entry.name);
  return result;
}

} // namespace archipelago
