#include "sim/study/records.hpp"
#include "sim/study/supervisor.hpp"
#include "tests/study/jobs.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace archipelago;

namespace {

class Notes : public Listener {
public:
  void on_record(std::size_t run, std::string_view line) override { lines[run].emplace_back(line); }
  void on_outcome(std::size_t run, const Outcome&) override { ended.push_back(run); }
  std::map<std::size_t, std::vector<std::string>> lines;
  std::vector<std::size_t> ended;
};

std::vector<Job> uneven_jobs() {
  std::vector<Job> jobs;
  for (std::uint64_t seed = 1; seed <= 9; ++seed) jobs.push_back(good_job(seed, static_cast<useconds_t>((9 - seed) * 4000)));
  return jobs;
}

} // namespace

TEST_CASE("results come in the order of the jobs, whatever ran at once") {
  const auto jobs = uneven_jobs();
  for (unsigned parallel : {1u, 2u, 9u}) {
    SupervisorOptions options;
    options.parallel = parallel;
    const auto study = supervise(jobs, options);
    REQUIRE(study.outcomes.size() == jobs.size());
    CHECK_FALSE(study.interrupted);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      const Result expected = result_of_seed(jobs[i].seed);
      REQUIRE(study.outcomes[i].result);
      CHECK(study.outcomes[i].seed == jobs[i].seed);
      CHECK(study.outcomes[i].result->goodput == expected.goodput);
      CHECK(study.outcomes[i].result->fingerprint == expected.fingerprint);
    }
  }
}

TEST_CASE("records say hello, count from zero and end with the result") {
  Notes notes;
  SupervisorOptions options;
  options.listener = &notes;
  options.first_run = 7;
  const Job talkative{3, [](Progress& progress) {
                        progress.record("mark", Seconds(86400), mark_fields("slice_lost", "west-2", "a \"quoted\" name"));
                        return result_of_seed(3);
                      }};
  supervise({talkative}, options);
  REQUIRE(notes.lines.size() == 1);
  const auto& lines = notes.lines.at(7);
  REQUIRE(lines.size() == 3);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto record = parse_record(lines[i]);
    REQUIRE(record);
    CHECK(record->seq == i);
    CHECK(record->run == 7);
  }
  CHECK(parse_record(lines[0])->kind == "hello");
  CHECK(lines[1] == R"({"kind":"mark","run":7,"seq":1,"t":86400,"mark":"slice_lost","learner":"west-2","detail":"a \"quoted\" name"})");
  CHECK(parse_record(lines[2])->result->goodput == result_of_seed(3).goodput);
  CHECK(notes.ended == std::vector<std::size_t>{7});
}

TEST_CASE("what a job prints does not reach the program's own output") {
  const Job printer{1, [](Progress&) {
                      std::puts("a library that talks");
                      return result_of_seed(1);
                    }};
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  std::fflush(stdout);
  const int kept = dup(STDOUT_FILENO);
  dup2(ends[1], STDOUT_FILENO);
  const auto study = supervise({printer});
  dup2(kept, STDOUT_FILENO);
  close(kept);
  close(ends[1]);
  char buffer[64];
  CHECK(read(ends[0], buffer, sizeof buffer) == 0);
  close(ends[0]);
  CHECK(study.outcomes.at(0).result);
}

TEST_CASE("a study without jobs ends at once") { CHECK(supervise({}).outcomes.empty()); }
