// Quantities as users write them: a number and a unit, "5 Gbps", "20 min", "2.50 USD/h".
//
// Decimal prefixes are powers of 1000, KiB and its kin powers of 1024; year is 365.25 d; bps counts bits, B/s bytes.
// Values come out in SI base units: s, B, B/s, FLOP/s, W, USD, USD/h, USD/B, USD/kWh.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

enum class UnitKind { time, size, bandwidth, flop_rate, power, price_per_hour, price_per_size, price_per_energy, price, steps, tokens, token_rate, sample_rate };

struct Measure {
  UnitKind kind = UnitKind::time;
  double value = 0;   // base units
};

struct MeasureText {
  std::optional<Measure> measure;
  std::string fault, nearest;   // when there is none: what is wrong, and the unit that was probably meant
};

// One of `kinds`; "12 GB" where a bandwidth is due is a fault that names both.
MeasureText parse_measure(std::string_view text, const std::vector<UnitKind>& kinds);

// In the largest decimal unit that keeps the number at or above 1, with all digits: reads back to the same value, but for
// rounding in the last place.
std::string measure_text(Measure measure);
std::string rounded_text(Measure measure);   // to four digits, to be read by people

std::string_view kind_name(UnitKind kind);      // "time"
std::string units_of(UnitKind kind);            // "ns, us, ms, ..."
std::string_view kind_example(UnitKind kind);   // "\"3 s\""

} // namespace archipelago
