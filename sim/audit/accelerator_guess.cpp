#include "sim/audit/accelerator_guess.hpp"

#include "scenarios/format/quantity.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <vector>

namespace archipelago {

using nlohmann::json;

namespace {

double value_of(const json& entry, const char* key, UnitKind kind) {
  if (!entry.contains(key) || !entry.at(key).is_string()) return 0;
  const MeasureText read = parse_measure(entry.at(key).get<std::string>(), {kind});
  return read.measure ? read.measure->value : 0;
}

std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts(1);
  for (const char raw : name) {
    const auto letter = static_cast<unsigned char>(raw);
    if (std::isalnum(letter)) parts.back() += static_cast<char>(std::tolower(letter));
    else if (!parts.back().empty()) parts.emplace_back();
  }
  return parts;
}

} // namespace

std::optional<Accelerator> catalogue_accelerator(const Catalogues& catalogues, const std::string& name) {
  const json* const entry = catalogues.show("accelerators", name);
  if (!entry) return std::nullopt;
  Accelerator accelerator;
  accelerator.name = name;
  accelerator.peak_bf16 = FlopsPerSecond(value_of(*entry, "peak_bf16", UnitKind::flop_rate));
  accelerator.memory_bandwidth = BytesPerSecond(value_of(*entry, "memory_bandwidth", UnitKind::bandwidth));
  accelerator.source = entry->value("source", "");
  return accelerator;
}

std::string guess_accelerator(const Catalogues& catalogues, const std::string& device_name) {
  const std::vector<std::string> device = parts_of(device_name);
  const auto has = [&](const std::string& part) { return std::find(device.begin(), device.end(), part) != device.end(); };
  std::string best;
  std::ptrdiff_t most = 0;
  bool tied = false;
  for (const std::string& name : catalogues.names("accelerators")) {
    std::vector<std::string> parts = parts_of(name);
    if (name.starts_with("tpu-")) parts.erase(parts.begin());   // drivers say "TPU v5p"
    if (!has(parts.front())) continue;
    const std::ptrdiff_t fitting = std::count_if(parts.begin(), parts.end(), has);
    tied = fitting == most;
    if (fitting > most) { most = fitting; best = name; }
  }
  return tied ? std::string() : best;
}

} // namespace archipelago
