// `trace spares`: how many spares are enough for a share of the time, asked of a law or of a trace.
//
// A law is drawn once per seed, for a time that first settles: a fleet that begins whole is not yet as it will be. A trace is one history:
// what it answers by itself is shown, and the law fitted to it gives the interval.
#pragma once

#include "models/failures/generators/processes.hpp"
#include "models/failures/spares.hpp"
#include "models/units.hpp"
#include "reports/chart.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace archipelago {

struct SpareQuestion {
  std::uint32_t nodes = 1, pools = 1;         // one pool, and as many as there are learners
  Seconds horizon;                            // of each history
  std::uint64_t first_seed = 1, seeds = 30;
  std::vector<double> shares{0.95, 0.99};
};

struct SpareReport {
  std::string name, about;                    // whose nodes these are; where the histories come from
  SpareQuestion question;
  Seconds settling;
  SpareStudy together, apart;                 // one pool for all; one for each learner
  std::optional<SpareStudy> as_observed;      // of a trace of as many nodes
};

// Twice the time in which 99 of 100 outages end, at most a year.
Seconds settling_time(const Generator& generator, std::uint32_t nodes);

SpareReport spare_report(const Generator& generator, const SpareQuestion& question);   // its processes take nodes down

std::string spares_text(const SpareReport& report, const Terminal& terminal);
nlohmann::ordered_json spares_document(const SpareReport& report);
Chart spares_chart(const SpareReport& report);

} // namespace archipelago
