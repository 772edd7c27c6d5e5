#include "reports/study_report.hpp"
#include "reports/study_text.hpp"
#include "tests/reports/golden.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;

namespace {

// Noise that all points share is far larger than what tells them apart: 0.5, 0.7, 0.6, 0.4 plus a small effect per point.
MeasuredPoint point(std::size_t number, std::vector<std::string> values, double effect, double own = 0) {
  MeasuredPoint measured{number, std::move(values), {}, {}};
  const double shared[] = {0.5, 0.7, 0.6, 0.4};
  for (std::uint64_t seed = 1; seed <= 4; ++seed) measured.figures["goodput"][seed] = shared[seed - 1] + effect + (seed % 2 ? own : -own);
  return measured;
}

MeasuredStudy four_points() {
  MeasuredStudy study;
  study.name = "links";
  study.keys = {"protocol.sync_interval", "network.links.west-wan.bandwidth"};
  study.axes = {{"8", "64"}, {"1 Gbps", "2 Gbps"}};
  study.figures = {"goodput"};
  study.points = {point(1, {"8", "1 Gbps"}, 0), point(2, {"8", "2 Gbps"}, 0.01, 0.001), point(3, {"64", "1 Gbps"}, 0.0101), point(4, {"64", "2 Gbps"}, 0)};
  study.points[3].figures.clear();
  study.points[3].failed = {{2, "deadlock: west waits"}};
  return study;
}

const Terminal plain{false, false, true, 100};

} // namespace

TEST_CASE("points are told apart by paired differences, though their intervals overlap") {
  const MeasuredStudy study = four_points();
  const auto points = ranked(study);
  REQUIRE(points.size() == 4);
  CHECK(points[0].point->number == 3);
  CHECK(points[1].point->number == 2);
  CHECK(points[1].tied);                       // 0.0001 apart, with noise of 0.001 of its own
  CHECK(points[2].point->number == 1);
  CHECK_FALSE(points[2].tied);                 // 0.0101 apart, the same in every seed
  CHECK(points[2].goal->interval->second > points[0].goal->interval->first);   // and yet they overlap
  CHECK(points[2].to_best->value == Approx(-0.0101));
  CHECK(points[2].to_best->interval->first == Approx(-0.0101));
  CHECK_FALSE(points[3].goal);
  MeasuredStudy least = study;
  least.largest = false;
  CHECK(ranked(least)[0].point->number == 1);
}

TEST_CASE("a study in words, JSON and CSV") {
  const MeasuredStudy study = four_points();
  const auto golden = against_golden("study.txt", study_text(study, plain));
  INFO(golden.difference);
  CHECK(golden.equal);
  const auto json = to_json(study);
  CHECK(json["points"][0]["figures"]["goodput"]["n"] == 4);
  CHECK(json["points"][0]["figures"]["goodput"]["bootstrap90"].size() == 2);
  CHECK(json["points"][1]["to_best"]["note"] == "no difference: interval includes 0");
  CHECK(json["points"][3]["figures"]["goodput"].is_null());
  CHECK(json["points"][3]["failed"][0]["reason"] == "deadlock: west waits");
  const std::string csv = to_csv(study);
  CHECK(csv.find("4,64,2 Gbps,,,,0,1\n") != std::string::npos);
}

TEST_CASE("pictures: one axis as intervals on one scale, without UTF-8 too") {
  MeasuredStudy study = four_points();
  study.keys = {"protocol.sync_interval"};
  study.axes = {{"8", "16", "64"}};
  study.points.pop_back();
  for (std::size_t i = 0; i < 3; ++i) study.points[i].values = {study.axes[0][i]};
  const auto golden = against_golden("study-one-axis.txt", study_text(study, {false, false, false, 100}));
  INFO(golden.difference);
  CHECK(golden.equal);
}
