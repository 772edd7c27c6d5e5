// What things cost, as the user says or as a price of the catalogue has it.
//
// An owned accelerator-hour = capital / life + colocation per kW and month x power / hours of a month; its energy comes on top.
// Rented ones include their energy. Categories are those of FinOps FOCUS 1.2 (PricingCategory): Standard, Committed, Dynamic, Other.
// USD without tax; hours of a month: 730.5 (365.25 d / 12).
#pragma once

#include "models/units.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace archipelago {

enum class PriceCategory { given, on_demand, committed, spot, owned };   // given: the user's own price, of no stated kind

inline constexpr double hours_per_month = seconds_per_year / 12 / seconds_per_hour;

struct Price {                                // of one accelerator-hour
  std::string name;                           // in the catalogue; empty: the scenario's own
  DollarsPerHour hour;
  PriceCategory category = PriceCategory::given;
  std::string provider, date, grade, source;
  bool includes_energy() const { return category != PriceCategory::owned; }
};

struct Ownership {                            // of one accelerator with its share of server and network
  Dollars capital;
  Seconds life;
  Watts power;
  double colocation_per_kilowatt_month = 0;   // USD
};
DollarsPerHour owned_hour(const Ownership& owned);

struct Storage { Bytes size; DollarsPerByte month; };

// Rated power of a server that is drawn while its accelerators compute, and while they wait.
struct PowerDraw { double computing = 0.75, waiting = 0.75; };

struct Investment {                           // against a baseline; what is absent is unknown
  std::optional<Dollars> once;                // migration, engineering, lines to build
  std::optional<double> runs_per_year, years, discount_rate;
  std::optional<Dollars> day_of_delay;
};

struct Costs {
  std::map<std::string, DollarsPerHour> accelerator_hour;
  std::map<std::string, Price> prices;        // of the catalogue, by accelerator; after accelerator_hour
  std::optional<DollarsPerByte> egress;
  std::optional<DollarsPerKilowattHour> energy;
  std::optional<DollarsPerHour> syncer_hour;  // of one syncer host
  std::optional<DollarsPerHour> staff;        // all people together
  std::optional<Storage> storage;
  std::map<std::string, DollarsPerHour> leases;   // of links, by name
  PowerDraw draw;
  Investment investment;
  std::string baseline;                       // result to compare with
};

std::string_view to_string(PriceCategory category);      // "on-demand"
PriceCategory price_category(std::string_view word);     // the reverse; given for any other word
std::string_view focus_category(PriceCategory category); // "Standard"

} // namespace archipelago
