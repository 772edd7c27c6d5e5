// One run of a study, and what became of it.
//
// A job's body is called in a forked child (sim/study/supervisor.hpp): it may crash, hang or exit without harming the
// study, and what it changes in memory is lost. Its result and its records come back through a pipe.
#pragma once

#include "models/result.hpp"
#include "models/units.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace archipelago {

// A job's voice while it runs; t is simulated time.
class Progress {
public:
  virtual ~Progress() = default;
  virtual void share(double done, Seconds t) = 0;   // of the horizon, in [0,1]; thinned out by wall time
  // A record for whoever listens; `fields` is the inside of a JSON object, such as "\"link\":\"west-wan\",\"bps\":2e9".
  virtual void record(std::string_view kind, Seconds t, std::string_view fields) = 0;
};

struct Job {
  std::uint64_t seed = 1;
  std::function<Result(Progress&)> body;
};

// Exactly one of the two: a result, or the reason why there is none.
struct Outcome {
  std::uint64_t seed = 1;
  std::optional<Result> result;
  std::string failure;
};

} // namespace archipelago
