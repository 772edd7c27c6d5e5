// Limits of plans, from flags and from study files.
#include "scenarios/studies/axis.hpp"
#include "scenarios/studies/study_file.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

std::string fault_of(const std::string& text) {
  Requirements requirements;
  try {
    add_requirement(requirements, text);
  } catch (const AxisFault& fault) { return fault.message; }
  return "";
}

bool says(const std::vector<Problem>& problems, const std::string& pointer, const std::string& part) {
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) { return problem.pointer == pointer && (problem.message + problem.nearest).find(part) != std::string::npos; });
}

} // namespace

TEST_CASE("limits as after --require") {
  Requirements requirements;
  for (const char* text : {"goodput>=0.9", "quality.time_to_equal_loss_s <= 30 d", "cost.to_target_usd<=2e6 USD", "site_power<=20 MW", "site_power.west<=5 MW", "zones=eu, us", "memory=fits"})
    add_requirement(requirements, text);
  REQUIRE(requirements.figures.size() == 3);
  CHECK(requirements.figures[0].at_least);
  CHECK(requirements.figures[1].figure == "quality.time_to_equal_loss_s");
  CHECK(requirements.figures[1].limit == 30 * 86400);
  CHECK(requirements.figures[2].limit == 2e6);
  CHECK(text_of(requirements.figures[1]) == "quality.time_to_equal_loss_s <= 30 d");
  REQUIRE(requirements.power.size() == 2);
  CHECK(requirements.power[0].site.empty());
  CHECK(requirements.power[1].site == "west");
  CHECK(requirements.power[1].limit.value == 5e6);
  CHECK(requirements.zones == std::vector<std::string>{"eu", "us"});
  CHECK(requirements.memory_fits);
}

TEST_CASE("limits that are none say what is expected") {
  CHECK(fault_of("goodput").find("expected a figure and its limit") != std::string::npos);
  CHECK(fault_of("goodput>0.9").find("expected a figure and its limit") != std::string::npos);
  CHECK(fault_of("goodput=0.9").find("<= or >=") != std::string::npos);
  CHECK(fault_of("goodput>=high").find("neither a number nor a quantity") != std::string::npos);
  CHECK(fault_of("site_power>=1 MW").find("limit above") != std::string::npos);
  CHECK(fault_of("site_power<=3 GB").find("site_power") != std::string::npos);
  CHECK(fault_of("memory=ample").find("fits") != std::string::npos);
}

TEST_CASE("constraints of a study file, and all that is wrong with them at once") {
  const auto read = [](const std::string& constraints) {
    return read_study_text(R"({"format": "archipelago-study/1", "scenario": "a.json", "vary": [{"key": "protocol.bits", "values": [4, 8]}], "constraints": )" + constraints + "}", "study.json");
  };
  const StudyFile good = read(R"({"goodput": {"at_least": 0.9, "at_most": 0.95}, "zones": ["eu"], "memory": "fits", "site_power.west": {"at_most": "5 MW"}})");
  REQUIRE(good.study);
  CHECK(good.study->requirements.figures.size() == 2);
  CHECK(good.study->requirements.power.size() == 1);
  const StudyFile bad = read(R"({"goodput": {"at_lest": 0.9}, "mfu": 0.5, "zones": "eu", "memory": "big", "time_to_target_s": {"at_most": "soon"}})");
  CHECK_FALSE(bad.study);
  CHECK(bad.problems.size() == 5);
  CHECK(says(bad.problems, "/constraints/goodput/at_lest", "at_least"));
  CHECK(says(bad.problems, "/constraints/mfu", "a limit is expected"));
  CHECK(says(bad.problems, "/constraints/zones", "list"));
  CHECK(says(bad.problems, "/constraints/memory", "fits"));
  CHECK(says(bad.problems, "/constraints/time_to_target_s", "soon"));
}

TEST_CASE("points with some axes as the scenario has them") {
  Study study;
  study.settings = {"simulation.horizon=1 d", "protocol.quorum=${n}"};
  study.axes = {Axis::from_text("protocol.bits=4,8"), Axis::from_text("$n=2,4"), Axis::from_text("protocol.overlap,protocol.sync_interval=(1,8),(2,16)")};
  const auto points = expand(study).points;
  const StudyPoint same = point_with(study, axis_values(study, points[5]));
  CHECK(same.values == points[5].values);
  CHECK(same.overrides == points[5].overrides);
  AxisValues some = axis_values(study, points[5]);
  some[0].reset();
  CHECK(point_with(study, some).overrides == std::vector<std::string>{"simulation.horizon=1 d", "protocol.quorum=2", "protocol.overlap=2", "protocol.sync_interval=16"});
  some[1].reset();                             // and with the variable goes what is worked out from it
  CHECK(point_with(study, some).overrides == std::vector<std::string>{"simulation.horizon=1 d", "protocol.overlap=2", "protocol.sync_interval=16"});
  CHECK(axis_values(study, point_with(study, some)) == some);
}
