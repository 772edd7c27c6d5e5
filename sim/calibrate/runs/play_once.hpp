// One simulation of a measured run, by the fidelity that its scenario asks for. Costs are left out: no constant of a job moves prices.
#pragma once

#include "models/world.hpp"
#include "sim/study/job.hpp"

namespace archipelago {

Result play_once(const World& world, std::uint64_t seed, Progress& progress);

} // namespace archipelago
