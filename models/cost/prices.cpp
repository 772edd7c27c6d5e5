#include "models/cost/prices.hpp"

namespace archipelago {

DollarsPerHour owned_hour(const Ownership& owned) {
  const double capital = owned.capital.value / (owned.life.value / seconds_per_hour);
  const double facility = owned.colocation_per_kilowatt_month * owned.power.value / 1e3 / hours_per_month;
  return DollarsPerHour(capital + facility);
}

std::string_view to_string(PriceCategory category) {
  switch (category) {
  case PriceCategory::given: return "given";
  case PriceCategory::on_demand: return "on-demand";
  case PriceCategory::committed: return "committed";
  case PriceCategory::spot: return "spot";
  case PriceCategory::owned: return "owned";
  }
  return "";
}

PriceCategory price_category(std::string_view word) {
  for (const auto category : {PriceCategory::on_demand, PriceCategory::committed, PriceCategory::spot, PriceCategory::owned})
    if (to_string(category) == word) return category;
  return PriceCategory::given;
}

std::string_view focus_category(PriceCategory category) {
  switch (category) {
  case PriceCategory::given: return "";
  case PriceCategory::on_demand: return "Standard";
  case PriceCategory::committed: return "Committed";
  case PriceCategory::spot: return "Dynamic";
  case PriceCategory::owned: return "Other";
  }
  return "";
}

} // namespace archipelago
