// `validate --table traces`: what runs make of measured traces, beside published figures and an independent count of the rows.
#pragma once

#include "reports/validation.hpp"

#include <filesystem>
#include <optional>

namespace archipelago {

struct TracesRequest {
  std::optional<std::filesystem::path> data;  // folder of the traces, or the one above it
  std::filesystem::path scenarios;            // the folder that holds validation/
  unsigned jobs = 0;
};

ValidationTable traces_table(const TracesRequest& request);        // data_here is false where there is none

// `validate --table generators`: laws fitted to the traces, judged over seeds 1 to 30.
ValidationTable generators_table(const TracesRequest& request);

} // namespace archipelago
