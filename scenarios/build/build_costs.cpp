#include "scenarios/build/builders.hpp"

#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

std::vector<std::string> known_accelerators(const Catalogues& catalogues, const World& world) {
  std::vector<std::string> known = catalogues.names("accelerators");
  for (const Learner& learner : world.learners)
    if (std::find(known.begin(), known.end(), learner.accelerator.name) == known.end()) known.push_back(learner.accelerator.name);
  return known;
}

void check_name(const Part& part, const std::string& name, const char* thing, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) == known.end())
    part.wrong(name.c_str(), fmt::format("no {} named \"{}\" in the catalogue or in use", thing, name), nearest_name(name, known));
}

std::optional<DollarsPerHour> owned_price(const Part& part) {
  const auto capital = part.quantity<Dollars>("capital");
  const auto life = part.quantity<Seconds>("life");
  if (!part.has("capital")) part.wrong("", "an owned accelerator needs its capital");
  if (!part.has("life")) part.wrong("", "an owned accelerator needs the life over which its capital is written off");
  const auto colocation = part.quantity<Dollars>("colocation");
  const auto power = part.quantity<Watts>("power");
  if (part.has("colocation") && !part.has("power")) part.wrong("", "a colocation is per kW: it needs the power");
  if (!capital || !life) return std::nullopt;
  return owned_hour({*capital, *life, power.value_or(Watts(0)), colocation.value_or(Dollars(0)).value});
}

void add_price(const Part& prices, const std::string& accelerator, Costs& costs) {
  const auto part = prices.object(accelerator.c_str());
  if (!part) return;
  Price price;
  price.name = part->text("name").value_or("");
  price.category = price_category(part->text("category").value_or(""));
  price.provider = part->text("provider").value_or("");
  price.date = part->text("date").value_or("");
  price.grade = part->text("grade").value_or("");
  price.source = part->text("source").value_or("");
  const auto of = part->text("accelerator");
  if (of && *of != accelerator) part->wrong("accelerator", fmt::format("this is a price of {}, not of {}", *of, accelerator));
  const bool owned = price.category == PriceCategory::owned;
  if (owned && part->has("hour")) part->wrong("hour", "the hour of an owned accelerator follows from its capital and life");
  for (const char* key : {"capital", "life", "colocation"})
    if (!owned && part->has(key)) part->wrong(key, "only owned accelerators have one");
  if (!owned && !part->has("hour")) part->wrong("", "a price needs its hour");
  const auto hour = owned ? owned_price(*part) : part->quantity<DollarsPerHour>("hour");
  if (!hour) return;
  price.hour = *hour;
  costs.prices[accelerator] = price;
}

void add_leases(const Part& costs, const World& world, Costs& out) {
  const auto leases = costs.object("leases");
  if (!leases) return;
  std::vector<std::string> links;
  for (const Link& link : world.network.links) links.push_back(link.name);
  for (const auto& [name, price] : leases->raw().items()) {
    check_name(*leases, name, "link", links);
    if (const auto read = leases->quantity<DollarsPerHour>(name.c_str())) out.leases[name] = *read;
  }
}

Investment investment_of(const Part& costs) {
  Investment investment;
  const auto part = costs.object("investment");
  if (!part) return investment;
  investment.once = part->quantity<Dollars>("once");
  investment.runs_per_year = part->number("runs_per_year");
  investment.years = part->number("years");
  investment.discount_rate = part->number("discount_rate");
  investment.day_of_delay = part->quantity<Dollars>("day_of_delay");
  return investment;
}

} // namespace

void build_costs(const Part& root, const Catalogues& catalogues, World& world) {
  const auto part = root.object("costs");
  if (!part) return;
  Costs costs;
  costs.egress = part->quantity<DollarsPerByte>("egress");
  costs.energy = part->quantity<DollarsPerKilowattHour>("energy");
  costs.syncer_hour = part->quantity<DollarsPerHour>("syncer_hour");
  costs.staff = part->quantity<DollarsPerHour>("staff");
  costs.baseline = part->text("baseline").value_or("");
  const auto known = known_accelerators(catalogues, world);
  if (const auto hours = part->object("accelerator_hour"))
    for (const auto& [name, price] : hours->raw().items()) {
      check_name(*hours, name, "accelerator", known);
      if (const auto read = hours->quantity<DollarsPerHour>(name.c_str())) costs.accelerator_hour[name] = *read;
    }
  if (const auto prices = part->object("prices"))
    for (const auto& [name, price] : prices->raw().items()) {
      check_name(*prices, name, "accelerator", known);
      add_price(*prices, name, costs);
    }
  add_leases(*part, world, costs);
  if (const auto storage = part->object("storage")) {
    const auto size = storage->quantity<Bytes>("size");
    const auto month = storage->quantity<DollarsPerByte>("month");
    if (size && month) costs.storage = Storage{*size, *month};
  }
  if (const auto draw = part->object("draw")) costs.draw = {draw->number("computing").value_or(0.75), draw->number("waiting").value_or(0.75)};
  costs.investment = investment_of(*part);
  world.costs = costs;
}

} // namespace archipelago
