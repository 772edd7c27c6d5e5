// The same job written by each profiler is the same job.
#include "tests/audit/reading.hpp"
#include "tests/audit/trace_writers.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace archipelago;

namespace {

const SyntheticJob job{.ranks = 2, .steps = 12, .input_us = 1500, .compute_us = 6000, .hidden_us = 1000, .exposed_us = 2000, .host_us = 500};

void check_shares(const RankAccount& rank) {
  CHECK(share(rank, TimeUse::compute) == Approx(0.60));
  CHECK(share(rank, TimeUse::communication) == Approx(0.20));
  CHECK(share(rank, TimeUse::data_loading) == Approx(0.15));
  CHECK(share(rank, TimeUse::host) == Approx(0.05));
}

std::vector<std::string> with(std::vector<std::string> head, const std::vector<std::string>& tail) {
  head.insert(head.end(), tail.begin(), tail.end());
  return head;
}

} // namespace

TEST_CASE("TensorFlow and JAX: lines that repeat others are left out") {
  const ReadText read = read_trace(trace_document(with(xla_metadata(2), xla_entries(events_of(job)))));
  CHECK(read.report.facts.format == "TensorFlow/XLA trace");
  REQUIRE(read.ranks.size() == 2);
  for (const RankAccount& rank : read.ranks) {
    CHECK(rank.steps.size() == 12);
    CHECK(rank.steps.front().number == 0);
    check_shares(rank);
    CHECK(rank.kernels[static_cast<std::size_t>(Activity::gemm)].flops.value == Approx(12 * 68719476736.0));
  }
}

TEST_CASE("TensorFlow and JAX: names may come after the events they name") {
  std::vector<std::string> entries = with(xla_entries(events_of(job)), xla_metadata(2));
  const ReadText late = read_trace(trace_document(entries));
  std::mt19937 shuffle(3);
  std::shuffle(entries.begin(), entries.end(), shuffle);
  const ReadText mixed = read_trace(trace_document(entries));
  for (const ReadText* read : {&late, &mixed}) {
    REQUIRE(read->ranks.size() == 2);
    for (const RankAccount& rank : read->ranks) check_shares(rank);
  }
}

TEST_CASE("TensorFlow on GPUs: streams are the work, derived lines are not") {
  const std::vector<std::string> entries{
      R"x({"ph": "M", "pid": 1, "name": "process_name", "args": {"name": "/device:GPU:0 (Hopper)"}})x",
      R"x({"ph": "M", "pid": 1, "tid": 7, "name": "thread_name", "args": {"name": "Stream #13(Compute)"}})x",
      R"({"ph": "M", "pid": 1, "tid": 8, "name": "thread_name", "args": {"name": "XLA Ops"}})",
      R"({"ph": "X", "pid": 1, "tid": 7, "ts": 10, "dur": 5, "name": "gemm_fusion_dot_12"})",
      R"({"ph": "X", "pid": 1, "tid": 8, "ts": 10, "dur": 9, "name": "gemm_fusion_dot.12"})"};
  const ReadText read = read_trace(trace_document(entries));
  REQUIRE(read.ranks.size() == 1);
  CHECK(read.ranks.front().kernels[static_cast<std::size_t>(Activity::gemm)].count == 1);
  CHECK(read.ranks.front().observed.value == Approx(5e-6));
}

TEST_CASE("MXNet: beginnings and ends are paired, steps found by their rhythm") {
  std::vector<std::string> entries = mxnet_entries(events_of(job));
  for (int round = 0; round < 3; ++round) {
    const ReadText read = read_trace(trace_document(entries));
    CHECK(read.report.facts.format == "MXNet profile");
    REQUIRE(read.ranks.size() == 1);
    CHECK(read.ranks.front().steps_from == StepSource::rhythm);
    CHECK(read.ranks.front().steps.size() == 11);   // from the first kernel of a step to that of the next
    check_shares(read.ranks.front());
    CHECK(read.report.problems.empty());
    std::mt19937 shuffle(static_cast<unsigned>(round));
    std::shuffle(entries.begin(), entries.end(), shuffle);
  }
}

TEST_CASE("CSV says it in its own columns") {
  const ReadText read = read_csv(csv_text(events_of(job)));
  REQUIRE(read.ranks.size() == 2);
  for (const RankAccount& rank : read.ranks) {
    CHECK(rank.steps.size() == 12);
    check_shares(rank);
  }
}
