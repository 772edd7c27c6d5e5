#include "sim/replay/caveats.hpp"

#include <fmt/format.h>

#include <set>

namespace archipelago {

void add_caveats(const World& world, Result& result) {
  result.flags.insert(result.flags.end(), world.flags.begin(), world.flags.end());
  result.unknown.insert(result.unknown.end(), world.unknown.begin(), world.unknown.end());
  if (world.failures_known == Known::unknown) {
    result.unknown.push_back({"failures", "failures (a rate, a preset name, or \"none\")"});
    result.flags.push_back({"failures", "No failure rate was given: goodput and uptime are those of a run without failures."});
  }
  const bool rolls_back = world.protocol.name == ProtocolName::data_parallel;
  if (rolls_back && world.failures && !world.checkpoints)
    result.flags.push_back({"checkpoints", "Without checkpoints in the scenario, work lost by rolling back to one is not counted."});
  std::set<std::string> derived;
  bool predicted = false;
  for (const Learner& learner : world.learners) {
    predicted = predicted || learner.step_time.predicted;
    if (learner.step_time.source != "given" && !learner.step_time.predicted) derived.insert(learner.step_time.source);
  }
  for (const std::string& source : derived) result.flags.push_back({"step_time", fmt::format("Step times are derived: {}.", source)});
  if (predicted)
    result.flags.push_back({"step_time", "Step times are predicted from kernels and layouts, not measured: learners[].predicted has their bands."});
  if (result.mfu && *result.mfu > 1)
    result.flags.push_back({"mfu", fmt::format("The accelerators would compute at {:.3g} times their bf16 peak: training.tokens_per_step, the model or a step_time cannot be right, unless "
                                               "the job computes in fewer bits.", *result.mfu)});
}

} // namespace archipelago
