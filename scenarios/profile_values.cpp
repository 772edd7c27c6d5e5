#include "scenarios/profile_values.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace archipelago {

using nlohmann::json;

namespace {

bool is_flat(const json& value) {
  return value.is_array() && std::none_of(value.begin(), value.end(), [](const json& item) { return item.is_structured(); });
}

void print(const json& value, int depth, std::string& out) {
  if (!value.is_structured() || value.empty() || is_flat(value)) {
    out += value.dump();
    return;
  }
  const std::string indent(static_cast<std::size_t>(depth + 1), ' ');
  const char* separator = "\n";
  out += value.is_object() ? '{' : '[';
  for (const auto& [key, item] : value.items()) {
    out += separator + indent;
    if (value.is_object()) out += json(key).dump() + ": ";
    print(item, depth + 1, out);
    separator = ",\n";
  }
  out += '\n' + std::string(static_cast<std::size_t>(depth), ' ');
  out += value.is_object() ? '}' : ']';
}

} // namespace

double rounded(double value) { return std::stod(fmt::format("{:.4g}", value)); }

json residual_document(const Residual& residual) {
  return {{"mape", rounded(residual.mape)}, {"p10", rounded(residual.low)}, {"p90", rounded(residual.high)},
          {"samples", residual.samples}, {"basis", residual.basis}};
}

Residual residual_from(const ProfileObject& o) {
  return {o.number("mape", 0), o.positive("p10"), o.positive("p90"), static_cast<std::int64_t>(o.number("samples", 0)), o.text("basis")};
}

std::vector<Problem> read_document(const std::filesystem::path& file, const std::function<void(const json&, Findings&)>& read) {
  std::ifstream stream(file);
  const json document = stream ? json::parse(stream, nullptr, false, true) : json();
  Findings findings;
  if (!stream) findings.push_back({"", "cannot be read", "", false});
  else if (document.is_discarded()) findings.push_back({"", "is not JSON", "", false});
  else read(document, findings);
  std::vector<Problem> problems;
  for (const Finding& finding : findings) problems.push_back({file.string(), 0, 0, finding.pointer, finding.message, finding.nearest});
  return problems;
}

std::string laid_out(const json& document) {
  std::string out;
  print(document, 0, out);
  return out + "\n";
}

} // namespace archipelago
