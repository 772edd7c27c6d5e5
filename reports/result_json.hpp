// A run's account as JSON, with the keys of the contract ("archipelago-result/1").
//
// Two shapes. `to_json` writes one seed and `result_from_json` reads it back: this is what a child process sends over
// its pipe, so for finite numbers the round trip is exact. `result_document` joins the seeds of a scenario into the
// file that users get: one seed stays plain numbers, several become intervals (reports/aggregate.hpp).
// Times in s, sizes in bytes, rates in bit/s, shares as fractions. What cannot be computed is null and named in
// `unknown` with what it needs; a number that is not finite is written as null too.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace archipelago {

struct FailedSeed {
  std::uint64_t seed = 0;
  std::string reason;
};

// What the file says about the run beside its figures.
struct RunInfo {
  std::string scenario_name, scenario_hash, scenario_file;
  std::string protocol;   // as the user writes it: "decoupled-diloco"
  std::vector<Assumption> assumptions;
  std::string engine_version, simgrid_version;
  std::vector<FailedSeed> failed;
  std::string document = {};   // the scenario with everything inherited and overridden filled in, as JSON; empty: not kept
};

nlohmann::json to_json(const Result& result);

// Throws nlohmann::json::exception when a key is missing or has another type: the sender was not `to_json`.
Result result_from_json(const nlohmann::json& seed);

// `results` are the seeds that finished; with none of them the figures are all null and the file still names the failures.
nlohmann::json result_document(const RunInfo& info, const std::vector<Result>& results);

}   // namespace archipelago
