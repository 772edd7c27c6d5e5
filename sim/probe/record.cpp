#include "sim/probe/record.hpp"

#include <cmath>
#include <cstdio>

namespace archipelago {

namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;   // device names have no business with control characters
  }
  return out + '"';
}

std::string number(double value) {
  if (!std::isfinite(value)) return "null";
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", value);
  return text;
}

// Written by hand, because the probe must build on GPU machines that have a compiler and little else.
class Line {
public:
  Line& raw(const char* key, const std::string& json) {
    text_ += (text_.size() > 1 ? ",\"" : "\"") + std::string(key) + "\":" + json;
    return *this;
  }
  Line& text(const char* key, const std::string& value) { return raw(key, value.empty() ? "null" : quoted(value)); }
  Line& real(const char* key, std::optional<double> value) { return raw(key, value ? number(*value) : "null"); }
  Line& count(const char* key, std::int64_t value) { return raw(key, std::to_string(value)); }
  Line& flag(const char* key, bool value) { return raw(key, value ? "true" : "false"); }
  std::string end() const { return text_ + '}'; }

private:
  std::string text_ = "{";
};

Line line_of(const char* kind, const ProbeCase& probe_case) {
  Line line;
  line.text("kind", kind).text("op", std::string(name_of(probe_case.operation))).raw("shape", shape_json(probe_case));
  line.text("precision", std::string(name_of(probe_case.precision)));
  return line;
}

std::string check_json(const ReferenceComparison& check) {
  return Line().flag("passed", check.passed()).count("compared", check.compared()).real("worst", check.worst()).end();
}

std::string list_json(const std::vector<std::string>& names) {
  std::string out = "[";
  for (const auto& name : names) out += (out.size() > 1 ? "," : "") + quoted(name);
  return out + ']';
}

} // namespace

std::string header_line(const DeviceFacts& device, const std::string& date) {
  return Line().text("format", "archipelago-probe/1").text("kind", "header").text("date", date)
      .text("device", device.name).text("vendor", device.vendor).text("architecture", device.architecture)
      .text("driver", device.driver).text("runtime", device.runtime).text("collectives", device.collectives)
      .count("devices", device.devices).count("multiprocessors", device.multiprocessors)
      .real("memory_bytes", device.memory_bytes).real("cache_bytes", device.cache_bytes)
      .real("highest_clock_mhz", device.highest_clock_mhz).real("power_limit_w", device.power_limit_w).end();
}

std::string measurement_line(const ProbeMeasurement& measurement) {
  const Timing& timing = measurement.timing;
  const ClockSummary& clocks = measurement.clocks;
  Line line = line_of("measurement", measurement.measured);
  line.text("kernel", measurement.kernel).count("n", timing.n)
      .real("median_us", timing.median_us).real("p10_us", timing.p10_us).real("p90_us", timing.p90_us)
      .real("bytes", traffic_of(measurement.measured)).real("flop", flop_of(measurement.measured))
      .raw("check", check_json(measurement.check)).flag("steady", timing.steady).count("dropped", timing.dropped)
      .count("launches", measurement.plan.launches).count("copies", measurement.copies)
      .real("clock_mhz", clocks.clock_mhz).real("memory_clock_mhz", clocks.memory_clock_mhz)
      .real("power_w", clocks.power_w).real("temperature_c", clocks.temperature_c)
      .flag("throttled", clocks.throttled).raw("clock_reasons", list_json(clocks.reasons));
  return line.end();
}

std::string skipped_line(const ProbeCase& skipped, const std::string& reason) { return line_of("skipped", skipped).text("reason", reason).end(); }

} // namespace archipelago
