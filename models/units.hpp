// Physical quantities as types.
//
// Every quantity is a double in its SI base unit behind a tag, so that bits and bytes, or a one-way latency
// and a round trip, cannot be mixed up: the conversions below are the only way across.
// Arithmetic inside one dimension is free; anything that changes the dimension is a named function or operator here.
#pragma once

#include <compare>

namespace archipelago {

template <class Dimension> struct Quantity {
  double value = 0.0;

  constexpr Quantity() = default;
  constexpr explicit Quantity(double base_units) : value(base_units) {}

  constexpr auto operator<=>(const Quantity&) const = default;
  constexpr Quantity operator-() const { return Quantity(-value); }
  constexpr Quantity& operator+=(Quantity other) { value += other.value; return *this; }
  constexpr Quantity& operator-=(Quantity other) { value -= other.value; return *this; }
  constexpr Quantity& operator*=(double factor) { value *= factor; return *this; }

  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.value + b.value); }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.value - b.value); }
  friend constexpr Quantity operator*(Quantity a, double factor) { return Quantity(a.value * factor); }
  friend constexpr Quantity operator*(double factor, Quantity a) { return Quantity(a.value * factor); }
  friend constexpr Quantity operator/(Quantity a, double divisor) { return Quantity(a.value / divisor); }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value / b.value; }
};

using Seconds = Quantity<struct SecondsDimension>;
using OneWayLatency = Quantity<struct OneWayLatencyDimension>;   // seconds, one direction
using RoundTripTime = Quantity<struct RoundTripTimeDimension>;   // seconds, there and back
using Bytes = Quantity<struct BytesDimension>;
using Bits = Quantity<struct BitsDimension>;
using BytesPerSecond = Quantity<struct BytesPerSecondDimension>;
using BitsPerSecond = Quantity<struct BitsPerSecondDimension>;
using Flops = Quantity<struct FlopsDimension>;                   // floating-point operations
using FlopsPerSecond = Quantity<struct FlopsPerSecondDimension>;
using Watts = Quantity<struct WattsDimension>;
using Dollars = Quantity<struct DollarsDimension>;
using DollarsPerHour = Quantity<struct DollarsPerHourDimension>;
using DollarsPerByte = Quantity<struct DollarsPerByteDimension>;
using DollarsPerKilowattHour = Quantity<struct DollarsPerKilowattHourDimension>;

constexpr Bytes to_bytes(Bits bits) { return Bytes(bits.value / 8.0); }
constexpr Bits to_bits(Bytes bytes) { return Bits(bytes.value * 8.0); }
constexpr BytesPerSecond to_bytes(BitsPerSecond rate) { return BytesPerSecond(rate.value / 8.0); }
constexpr BitsPerSecond to_bits(BytesPerSecond rate) { return BitsPerSecond(rate.value * 8.0); }
constexpr RoundTripTime round_trip(OneWayLatency latency) { return RoundTripTime(2.0 * latency.value); }
constexpr OneWayLatency one_way(RoundTripTime time) { return OneWayLatency(0.5 * time.value); }
constexpr Seconds duration(OneWayLatency latency) { return Seconds(latency.value); }

constexpr Seconds operator/(Bytes size, BytesPerSecond rate) { return Seconds(size.value / rate.value); }
constexpr BytesPerSecond operator/(Bytes size, Seconds time) { return BytesPerSecond(size.value / time.value); }
constexpr Bytes operator*(BytesPerSecond rate, Seconds time) { return Bytes(rate.value * time.value); }
constexpr Seconds operator/(Flops work, FlopsPerSecond rate) { return Seconds(work.value / rate.value); }
constexpr Dollars operator*(DollarsPerByte price, Bytes size) { return Dollars(price.value * size.value); }

inline constexpr double seconds_per_hour = 3600.0;
inline constexpr double seconds_per_day = 86400.0;
inline constexpr double seconds_per_year = 365.25 * seconds_per_day;

} // namespace archipelago
