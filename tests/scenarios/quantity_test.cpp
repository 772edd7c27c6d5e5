#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantity.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <cmath>

using namespace archipelago;

namespace {

const std::vector<UnitKind> all_kinds{
    UnitKind::time,           UnitKind::size,           UnitKind::bandwidth,        UnitKind::flop_rate, UnitKind::power,
    UnitKind::price_per_hour, UnitKind::price_per_size, UnitKind::price_per_energy, UnitKind::price,     UnitKind::steps,
    UnitKind::tokens};

double value_of(const std::string& text, UnitKind kind) {
  const auto parsed = parse_measure(text, {kind});
  INFO(text << ": " << parsed.fault);
  REQUIRE(parsed.measure);
  return parsed.measure->value;
}

} // namespace

TEST_CASE("units have the sizes that the contract gives") {
  CHECK(value_of("1 year", UnitKind::time) == 31557600.0);
  CHECK(value_of("1 week", UnitKind::time) == 604800.0);
  CHECK(value_of("25.5 ms", UnitKind::time) == Approx(0.0255).epsilon(1e-15));
  CHECK(value_of("8 Gbps", UnitKind::bandwidth) == 1e9);
  CHECK(value_of("1 GB/s", UnitKind::bandwidth) == 1e9);
  CHECK(value_of("1 KiB", UnitKind::size) == 1024.0);
  CHECK(value_of("1 kB", UnitKind::size) == 1000.0);
  CHECK(value_of("2 TiB", UnitKind::size) == 2199023255552.0);
  CHECK(value_of("0.02 USD/GB", UnitKind::price_per_size) == Approx(2e-11).epsilon(1e-15));
  CHECK(value_of("2.5e3 W", UnitKind::power) == 2500.0);
  CHECK(value_of("1e12 tokens", UnitKind::tokens) == 1e12);
  CHECK(value_of("3s", UnitKind::time) == 3.0);
}

TEST_CASE("what is no quantity says what is wrong and what is expected") {
  const auto fault = [](const char* text, UnitKind kind) { return parse_measure(text, {kind}); };
  CHECK(fault("", UnitKind::time).fault.find("expected a time") != std::string::npos);
  CHECK(fault("3", UnitKind::time).fault.find("without a unit") != std::string::npos);
  CHECK(fault("5 GB", UnitKind::bandwidth).fault.find("a size, expected a bandwidth") != std::string::npos);
  CHECK(fault("5 Gb/s", UnitKind::bandwidth).nearest == "Gbps");
  CHECK(fault("5 gbps", UnitKind::bandwidth).nearest == "Gbps");
  CHECK(fault("5 hours", UnitKind::time).nearest == "h");
  for (const char* text : {"nan s", "inf s", "1e999 s", "-", "s 3", "0x10 s", "3 s s", "1,5 s"}) {
    INFO(text);
    CHECK_FALSE(parse_measure(text, {UnitKind::time}).measure);
  }
}

TEST_CASE("a quantity written as text reads back") {
  CHECK(rc::check("round trip", [] {
    const UnitKind kind = *rc::gen::elementOf(all_kinds);
    const double value =
        std::ldexp(static_cast<double>(*rc::gen::inRange<std::int64_t>(1, std::int64_t{1} << 52)), *rc::gen::inRange(-70, 20));
    const auto again = parse_measure(measure_text({kind, value}), {kind});
    RC_ASSERT(again.measure.has_value());
    RC_ASSERT(std::abs(again.measure->value - value) <= 4e-16 * value);
  }));
}

TEST_CASE("no text makes the parser of quantities fail other than by saying so") {
  CHECK(rc::check("arbitrary texts", [](const std::string& text) {
    const auto parsed = parse_measure(text, all_kinds);
    RC_ASSERT(parsed.measure.has_value() != !parsed.fault.empty());
  }));
}

TEST_CASE("the nearest name is the one with fewest changes, and none if all are far") {
  CHECK(nearest_name("fragmnts", {"fragments", "fragmentation", "bits"}) == "fragments");
  CHECK(nearest_name("H100-SXM", {"h200-sxm", "h100-sxm"}) == "h100-sxm");
  CHECK(nearest_name("h100", {"a100-sxm", "h100-sxm"}) == "h100-sxm");
  CHECK(nearest_name("tset", {"test", "tsetse"}) == "test");
  CHECK(nearest_name("colour", {"name", "sites"}).empty());
  CHECK(nearest_name("", {"name"}).empty());
}
