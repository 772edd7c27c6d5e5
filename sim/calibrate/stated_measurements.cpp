#include "sim/calibrate/stated_measurements.hpp"

#include "scenarios/format/json_text.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantity.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

namespace archipelago {

namespace {

constexpr double most_places = 1e9;           // of a dimension

// "8192x4096x1024" as whole numbers; nothing unless there are `count`.
std::optional<std::vector<double>> dimensions(std::string_view text, std::size_t count) {
  std::vector<double> out;
  while (out.size() < count) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || value < 1 || static_cast<double>(value) > most_places) return std::nullopt;
    out.push_back(static_cast<double>(value));
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (out.size() < count && !text.starts_with('x')) return std::nullopt;
    if (out.size() < count) text.remove_prefix(1);
  }
  return text.empty() ? std::optional(out) : std::nullopt;
}

std::optional<double> quantity(std::string_view text, UnitKind kind, const std::string& whole, StatedMeasurements& out) {
  const MeasureText read = parse_measure(text, {kind});
  if (read.measure && read.measure->value > 0) return read.measure->value;
  const std::string fault = read.measure ? fmt::format("found \"{}\", expected more than zero", text) : read.fault;
  out.problems.push_back(fmt::format("\"{}\": {}{}", whole, fault, meant(read.nearest)));
  return std::nullopt;
}

} // namespace

std::string meant(const std::string& nearest) { return nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest); }

void read_product(const std::string& text, StatedMeasurements& out) {
  const auto equals = std::min(text.find('='), text.size()), colon = std::min(text.substr(0, equals).find(':'), equals);
  const auto sizes = dimensions(std::string_view(text).substr(0, colon), 3);
  const std::string name = colon < equals ? text.substr(colon + 1, equals - colon - 1) : "bf16";
  const auto precision = math_precision_from(name);
  if (!sizes || equals == text.size())
    out.problems.push_back(fmt::format("\"{}\": expected a product and its time, such as 8192x8192x8192=1.62ms (m x n x k)", text));
  if (!precision) {
    const std::vector<std::string> names{math_precision_names.begin(), math_precision_names.end()};
    out.problems.push_back(fmt::format("\"{}\": no precision \"{}\", expected tf32, bf16, fp8 or fp4{}", text, name, meant(nearest_name(name, names))));
  }
  if (!sizes || !precision || equals == text.size()) return;
  const auto time = quantity(std::string_view(text).substr(equals + 1), UnitKind::time, text, out);
  if (!time) return;
  const auto same = [&](const GemmMeasurement& p) {
    return p.m == (*sizes)[0] && p.n == (*sizes)[1] && p.k == (*sizes)[2] && p.precision == *precision;
  };
  if (std::any_of(out.products.begin(), out.products.end(), same)) {
    out.problems.push_back(fmt::format("\"{}\": this product is given twice; repetitions say nothing about other shapes, give their median", text));
    return;
  }
  out.products.push_back({(*sizes)[0], (*sizes)[1], (*sizes)[2], *precision, Seconds(*time)});
}

void read_all_reduce(const std::string& text, StatedMeasurements& out) {
  const auto equals = text.find('='), times = text.find('x');
  const auto members = times == std::string::npos ? std::nullopt : dimensions(std::string_view(text).substr(0, times), 1);
  if (!members || members->front() < 2 || equals == std::string::npos || equals < times) {
    out.problems.push_back(fmt::format("\"{}\": expected members (2 or more), tensor and time, such as 8x1GiB=4.3ms", text));
    return;
  }
  const auto size = quantity(std::string_view(text).substr(times + 1, equals - times - 1), UnitKind::size, text, out);
  const auto time = quantity(std::string_view(text).substr(equals + 1), UnitKind::time, text, out);
  if (!size || !time) return;
  const auto same = [&](const CollectiveMeasurement& c) { return c.members_per_node == members->front() && c.size.value == *size; };
  if (std::any_of(out.all_reduces.begin(), out.all_reduces.end(), same)) {
    out.problems.push_back(fmt::format("\"{}\": this all-reduce is given twice; repetitions say nothing about other sizes, give their median", text));
    return;
  }
  out.all_reduces.push_back({Collective::all_reduce, 1, members->front(), Bytes(*size), {}, 0, Seconds(*time)});
}

void read_stated_file(const std::string& file, StatedMeasurements& out) {
  static const std::vector<std::string> keys{"gemm", "all_reduce", "step"};
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (stream) text << stream.rdbuf();
  std::vector<TextFault> faults;
  const nlohmann::json document = stream ? parse_json(text.str(), faults) : nlohmann::json();
  if (!stream) out.problems.push_back(fmt::format("{}: cannot be read", file));
  for (const TextFault& fault : faults) {
    const LineColumn place = line_column(text.str(), fault.offset);
    out.problems.push_back(fmt::format("{}:{}:{}: {}", file, place.line, place.column, fault.message));
  }
  if (!stream || !faults.empty()) return;
  if (!document.is_object()) {
    out.problems.push_back(fmt::format("{}: expected an object with lists of texts: gemm, all_reduce, step", file));
    return;
  }
  const std::size_t before = out.problems.size();
  for (const auto& [key, list] : document.items()) {
    const auto which = std::find(keys.begin(), keys.end(), key);
    if (which == keys.end()) {
      out.problems.push_back(fmt::format("{}: /{}: no such key; expected gemm, all_reduce, step{}", file, key, meant(nearest_name(key, keys))));
      continue;
    }
    if (!list.is_array()) out.problems.push_back(fmt::format("{}: /{}: expected a list of texts", file, key));
    for (std::size_t i = 0; i < (list.is_array() ? list.size() : 0); ++i) {
      const std::size_t known = out.problems.size();
      if (!list[i].is_string()) out.problems.push_back("expected a text such as those of the flags");
      else (key == "gemm" ? read_product : key == "step" ? read_step : read_all_reduce)(list[i].template get<std::string>(), out);
      for (std::size_t k = known; k < out.problems.size(); ++k) out.problems[k] = fmt::format("{}: /{}/{}: {}", file, key, i, out.problems[k]);
    }
  }
  if (out.empty() && out.problems.size() == before) out.problems.push_back(fmt::format("{}: holds no measurement", file));
}

} // namespace archipelago
