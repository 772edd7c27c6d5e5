// Known constants are found again from a few runs, one bad line does not carry them, and what is open is refused.
#include "tests/calibrate_runs/synthetic_job.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace archipelago;
using namespace archipelago::test;

namespace {

const JobConstants truth{0.9, Seconds(0.02), Seconds(0.4), curve({{0.05, 0.78}, {0.2, 0.9}, {1, 1}, {5, 1}})};
const std::vector<SyntheticRun> spanning{{1, 185, 1}, {0.2, 185, 8}, {0.05, 185, 32}, {5, 185, 128, true}};

RunFit fit(const SyntheticJob& job, const std::vector<RunLine>& lines) { return fit_runs(lines, job.rates(), job.predict()); }
RunFit fit(const std::vector<SyntheticRun>& runs) {
  const SyntheticJob job(runs, truth);
  return fit(job, job.lines());
}

double at(const RunFit& fit, double gigabits) { return efficiency_at(fit.constants.link_efficiency, to_bytes(BitsPerSecond(gigabits * 1e9))); }

bool refused(const RunFit& fit, const std::string& constant, const std::string& reason = "") {
  return std::any_of(fit.refusals.begin(), fit.refusals.end(), [&](const Refusal& refusal) {
    return refusal.constant.starts_with(constant) && refusal.reason.find(reason) != std::string::npos && !refusal.measure_next.empty();
  });
}

} // namespace

TEST_CASE("four runs at four rates give all constants back") {
  const RunFit found = fit(spanning);
  CHECK(found.refusals.empty());
  CHECK(found.constants.step_efficiency == Approx(0.9).epsilon(0.01));
  CHECK(found.constants.sync_overhead.value == Approx(0.02).margin(0.005));
  CHECK(found.constants.start_up.value == Approx(0.4).epsilon(0.1));
  CHECK(at(found, 0.05) == Approx(0.78).epsilon(0.01));
  CHECK(at(found, 0.2) == Approx(0.9).epsilon(0.01));
  CHECK(at(found, 1) == Approx(1).epsilon(0.01));
  // A rate that no run had.
  CHECK(at(found, 0.1) == Approx(0.84).epsilon(0.02));
  CHECK(at(found, 10) == Approx(1).epsilon(0.01));
}

TEST_CASE("each constant names the lines that move with it") {
  const RunFit found = fit(spanning);
  for (const RunConstant& constant : found.fitted) {
    if (constant.kind == ConstantKind::start_up) CHECK(constant.lines == std::vector<std::size_t>{13, 14});
    if (constant.kind == ConstantKind::link_efficiency) CHECK(constant.lines.size() == 3);
    CHECK(constant.deviation > 0);
  }
}

TEST_CASE("one line that is far off does not carry the fit") {
  std::vector<SyntheticRun> runs = spanning;
  runs.insert(runs.end(), spanning.begin(), spanning.end());
  const SyntheticJob job(runs, truth);
  for (std::size_t bad = 0; bad < 4 * figures_per_run; ++bad) {
    std::vector<RunLine> lines = job.lines();
    lines[bad].measured *= 2;
    const RunFit found = fit(job, lines);
    INFO("line " << bad);
    CHECK(found.constants.step_efficiency == Approx(0.9).epsilon(0.03));
    CHECK(at(found, 0.05) == Approx(0.78).epsilon(0.03));
    CHECK(at(found, 0.2) == Approx(0.9).epsilon(0.03));
    CHECK(at(found, 1) == Approx(1).epsilon(0.03));
  }
}

TEST_CASE("from a single cell the overhead cannot be told from the links: it is refused, and the cell is met all the same") {
  const SyntheticJob job({{1, 185, 1}}, truth);
  std::vector<RunLine> lines = job.lines();
  const RunFit found = fit(job, {lines[0], lines[1], lines[2], lines[3]});
  CHECK(refused(found, "sync_overhead", "cannot be told from what the links lose"));
  CHECK(refused(found, "start_up", "no line counts"));
  // It stays what is expected of it, and is said to be assumed; and so does a start-up that no line counts.
  CHECK(found.constants.sync_overhead < Seconds(0.05));
  CHECK(found.constants.start_up == expected_start_up);
  REQUIRE(found.assumed.size() == 2);
  for (const RunConstant& constant : found.assumed) CHECK((constant.kind == ConstantKind::sync_overhead || constant.kind == ConstantKind::start_up));
  CHECK(found.predicted[0] == Approx(lines[0].measured).epsilon(0.01));
}

TEST_CASE("a start-up that is not there is believed when the lines insist") {
  JobConstants prompt = truth;
  prompt.start_up = Seconds(0);
  const SyntheticJob job(spanning, prompt);
  CHECK(fit(job, job.lines()).constants.start_up.value == Approx(0).margin(0.02));
}

TEST_CASE("a small and a large payload over one link tell overhead and links apart") {
  const RunFit found = fit({{1, 185, 32}, {1, 2, 32}});
  CHECK(found.constants.sync_overhead.value == Approx(0.02).epsilon(0.1));
  CHECK(at(found, 1) == Approx(1).epsilon(0.01));
}

TEST_CASE("an overhead far from what is usual is believed when the lines insist") {
  JobConstants slow = truth;
  slow.sync_overhead = Seconds(20);
  const SyntheticJob job({{5, 185, 128}, {5, 3700, 128}, {1, 185, 128}}, slow);
  CHECK(fit(job, job.lines()).constants.sync_overhead.value == Approx(20).epsilon(0.03));
}

TEST_CASE("what no line depends on is refused with what to measure next") {
  const SyntheticJob job(spanning, truth);
  std::vector<RunLine> lines = job.lines();
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].left_out = i % figures_per_run != 0;   // synchronization times only
  const RunFit found = fit(job, lines);
  CHECK(refused(found, "step_efficiency", "no line depends"));
  CHECK(refused(found, "start_up", "no line counts"));
  CHECK(found.constants.step_efficiency == 1);
  CHECK(at(found, 0.05) == Approx(0.78).epsilon(0.01));
  // Lines of one rate left out: that rate's efficiency is not identified, and comes from its neighbours.
  for (std::size_t i = 0; i < figures_per_run; ++i) lines[figures_per_run + i].left_out = true;
  const RunFit without = fit(job, lines);
  CHECK(refused(without, "link_efficiency at 200 Mbps", "no line waits"));
  CHECK(at(without, 0.2) == Approx(0.9).epsilon(0.03));
}
