// The order of what happened, as one number: kind, entity and date to a microsecond of every step, round and failure.
// Two runs that agree here did the same things in the same order (DESIGN section 4).
#pragma once

#include "models/units.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace archipelago {

class Fingerprint {
public:
  enum class What : std::uint64_t { step = 1, launch, back, pause, lost, returned, recovered, exchange };

  void add(What what, std::uint64_t entity, Seconds at) {
    hash_ = mix(hash_ ^ (static_cast<std::uint64_t>(what) << 56) ^ (entity << 40)) + microseconds(at);
    if (noting_) noted_.push_back({what, entity, at.value});
  }
  std::uint64_t value() const { return mix(hash_); }

  // All that is added from now on is noted, to be added again `times` times, each time `period` later and with as many fragments
  // further on as there were launches.
  void note() { noting_ = true, noted_.clear(); }
  void forget() { noting_ = false, noted_.clear(); }
  void repeat(std::int64_t times, Seconds period, int fragments) {
    noting_ = false;
    const auto launches = std::count_if(noted_.begin(), noted_.end(), [](const Noted& each) { return each.what == What::launch; });
    for (std::int64_t turn = 1; turn <= times; ++turn) {
      const double later = static_cast<double>(turn) * period.value;
      const auto further = static_cast<std::uint64_t>(turn * launches), all = static_cast<std::uint64_t>(fragments);
      for (const Noted& each : noted_)
        add(each.what, each.what == What::back ? (each.entity + further) % all : each.entity, Seconds(each.at + later));
    }
    noted_.clear();
  }

private:
  // What std::llround gives, without a call into the library for each event.
  static std::uint64_t microseconds(Seconds at) {
    const double date = at.value * 1e6;
    const auto whole = static_cast<std::int64_t>(date);
    const double rest = date - static_cast<double>(whole);
    return static_cast<std::uint64_t>(whole + (rest >= 0.5) - (rest <= -0.5));
  }
  static std::uint64_t mix(std::uint64_t x) {   // finaliser of MurmurHash3
    x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCDull;
    x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53ull;
    return x ^ (x >> 33);
  }
  struct Noted { What what; std::uint64_t entity; double at; };
  bool noting_ = false;
  std::vector<Noted> noted_;
  std::uint64_t hash_ = 0x9E3779B97F4A7C15ull;
};

} // namespace archipelago
