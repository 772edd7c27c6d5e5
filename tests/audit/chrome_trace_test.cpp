#include "tests/audit/reading.hpp"
#include "tests/audit/trace_writers.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace archipelago;

namespace {

const SyntheticJob job{.ranks = 1, .steps = 8, .input_us = 1000, .compute_us = 6000, .hidden_us = 500, .exposed_us = 2000, .host_us = 1000};

void check_job(const ReadText& read) {
  CHECK(read.report.complete);
  REQUIRE(read.ranks.size() == 1);
  const RankAccount& rank = read.ranks.front();
  CHECK(rank.steps.size() == 8);
  CHECK(rank.observed.value == Approx(8 * 10e-3));
  CHECK(share(rank, TimeUse::compute) == Approx(0.6));
  CHECK(share(rank, TimeUse::communication) == Approx(0.2));
  CHECK(share(rank, TimeUse::data_loading) == Approx(0.1));
  CHECK(share(rank, TimeUse::host) == Approx(0.1));
  CHECK(rank.communication.value == Approx(8 * 2.5e-3));
}

} // namespace

TEST_CASE("a PyTorch trace gives every moment of its steps to what was under way") {
  const ReadText read = read_trace(kineto_document(kineto_entries(events_of(job)), 5, 8));
  check_job(read);
  CHECK(read.report.facts.format == "PyTorch trace");
  CHECK(read.report.facts.rank == 5);
  CHECK(read.report.facts.world_size == 8);
  CHECK(read.report.facts.device_name == "NVIDIA H100 80GB HBM3");
  CHECK(read.report.skipped == 8);            // one flow arrow a step
  CHECK(read.report.problems.empty());
}

TEST_CASE("work comes from the shapes of the operator that launched the kernel") {
  const ReadText read = read_trace(kineto_document(kineto_entries(events_of(job)), 0));
  const ClassTotal& gemm = read.ranks.front().kernels[static_cast<std::size_t>(Activity::gemm)];
  CHECK(gemm.count == 8);
  CHECK(gemm.flops.value == Approx(8 * 2.0 * 4096 * 8192 * 1024));
  CHECK(gemm.time_with_flops.value == Approx(8 * 2e-3));
}

TEST_CASE("the order of events does not matter") {
  std::vector<std::string> entries = kineto_entries(events_of(job));
  std::mt19937 shuffle(7);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(entries.begin(), entries.end(), shuffle);
    const ReadText read = read_trace(kineto_document(entries, 0));
    check_job(read);
    CHECK(read.ranks.front().kernels[static_cast<std::size_t>(Activity::gemm)].flops.value == Approx(8 * 2.0 * 4096 * 8192 * 1024));
  }
}

TEST_CASE("the bare array is a trace too") {
  const std::string document = trace_document(kineto_entries(events_of(job)));
  check_job(read_trace(document.substr(document.find('['), document.rfind(']') + 1 - document.find('['))));
}

TEST_CASE("events inside events count once") {
  std::vector<std::string> entries = kineto_entries(events_of(job));
  const auto begin = events_of(job).front().begin_ns / 1000;
  for (int depth = 0; depth < 50; ++depth)   // a Python stack over the whole first input wait
    entries.push_back(R"({"ph": "X", "cat": "python_function", "name": "nn.Module: Block", "pid": 4242, "tid": 4242, "args": {"Python id": 1, "deep": [[{"a": [1]}]]}, "ts": )" +
                      std::to_string(begin + depth) + R"(, "dur": )" + std::to_string(1000 - 2 * depth) + "}");
  check_job(read_trace(kineto_document(entries, 0)));
}

TEST_CASE("one file of several devices is several ranks that share the host") {
  SyntheticJob pair = job;
  pair.ranks = 2;
  std::vector<SyntheticEvent> events = events_of(pair);
  std::erase_if(events, [](const SyntheticEvent& event) { return event.rank == 1 && event.did > Did::all_reduce; });
  const ReadText read = read_trace(kineto_document(kineto_entries(events), std::nullopt));
  REQUIRE(read.ranks.size() == 2);
  for (const RankAccount& rank : read.ranks) {
    CHECK(rank.steps.size() == 8);
    CHECK(share(rank, TimeUse::data_loading) == Approx(0.1));
    CHECK(share(rank, TimeUse::compute) == Approx(0.6));
  }
}

TEST_CASE("a kernel that matches nothing is reported as such") {
  std::vector<std::string> entries = kineto_entries(events_of(job));
  const auto begin = events_of(job).front().begin_ns / 1000;
  entries.push_back(R"({"ph": "X", "cat": "kernel", "name": "kernel_17", "pid": 0, "tid": 9, "ts": )" + std::to_string(begin) + R"(, "dur": 800, "args": {}})");
  const ReadText read = read_trace(kineto_document(entries, 0));
  CHECK(share(read.ranks.front(), TimeUse::unmatched) == Approx(0.01).epsilon(0.01));
  REQUIRE(read.ranks.front().longest_unmatched.size() == 1);
  CHECK(read.ranks.front().longest_unmatched.front().name == "kernel_17");
}

TEST_CASE("without an accelerator in the file, operators that compute are the computing") {
  const ReadText read = read_trace(trace_document({R"({"ph": "X", "cat": "cpu_op", "name": "aten::mm", "pid": 1, "tid": 1, "ts": 0, "dur": 60})",
                                                   R"({"ph": "X", "cat": "cpu_op", "name": "aten::item", "pid": 1, "tid": 1, "ts": 60, "dur": 40})"}));
  REQUIRE(read.ranks.size() == 1);
  CHECK_FALSE(read.ranks.front().has_device);
  CHECK(share(read.ranks.front(), TimeUse::compute) == Approx(0.6));
  CHECK(read.ranks.front().steps_from == StepSource::none);
}
