// Small made-up results for the tests of reports: round numbers, so that expected values can be worked out by hand.
#pragma once

#include "reports/result_json.hpp"

namespace archipelago {

// Two sites, three learners; goodput 0.90 + 0.01 x seed, the rest split over waits and failures.
Result sample_result(std::uint64_t seed);

RunInfo sample_info();

}   // namespace archipelago
