#include "tests/audit/reading.hpp"
#include "tests/audit/trace_writers.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

const std::vector<SyntheticEvent>& small() {
  static const std::vector<SyntheticEvent> events = events_of({.steps = 3, .exposed_us = 1000});
  return events;
}

} // namespace

TEST_CASE("a file cut anywhere gives what came before and says where it ends") {
  const std::string text = kineto_document(kineto_entries(small()), 0);
  std::uint64_t before = 0;
  for (std::size_t length = 1; length < text.find_last_of('}'); length += 3) {
    const ReadText read = read_trace(text.substr(0, length), 50);
    REQUIRE_FALSE(read.report.complete);
    REQUIRE(read.report.events >= before);
    REQUIRE(has_problem(read.report, "the file ends early; read " + std::to_string(read.report.events) + " events"));
    REQUIRE(read.report.problems.front().place <= length);
    before = read.report.events;
  }
  CHECK(before == read_trace(text).report.events);
}

TEST_CASE("garbage in the middle stops the reading there") {
  std::vector<std::string> entries = kineto_entries(small());
  const std::size_t half = entries.size() / 2;
  entries[half] = "{\"ph\": \"X\", garbage}";
  const std::string text = kineto_document(entries, 0);
  const ReadText read = read_trace(text);
  CHECK_FALSE(read.report.complete);
  CHECK(has_problem(read.report, "not JSON"));
  CHECK(read.report.problems.front().place >= text.find("garbage"));
  CHECK(read.report.problems.front().place <= text.find("garbage") + 8);
  CHECK(read.report.events > 0);
}

TEST_CASE("events without sense are left out and named") {
  std::vector<std::string> entries = kineto_entries(small());
  const std::uint64_t good = read_trace(kineto_document(entries, 0)).report.events;
  entries.insert(entries.begin() + 2, R"({"ph": "X", "cat": "kernel", "name": "backward", "pid": 0, "tid": 7, "ts": 12, "dur": -5})");
  entries.insert(entries.begin() + 4, R"({"ph": "X", "cat": "kernel", "name": "timeless", "pid": 0, "tid": 7, "dur": 5})");
  entries.insert(entries.begin() + 6, R"({"ph": "X", "cat": "kernel", "name": "wordy", "pid": 0, "tid": 7, "ts": "soon", "dur": 5})");
  entries.insert(entries.begin() + 8, "null");
  entries.insert(entries.begin() + 9, "[[1, {\"a\": 2}]]");
  const ReadText read = read_trace(kineto_document(entries, 0));
  CHECK(read.report.complete);
  CHECK(read.report.events == good);
  CHECK(read.report.problem_count == 5);
  for (const char* name : {"backward", "timeless", "wordy"}) CHECK(has_problem(read.report, name));
}

TEST_CASE("many problems are counted, few are kept") {
  std::vector<std::string> entries(5000, R"({"ph": "X", "cat": "kernel", "name": "timeless", "pid": 0, "tid": 7})");
  const ReadReport report = read_trace(trace_document(entries)).report;
  CHECK(report.problem_count == 5000);
  CHECK(report.problems.size() == 10);
}

TEST_CASE("JSON of another kind gives no events and no ranks") {
  for (const char* text : {"{}", "[]", R"({"format": "archipelago/1", "sites": [{"name": "a"}]})", R"({"traceEvents": {}})"}) {
    const ReadText read = read_trace(text);
    CHECK(read.report.complete);
    CHECK(read.ranks.empty());
  }
  CHECK_FALSE(read_trace("7").report.complete);
  CHECK_FALSE(read_trace("").report.complete);
}

TEST_CASE("ends without beginnings are counted") {
  const ReadText read = read_trace(trace_document({R"({"ph": "M", "name": "process_name", "pid": 1, "args": {"name": "gpu/0"}})",
                                                   R"({"ph": "B", "cat": "operator", "name": "dot", "pid": 1, "tid": 1, "ts": 5})",
                                                   R"({"ph": "E", "cat": "operator", "name": "relu", "pid": 1, "tid": 1, "ts": 9})"}));
  CHECK(has_problem(read.report, "2 events have only one of their two ends"));
}
