#include "sim/calibrate/probe_lines.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <istream>
#include <stdexcept>

namespace archipelago {

namespace {

using nlohmann::json;

double positive(const json& object, const char* key) {
  const double value = object.at(key).get<double>();
  if (!(value > 0)) throw std::invalid_argument(fmt::format("\"{}\" is not positive", key));
  return value;
}

std::string text(const json& object, const char* key) { return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : ""; }

bool is_sound(const json& line) {
  return line.value("steady", true) && (!line.contains("check") || line["check"].value("passed", true));
}

// True when the case is of a kind that the fits use.
bool read_case(const json& line, Measurements& out) {
  const std::string operation = text(line, "op");
  const json& shape = line.at("shape");
  const Seconds time(positive(line, "median_us") * 1e-6);
  if (operation == "gemm") {
    const auto precision = math_precision_from(text(line, "precision"));
    if (!precision) throw std::invalid_argument(fmt::format("\"{}\" is no known precision", text(line, "precision")));
    out.gemm.push_back({positive(shape, "m"), positive(shape, "n"), positive(shape, "k"), *precision, time});
  } else if (operation == "attention_forward" || operation == "attention_backward") {
    const auto kernel = attention_kernel_from(text(line, "kernel"));
    if (!kernel) return false;
    const AttentionShape attention{positive(shape, "batch"), positive(shape, "query_length"), positive(shape, "key_length"), positive(shape, "heads"),
                                   positive(shape, "kv_heads"), positive(shape, "head_size"), shape.at("causal").get<bool>()};
    out.attention.push_back({attention, *kernel, operation == "attention_backward", time});
  } else if (const auto memory = memory_kernel_from(operation)) {
    out.memory.push_back({*memory, Bytes(positive(line, "bytes")), shape.value("width", 0.0), time});
  } else if (const auto collective = collective_from(operation)) {
    out.collectives.push_back({*collective, 1, positive(shape, "members"), Bytes(positive(shape, "bytes")), {}, 0, time});
  } else if (operation == "host_to_device" || operation == "device_to_host") {
    out.host.push_back({operation == "host_to_device", Bytes(positive(shape, "bytes")) / time});
  } else {
    return false;
  }
  return true;
}

} // namespace

ReadFile read_probe_lines(std::istream& stream, const std::string& file, MeasurementFiles& out) {
  ReadFile read{file, "probe output"};
  std::string written;
  for (int number = 1; std::getline(stream, written); ++number) {
    if (written.empty()) continue;
    try {
      const json line = json::parse(written);
      const std::string kind = text(line, "kind");
      if (kind == "header" && line.contains("multiprocessors")) out.multiprocessors = static_cast<int>(std::min(positive(line, "multiprocessors"), 1e6));
      else if (kind == "measurement" && is_sound(line) && read_case(line, out.measurements)) ++read.used;
      else ++read.not_described;
    } catch (const std::exception& error) {
      out.problems.push_back(fmt::format("{}:{}: {}", file, number, error.what()));
    }
  }
  return read;
}

} // namespace archipelago
