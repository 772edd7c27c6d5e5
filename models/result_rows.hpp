// Entries of a result, named but without figures: what every engine and the closed form fill in.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

namespace archipelago {

LearnerResult learner_row(const World& world, std::size_t learner);

// Of one direction of a link or a backbone. A backbone's ends are all nodes that its links have on that side: "eu+us".
LinkResult carrier_row(const World& world, std::size_t carrier, bool forward);

} // namespace archipelago
