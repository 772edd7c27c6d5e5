#include "gui/data/columns.hpp"
#include "gui/data/so_far.hpp"
#include "gui/data/run_result.hpp"
#include "gui/data/timeline_reader.hpp"
#include "tests/gui/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <numeric>

using namespace archipelago;
using namespace archipelago::gui;
using namespace archipelago::gui::test;

namespace {

TimelineRow random_row(std::size_t spans) {
  TimelineRow row;
  double at = 0;
  std::uint64_t state = 7;
  for (std::size_t i = 0; i < spans; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const double length = 0.1 + static_cast<double>(state >> 40) / static_cast<double>(1 << 24);
    row.from.push_back(at);
    row.to.push_back(at + length);
    row.what.push_back(static_cast<std::uint8_t>((state >> 33) % time_class_count));
    row.mix.push_back(-1);
    at += length;
  }
  return row;
}

double sum(const auto& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

} // namespace

TEST_CASE("sums over blocks are the sums over spans") {
  Timeline timeline;
  timeline.learners.push_back(random_row(5000));
  timeline.finish();
  const TimelineRow& row = timeline.learners.front();
  for (const auto& [from, to] : {std::pair{0.0, timeline.end}, {17.3, 1800.9}, {100.0, 100.05}, {-5.0, 3.0}}) {
    std::array<double, time_class_count> expected{};
    for (std::size_t i = 0; i < row.size(); ++i) expected[row.what[i]] += std::max(0.0, std::min(row.to[i], to) - std::max(row.from[i], from));
    const auto found = class_times(timeline, row, from, to);
    for (std::size_t c = 0; c < time_class_count; ++c) CHECK(found[c] == Approx(expected[c]).margin(2e-3));
  }
}

TEST_CASE("columns lose no time, whatever their width") {
  Timeline timeline;
  timeline.learners.push_back(random_row(3000));
  timeline.finish();
  for (const int columns : {1, 7, 640, 5000}) {
    std::vector<ClassTimes> shares;
    class_columns(timeline, timeline.learners.front(), {0, timeline.end}, columns, shares);
    double total = 0;
    for (const auto& column : shares) total += sum(column) / columns;
    CHECK(total == Approx(1).epsilon(1e-3));
  }
}

TEST_CASE("rates keep their least and their highest value") {
  TimelineRate rate;
  for (int i = 0; i < 1000; ++i) {
    rate.at.push_back(i);
    rate.gbps.push_back(i == 501 ? 9.0F : 1.0F);
  }
  std::vector<RateColumn> columns;
  rate_columns(rate, {0, 1000}, 10, columns);
  CHECK(columns[5].most == 9.0F);
  CHECK(columns[5].least == 1.0F);
  CHECK(columns[4].most == 1.0F);
}

TEST_CASE("a timeline of the program is read whole, and agrees with the result of its seed") {
  QTemporaryDir folder;
  const QString scenario = short_scenario(folder, {"\"2 Gbps\"", "\"400 Mbps\"", "\"replications\": 2", "\"replications\": 1"});
  const QString file = folder.filePath("t.json"), result_file = folder.filePath("r.json");
  run_program({"run", scenario, "--quiet", "--timeline", file, "--out", result_file});
  const TimelineReading read = read_timeline(file);
  INFO(read.problem.toStdString());
  REQUIRE(read.timeline);
  const auto result = read_result(result_file).result;
  REQUIRE(result);
  CHECK(read.timeline->learners.size() == 8);
  const SoFar at_end = so_far(*read.timeline, result->document.get(), read.timeline->end);
  CHECK(at_end.computing == Approx(result->figure("time_shares.compute")->value + result->figure("time_shares.degraded")->value).margin(0.002));
  REQUIRE(at_end.spent_usd);
  CHECK(at_end.spent_usd->value == Approx(result->figure("cost.total_usd")->value).epsilon(1e-6));
  CHECK(so_far(*read.timeline, result->document.get(), 0.5 * read.timeline->end).spent_usd->value == Approx(0.5 * at_end.spent_usd->value).epsilon(0.05));
  double quorum = 0, grace = 0;
  for (const TimelineRound& round : read.timeline->rounds) {
    REQUIRE(round.quorum_wait_s >= 0);
    quorum += static_cast<double>(round.quorum_wait_s) / static_cast<double>(read.timeline->rounds.size());
    grace += static_cast<double>(round.grace_s) / static_cast<double>(read.timeline->rounds.size());
  }
  CHECK(quorum == Approx(result->figure("syncer.quorum_wait_s")->value).margin(0.01));
  CHECK(grace == Approx(result->figure("syncer.grace_s")->value).epsilon(0.02));
  CHECK(at_end.grace_s);
  // Rounds merged just before the end are not back yet.
  CHECK(at_end.rounds == Approx(result->figure("outer_steps")->value).margin(2));
  CHECK(so_far(*read.timeline, result->document.get(), 0).rounds == 0);

  const QByteArray whole = contents(file);
  write(file, whole.left(whole.size() / 2));
  CHECK(read_timeline(file).problem.contains("cut off"));
  write(file, "{\"traceEvents\":[\n{\"ph\":\"X\",\"pid\":1,\"tid\":1,\"name\":\"compute\",\"ts\":0,\"dur\":oops},\n]}");
  CHECK(read_timeline(file).problem.contains(":2:"));
  CHECK(read_timeline(folder.filePath("gone.json")).problem.contains("Cannot open"));
}
