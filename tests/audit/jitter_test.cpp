// Jobs as they are: everything jitters, clocks differ, events are lost. The bottleneck and its size must come out all the same,
// within 5 % of what was constructed, in every format, from all ranks and from one.
#include "sim/audit/audit_files.hpp"
#include "tests/audit/job_files.hpp"
#include "tests/audit/reading.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace archipelago;

namespace {

const std::filesystem::path catalogues = std::filesystem::path(ARCHIPELAGO_SCENARIOS) / "catalogues";
constexpr double allowed = 0.05;

const Jitter rough{.ranks = 0.05, .kernels = 0.2, .gap_us = 8, .outliers = 0.04, .outlier_factor = 4, .offset_us = 40'000, .dropped = 0.004};

Jitter rough_of(unsigned seed) {
  Jitter jitter = rough;
  jitter.seed = seed;
  return jitter;
}

SyntheticJob loading(int ranks, unsigned seed) {
  return {.ranks = ranks, .steps = 80, .input_us = 6000, .compute_us = 9000, .hidden_us = 200, .exposed_us = 1000, .host_us = 500, .layers = 6, .jitter = rough_of(seed)};
}
SyntheticJob communicating(int ranks, unsigned seed) {
  return {.ranks = ranks, .steps = 80, .input_us = 500, .compute_us = 9000, .hidden_us = 300, .exposed_us = 7000, .host_us = 500, .layers = 6, .jitter = rough_of(seed)};
}
SyntheticJob straggling(int ranks, unsigned seed) {
  return {.ranks = ranks, .steps = 80, .compute_us = 9000, .hidden_us = 300, .exposed_us = 900, .host_us = 600, .slow_rank = ranks / 2, .slow_extra_us = 4500, .layers = 6,
          .jitter = rough_of(seed)};
}

Audit audit_of(const std::vector<SyntheticEvent>& events, ProfileFormat format) {
  const Scratch scratch;
  return audit_files({write_job(scratch, events, format), {}, catalogues}).audit;
}

void check(const Audit& audit, TimeUse use, double expected, double step_s) {
  CHECK(name_of(audit.bottleneck.use) == name_of(use));
  CHECK(audit.bottleneck.share == Approx(expected).epsilon(allowed));
  CHECK(audit.bottleneck.speed_up == Approx(1 / (1 - expected)).epsilon(allowed));
  CHECK(audit.steps.mean.value == Approx(step_s).epsilon(allowed));
}

} // namespace

TEST_CASE("bottlenecks of rough jobs on several ranks") {
  for (const ProfileFormat format : profile_formats) {
    if (format == ProfileFormat::mxnet) continue;   // its profiles know one process
    for (unsigned seed = 1; seed <= 4; ++seed) {
      INFO(name_of(format) << ", seed " << seed);
      const SyntheticRecording slow_input = recording_of(loading(4, seed));
      check(audit_of(slow_input.events, format), TimeUse::data_loading, slow_input.truth.input, slow_input.truth.step_s);
      const SyntheticRecording slow_links = recording_of(communicating(4, seed));
      const Audit links = audit_of(slow_links.events, format);
      check(links, TimeUse::communication, slow_links.truth.communication, slow_links.truth.step_s);
      CHECK(links.bottleneck.kernels == Activity::all_reduce);
      const SyntheticRecording slow_rank = recording_of(straggling(8, seed));
      const Audit rank = audit_of(slow_rank.events, format);
      check(rank, TimeUse::straggler_wait, slow_rank.truth.straggler_cost, slow_rank.truth.step_s);
      CHECK(rank.stragglers.slowest_rank == 4);
      CHECK(rank.stragglers.slowest_because == TimeUse::compute);
      CHECK(share(rank, TimeUse::straggler_wait) == Approx(slow_rank.truth.straggler_wait).epsilon(allowed));
    }
  }
}

TEST_CASE("bottlenecks of rough jobs from one rank") {
  for (const ProfileFormat format : profile_formats)
    for (unsigned seed = 1; seed <= 4; ++seed) {
      INFO(name_of(format) << ", seed " << seed);
      const SyntheticRecording slow_input = recording_of(loading(1, seed));
      check(audit_of(slow_input.events, format), TimeUse::data_loading, slow_input.truth.input, slow_input.truth.step_s);
      const SyntheticRecording slow_links = recording_of(communicating(1, seed));
      check(audit_of(slow_links.events, format), TimeUse::communication, slow_links.truth.communication, slow_links.truth.step_s);
      // A slow rank that is not in the profile shows as communication.
      const SyntheticRecording slow_rank = recording_of(straggling(8, seed));
      check(audit_of(of_rank(slow_rank.events, 0), format), TimeUse::communication, slow_rank.truth.exposed[0], slow_rank.truth.step_s);
    }
}
