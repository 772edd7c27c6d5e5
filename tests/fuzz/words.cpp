// Any bytes as each of the small texts that flags and scenarios hold: quantities, expressions, axes, designs, chaos, overrides.
#include "scenarios/build/chaos_text.hpp"
#include "scenarios/format/quantity.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/studies/study.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace archipelago;

namespace {

template <class Fault, class Read> void read_or_fault(Read read) {
  try {
    read();
  } catch (const Fault& fault) {
    if (fault.message.empty()) std::abort();
  }
}

void read_quantity(const std::string& text) {
  const MeasureText read = parse_measure(text, {UnitKind::time, UnitKind::size, UnitKind::bandwidth, UnitKind::price_per_hour});
  if (read.measure.has_value() != read.fault.empty()) std::abort();
  if (!read.measure) return;
  if (!std::isfinite(read.measure->value)) std::abort();
  const MeasureText again = parse_measure(measure_text(*read.measure), {read.measure->kind});
  if (!again.measure || std::abs(again.measure->value - read.measure->value) > 1e-12 * std::abs(read.measure->value)) std::abort();
}

void read_override(const std::string& text) {
  ReadOptions options;
  static const Catalogues catalogues(ARCHIPELAGO_SCENARIOS "/catalogues");
  options.catalogues = ARCHIPELAGO_SCENARIOS "/catalogues";
  options.known = &catalogues;
  options.overrides = {text};
  const Reading reading = read_scenario_text(R"({"format": "archipelago/1"})", "scenario.json", options);
  if (reading.problems.empty()) std::abort();   // nothing that one override adds makes this a scenario
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (*data % 6) {
  case 0: read_quantity(text); break;
  case 1: read_or_fault<ExpressionFault>([&] { Expression(text).value([](const std::string&) { return ExpressionValue(2.0); }); }); break;
  case 2: read_or_fault<AxisFault>([&] { Axis::from_text(text); }); break;
  case 3: read_or_fault<AxisFault>([&] { design_from_text(text); goal_from_text(text); }); break;
  case 4: {
    std::vector<ChaosFault> faults;
    parse_chaos(text, faults);
    break;
  }
  default: read_override(text);
  }
  return 0;
}
