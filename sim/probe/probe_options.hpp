// What a probe is asked to do, as the flags of the program `archipelago-probe`, which `archipelago probe` hands on.
#pragma once

#include "sim/probe/probe_case.hpp"

#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace archipelago {

struct ProbeOptions {
  std::string out = "probe.jsonl";
  std::set<ProbeOperation> only;              // empty: all
  double seconds_per_case = 0.05;
  int device = 0;
  bool quick = false;
};

struct ProbeUsageError : std::runtime_error { using std::runtime_error::runtime_error; };

ProbeOptions probe_options_from(const std::vector<std::string>& arguments);   // throws ProbeUsageError
std::vector<std::string> arguments_of(const ProbeOptions& options);           // that read back as the same
std::string probe_usage();

} // namespace archipelago
