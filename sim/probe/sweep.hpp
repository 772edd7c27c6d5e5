// Which cases a probe times: enough of each regime (launch, memory, arithmetic) to identify every constant that calibration fits.
//
// Matrix products span 16 to 16,384 tokens against widths of real layers, one of them no multiple of a tile's 128, and the two
// backward products of training shapes; attention spans 512 to 16k keys, two head sizes and grouped heads; what only moves data
// spans launch time to several times any cache; collectives span 1 KiB to 512 MiB over 2, 4, 8, ... devices.
#pragma once

#include "sim/probe/probe_case.hpp"

#include <optional>
#include <set>
#include <vector>

namespace archipelago {

struct SweepRequest {
  double memory_bytes = 0;                    // that one case may take
  int devices = 1;
  bool fp8 = false;                           // the device multiplies in 8 bits
  bool attention = true;                      // the reference kernel runs on it
  bool collectives = false;                   // a library for them is there
  bool quick = false;                         // about a tenth of the cases, each regime still in
  std::set<ProbeOperation> only;              // empty: all
};

std::vector<ProbeCase> plan_sweep(const SweepRequest& request);

} // namespace archipelago
