#include "models/cost/worth.hpp"

#include "models/cost/energy.hpp"
#include "models/cost/ledger.hpp"
#include "models/quality/run_quality.hpp"

namespace archipelago {

void add_worth(const World& world, Result& result) {
  add_quality(world, result);
  add_energy_and_carbon(world, result);
  add_costs(world, result);
}

} // namespace archipelago
