// What further runs say, as blocks of a proposal's sections: alternatives that were run, a tornado, break-even values with the runs on both
// sides of them, a two-way map, an outage, the pilot's predictions. Without further runs each says how to get them.
#pragma once

#include "reports/proposal/content.hpp"
#include "reports/proposal/evidence.hpp"

namespace archipelago {

std::vector<Block> alternative_blocks(const Evidence& evidence);
Text better_alternative(const Evidence& evidence);             // the cheapest that was run, if cheaper than the proposal beyond chance; else empty
std::vector<Block> tornado_blocks(const Evidence& evidence);
std::vector<Block> break_even_blocks(const Evidence& evidence);
std::vector<Block> map_blocks(const Evidence& evidence);
std::vector<Block> timeline_blocks(const Evidence& evidence);   // a Gantt chart of the seed in the middle
std::vector<Block> pilot_blocks(const Evidence& evidence);
Text outage_text(const Evidence& evidence);                    // empty: not run
std::vector<Block> left_out_blocks(const Evidence& evidence);

}   // namespace archipelago
