#include "sim/study/supervisor.hpp"
#include "tests/study/jobs.hpp"

#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <signal.h>

using namespace archipelago;

namespace {

using Body = std::function<Result(Progress&)>;

// The bad job between two good ones: they must not notice.
std::string failure_of(const Body& body, SupervisorOptions options = {}) {
  options.parallel = 2;
  const auto study = supervise({good_job(1), {2, body}, good_job(3)}, options);
  REQUIRE(study.outcomes.size() == 3);
  CHECK(study.outcomes[0].result);
  CHECK(study.outcomes[2].result);
  CHECK_FALSE(study.outcomes[1].result);
  CHECK(study.outcomes[1].seed == 2);
  return study.outcomes[1].failure;
}

SupervisorOptions limited(int milliseconds) {
  SupervisorOptions options;
  options.wall_limit = std::chrono::milliseconds(milliseconds);
  return options;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("a crash is a reason with the child's last words") {
  const auto reason = failure_of([](Progress&) -> Result {
    std::fputs("the ground is giving way\n", stderr);
    std::abort();
  });
  CHECK(contains(reason, "signal 6"));
  CHECK(contains(reason, "the ground is giving way"));
  CHECK(contains(failure_of([](Progress&) -> Result { raise(SIGKILL); return {}; }), "signal 9"));
}

TEST_CASE("an exception is its own reason") {
  CHECK(failure_of([](Progress&) -> Result { throw std::runtime_error("deadlock: west-1 waits for a fragment"); }) == "deadlock: west-1 waits for a fragment");
  CHECK(contains(failure_of([](Progress&) -> Result { throw 42; }), "unknown type"));
}

TEST_CASE("leaving without a result is a failure, with status zero too") {
  CHECK(contains(failure_of([](Progress&) -> Result { _exit(7); }), "status 7"));
  CHECK(contains(failure_of([](Progress&) -> Result { _exit(0); }), "without a result"));
}

TEST_CASE("garbage on the pipe is a failure") {
  CHECK(contains(failure_of([](Progress& progress) -> Result { progress.record("mark\n\x01\xff", Seconds(0), ""); return result_of_seed(2); }), "no record"));
  CHECK(contains(failure_of([](Progress& progress) -> Result { progress.record("mark", Seconds(0), "\"open\":["); return result_of_seed(2); }), "no record"));
  CHECK(contains(failure_of([](Progress& progress) -> Result { progress.record("result", Seconds(0), "\"result\":{}"); return result_of_seed(2); }), "no record"));
}

TEST_CASE("silence beyond the wall limit ends a run") {
  CHECK(contains(failure_of([](Progress&) -> Result { for (;;) pause(); }, limited(2000)), "limit of 2 s"));
}

TEST_CASE("a child that never stops talking ends at the wall limit too") {
  CHECK(contains(failure_of([](Progress& progress) -> Result { for (;;) progress.record("sample", Seconds(1), ""); }, limited(2000)), "limit of 2 s"));
  CHECK(contains(failure_of([](Progress&) -> Result { for (;;) std::fputs("talk talk talk\n", stderr); }, limited(2000)), "limit of 2 s"));
}

#ifndef __SANITIZE_ADDRESS__   // its shadow memory is larger than any limit
TEST_CASE("memory beyond the limit is a failure that says so") {
  SupervisorOptions options;
  options.memory_limit = Bytes(512e6);
  CHECK(contains(failure_of([](Progress&) -> Result { throw std::runtime_error(std::string(std::size_t{1} << 30, 'x')); }, options), "memory"));
}
#endif
