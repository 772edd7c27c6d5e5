// Jobs whose bottleneck is known by construction: the audit must name it and its size within 5 %.
#include "sim/audit/audit_files.hpp"
#include "tests/audit/nsight_writer.hpp"
#include "tests/audit/reading.hpp"
#include "tests/audit/scratch.hpp"
#include "tests/audit/trace_writers.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace archipelago;

namespace {

const std::filesystem::path catalogues = std::filesystem::path(ARCHIPELAGO_SCENARIOS) / "catalogues";
constexpr double allowed = 0.05;

// One PyTorch file per rank, as jobs write them.
Audit audit_of(const SyntheticJob& job) {
  const Scratch scratch;
  AuditRequest request{{}, {}, catalogues};
  for (int rank = 0; rank < job.ranks; ++rank)
    request.files.push_back(scratch.write("rank" + std::to_string(rank) + ".json", kineto_document(kineto_entries(of_rank(events_of(job), rank)), rank, job.ranks)));
  return audit_files(request).audit;
}

} // namespace

TEST_CASE("a job that waits for its input") {
  const Audit audit = audit_of({.ranks = 4, .steps = 20, .input_us = 6000, .compute_us = 9000, .hidden_us = 800, .exposed_us = 1000, .host_us = 500});
  const double expected = 6000.0 / 16500;
  CHECK(audit.bottleneck.use == TimeUse::data_loading);
  CHECK(audit.bottleneck.share == Approx(expected).epsilon(allowed));
  CHECK(audit.bottleneck.speed_up == Approx(1 / (1 - expected)).epsilon(allowed));
  CHECK(audit.steps.count == 20);
  CHECK(audit.steps.mean.value == Approx(16.5e-3));
}

TEST_CASE("a job that waits for its collectives") {
  const Audit audit = audit_of({.ranks = 4, .steps = 20, .input_us = 500, .compute_us = 9000, .hidden_us = 3000, .exposed_us = 7000, .host_us = 500});
  const double expected = 7000.0 / 17000;
  CHECK(audit.bottleneck.use == TimeUse::communication);
  CHECK(audit.bottleneck.share == Approx(expected).epsilon(allowed));
  CHECK(audit.bottleneck.kernels == Activity::all_reduce);
  CHECK(audit.overlapped == Approx(0.3).epsilon(allowed));
  CHECK(audit.stragglers.cost == Approx(0).margin(1e-9));
}

TEST_CASE("a job that waits for one slow rank") {
  const Audit audit = audit_of({.ranks = 8, .steps = 20, .compute_us = 9000, .hidden_us = 600, .exposed_us = 900, .host_us = 600, .slow_rank = 5, .slow_extra_us = 4500});
  const double expected = 4500.0 / 15000;
  CHECK(audit.bottleneck.use == TimeUse::straggler_wait);
  CHECK(audit.bottleneck.share == Approx(expected).epsilon(allowed));
  CHECK(audit.stragglers.slowest_rank == 5);
  CHECK(audit.stragglers.slowest_share == 1);
  CHECK(audit.stragglers.slowest_because == TimeUse::compute);
  CHECK(share(audit, TimeUse::straggler_wait) == Approx(expected * 7 / 8).epsilon(allowed));
  CHECK(share(audit, TimeUse::communication) == Approx(900.0 / 15000).epsilon(allowed));
}

TEST_CASE("the straggler is found in one Nsight export as well") {
  const Scratch scratch;
  const SyntheticJob job{.ranks = 4, .steps = 10, .compute_us = 9000, .exposed_us = 900, .slow_rank = 2, .slow_extra_us = 3000};
  write_nsight(scratch / "all.sqlite", events_of(job));
  const Audit audit = audit_files({{scratch / "all.sqlite"}, {}, catalogues}).audit;
  CHECK(audit.bottleneck.use == TimeUse::straggler_wait);
  CHECK(audit.bottleneck.share == Approx(3000.0 / 12900).epsilon(allowed));
  CHECK(audit.stragglers.slowest_rank == 2);
}

TEST_CASE("a job that waits for its host, or for its checkpoints") {
  const Audit host = audit_of({.steps = 10, .compute_us = 9000, .host_us = 3000});
  CHECK(host.bottleneck.use == TimeUse::host);
  CHECK(host.bottleneck.share == Approx(0.25).epsilon(allowed));
  const Audit saves = audit_of({.steps = 10, .compute_us = 9000, .checkpoint_us = 60000});
  CHECK(saves.bottleneck.use == TimeUse::checkpoint);
  CHECK(saves.bottleneck.share == Approx(0.4).epsilon(allowed));
  CHECK(saves.steps.mean.value == Approx(9e-3).epsilon(allowed));   // a scenario has checkpoints of its own
}

TEST_CASE("a job without losses is bound by computing") {
  const Audit audit = audit_of({.ranks = 2, .steps = 10, .input_us = 100, .compute_us = 9000, .hidden_us = 2000, .exposed_us = 200, .host_us = 100});
  CHECK(audit.bottleneck.use == TimeUse::compute);
  CHECK(audit.bottleneck.share == Approx(9000.0 / 9400).epsilon(allowed));
  CHECK(audit.bottleneck.speed_up == 1);
}

TEST_CASE("shares sum to one, and work over time over peak is the efficiency") {
  const Audit audit = audit_of({.ranks = 2, .steps = 10, .input_us = 700, .compute_us = 900, .hidden_us = 100, .exposed_us = 300, .host_us = 200});
  double sum = 0;
  for (const double one : audit.shares) sum += one;
  CHECK(sum == Approx(1));
  for (const KernelClassUse& use : audit.kernels) {
    if (use.activity != Activity::gemm) continue;
    CHECK(use.rate->value == Approx(2.0 * 4096 * 8192 * 1024 / 300e-6));
    CHECK(*use.of_peak == Approx(2.0 * 4096 * 8192 * 1024 / 300e-6 / 989e12));
  }
}
