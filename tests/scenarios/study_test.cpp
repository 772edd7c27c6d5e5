#include "scenarios/studies/study.hpp"
#include "scenarios/studies/study_fields.hpp"
#include "scenarios/studies/study_file.hpp"
#include "tests/reports/golden.hpp"
#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <cmath>
#include <set>

using namespace archipelago;

namespace {

double worth(const std::string& text) {
  return std::get<double>(Expression(text).value([](const std::string& name) -> ExpressionValue {
    if (name == "$n") return 4.0;
    if (name == "network.links.west-wan.bandwidth") return expression_value("2 Gbps");
    if (name == "protocol.name") return std::string("diloco");
    throw ExpressionFault{"no " + name};
  }));
}

std::string fault_of(const std::string& text) {
  try {
    worth(text);
    return "";
  } catch (const ExpressionFault& fault) { return fault.message; }
}

std::vector<std::string> values_of(const std::string& text) {
  std::vector<std::string> values;
  for (const auto& value : Axis::from_text(text).values) {
    std::string joined;
    for (const auto& part : value) joined += (joined.empty() ? "" : "|") + part;
    values.push_back(joined);
  }
  return values;
}

std::string axis_fault(const std::string& text) {
  try {
    Axis::from_text(text);
    return "";
  } catch (const AxisFault& fault) { return fault.message + (fault.nearest.empty() ? "" : "?" + fault.nearest); }
}

Study study_with(std::vector<std::string> axes, std::vector<std::string> settings = {}, const std::string& design = "grid") {
  Study study;
  for (const auto& axis : axes) study.axes.push_back(Axis::from_text(axis));
  study.settings = std::move(settings);
  study.design = design_from_text(design);
  return study;
}

std::string first_fault(const Study& study) {
  const Expansion expansion = expand(study);
  return expansion.faults.empty() ? "" : expansion.faults.front().message;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("expressions follow the usual precedence") {
  CHECK(worth("1 + 2 * 3") == 7);
  CHECK(worth("(1 + 2) * 3") == 9);
  CHECK(worth("7 - 2 - 1") == 4);
  CHECK(worth("-$n + 10 % 4") == -2);
  CHECK(worth("1 < 2 and not 3 < 2 or 1 / 0 > 1") == 1);   // or does not look at its right side
  CHECK(worth("max($n, 9, 2) + floor(2.7) + log2(8)") == 14);
  CHECK(worth("network.links.west-wan.bandwidth >= '1 Gbps'") == 1);
  CHECK(worth("network.links.west-wan.bandwidth == '250 MB/s'") == 1);
  CHECK(worth("protocol.name == 'diloco'") == 1);
  CHECK(worth("protocol.name != \"data-parallel\"") == 1);
}

TEST_CASE("faults of expressions say where and what") {
  CHECK(fault_of("1 +").find("missing at the end") != std::string::npos);
  CHECK(fault_of("2 Gbps").find("stands in quotes") != std::string::npos);
  CHECK(fault_of("flor(2)").find("did you mean floor?") != std::string::npos);
  CHECK(fault_of("1 / 0").find("division by zero") != std::string::npos);
  CHECK(fault_of("(1").find("a ) is missing") != std::string::npos);
  CHECK(fault_of("protocol.name + 1").find("a text where a number is needed") != std::string::npos);
  std::string negations = "1";
  for (int i = 0; i < 500; ++i) negations = "not " + negations;
  for (const std::string& deep : {std::string(500, '('), std::string(500, '-') + "1", negations}) CHECK(fault_of(deep).find("nested too deeply") != std::string::npos);
  std::string sum = "1";
  for (int i = 0; i < 100'000; ++i) sum += "+1";
  CHECK(fault_of(sum).find("10000 at most") != std::string::npos);
}

TEST_CASE("no text makes an expression misbehave") {
  rc::prop("any text is a value or a fault", [](const std::string& text) { fault_of(text); });
  rc::prop("any text of an axis is an axis or a fault", [](const std::string& text) { axis_fault("protocol.quorum=" + text); });
}

TEST_CASE("axes: lists, ranges, lock step") {
  CHECK(values_of("protocol.sync_interval=8, 24,64") == Texts{"8", "24", "64"});
  CHECK(values_of("protocol.sync_interval=8..64/8").size() == 8);
  CHECK(values_of("protocol.sync_interval=8..64*2") == Texts{"8", "16", "32", "64"});
  CHECK(values_of("protocol.sync_interval=1..4#7") == Texts{"1", "2", "3", "4"});   // counts are whole, and none comes twice
  CHECK(values_of("network.links.west-wan.bandwidth=250 Mbps..2 Gbps*2") == Texts{"250 Mbps", "500 Mbps", "1000 Mbps", "2000 Mbps"});
  CHECK(values_of("costs.egress=0.01 USD/GB..0.03 USD/GB/0.01") == Texts{"0.01 USD/GB", "0.02 USD/GB", "0.03 USD/GB"});
  CHECK(values_of("failures.mtbi=1 year..100 year#3log") == Texts{"1 year", "10 year", "100 year"});
  CHECK(values_of("learners.west.count,protocol.quorum=(1,3),(2,4)") == Texts{"1|3", "2|4"});
  CHECK(values_of("failures=none,{\"mtbi\": \"5 year\", \"return_delay\": {\"law\": \"constant\", \"value\": \"1 h\"}}").size() == 2);
  CHECK(values_of("failures.trace=../a.csv,../b.csv").size() == 2);   // dots alone make no range
  CHECK(Axis::from_text("costs.egress=0.01 USD/GB..0.03 USD/GB").continuous());
}

TEST_CASE("faults of axes name what was meant") {
  CHECK(axis_fault("protocol.qorum=1,2").ends_with("?quorum"));
  CHECK(axis_fault("protocol.quorum").find("expected key=values") != std::string::npos);
  CHECK(axis_fault("protocol.quorum=8..2/1").find("must go up") != std::string::npos);
  CHECK(axis_fault("protocol.quorum=1..8/0").find("step above 0") != std::string::npos);
  CHECK(axis_fault("protocol.quorum=1..8*1").find("factor above 1") != std::string::npos);
  CHECK(axis_fault("protocol.quorum=0..8*2").find("above 0") != std::string::npos);
  CHECK(axis_fault("protocol.quorum=1 s..8/2").find("both ends need a unit") != std::string::npos);
  CHECK(axis_fault("protocol.quorum=1,,2").find("missing between commas") != std::string::npos);
  CHECK(axis_fault("a,protocol.quorum=(1,2)").find("no key 'a'") != std::string::npos);
  CHECK(axis_fault("protocol.overlap,protocol.quorum=1,2").find("lock step") != std::string::npos);
  CHECK(axis_fault("protocol.quorum=1..1e9/1").find("more than 100000") != std::string::npos);
}

TEST_CASE("a grid has every combination, the last axis fastest, variables filled in") {
  const Expansion grid = expand(study_with({"protocol.quorum=1,2", "$n=4,8"}, {"learners.west.count=${n / 2}", "name=\"n is ${n}\""}));
  REQUIRE(grid.faults.empty());
  REQUIRE(grid.points.size() == 4);
  CHECK(grid.points[1].number == 2);
  CHECK(grid.points[1].values == Texts{"1", "8"});
  CHECK(grid.points[1].overrides == Texts{"learners.west.count=4", "name=\"n is 8\"", "protocol.quorum=1"});
}

TEST_CASE("studies that cannot be made say why") {
  CHECK(first_fault(study_with({})).find("nothing is varied") != std::string::npos);
  CHECK(first_fault(study_with({"protocol.quorum=1", "protocol.quorum=2"})).find("varied twice") != std::string::npos);
  CHECK(first_fault(study_with({"$n=1,2"})).find("is not used") != std::string::npos);
  CHECK(first_fault(study_with({"$number=1,2"}, {"protocol.quorum=${nmber}"})).find("did you mean $number?") != std::string::npos);
  CHECK(first_fault(study_with({"protocol.quorum=1..8"})).find("sobol") != std::string::npos);
  CHECK(first_fault(study_with({"simulation.replications=1,2"})).find("cannot be varied") != std::string::npos);
  CHECK(first_fault(study_with({"protocol.quorum=1..2000/1", "protocol.overlap=1..2000/1"})).find("more than 1000000") != std::string::npos);
}

TEST_CASE("constraints are about the scenario as it is at the point") {
  Study study = study_with({"$n=1,2,3"}, {"protocol.quorum=${n}"});
  study.constraints.emplace_back("$n * protocol.quorum < sites.a.pue * 3");
  const auto points = expand(study).points;
  const auto canonical = [](int quorum) { return "{\"protocol\":{\"quorum\":" + std::to_string(quorum) + "},\"sites\":[{\"name\":\"a\",\"pue\":1.5}]}"; };
  CHECK(admitted(study, points[1], canonical(2)));
  CHECK_FALSE(admitted(study, points[2], canonical(3)));
  study.constraints.emplace_back("protocol.overlap > 1");
  CHECK_THROWS_AS(admitted(study, points[0], canonical(1)), ExpressionFault);
}

TEST_CASE("designs with few points stay inside their ranges") {
  for (const std::string design : {"sobol:16", "latin-hypercube:16:3"}) {
    const auto points = expand(study_with({"protocol.quorum=1..8", "costs.egress=0.01 USD/GB..1 USD/GB#log"}, {}, design)).points;
    REQUIRE(points.size() == 16);
    std::set<std::string> quorums;
    std::size_t cheap = 0;
    for (const auto& point : points) {
      quorums.insert(point.values[0]);
      const double price = std::get<double>(expression_value(point.values[1])) * 1e9;
      CHECK((price >= 0.0099 && price <= 1.0001));
      cheap += price < 0.1;
    }
    CHECK(quorums.size() == 8);                // each eighth of the axis has two of the sixteen points
    CHECK(cheap == 8);                         // half of the points below the geometric middle
  }
}

TEST_CASE("a study file reads like its flags, and all that is wrong with one is found") {
  const StudyFile file = read_study_text(R"({"format": "archipelago-study/1", "scenario": "a.json", // comment
    "set": {"learners.west.count": "${n}", "costs.egress": "0.02 USD/GB", "failures": {"mtbi": "1 year"}},
    "vary": [{"variable": "n", "values": [2, 4]}, {"keys": ["protocol.quorum", "protocol.overlap"], "values": [[1, 2], [4, 3]]},
             {"key": "protocol.sync_interval", "range": "8..32*2"}],
    "where": ["$n > 1"], "design": "grid", "goal": "min cost.total_usd", "replications": 3})", "folder/study.json");
  REQUIRE(file.study);
  CHECK(file.study->scenario == "folder/a.json");
  CHECK(file.study->settings == Texts{"costs.egress=0.02 USD/GB", "failures={\"mtbi\":\"1 year\"}", "learners.west.count=${n}"});
  CHECK(expand(*file.study).points.size() == 12);
  CHECK(file.study->seeds == std::vector<std::uint64_t>{1, 2, 3});

  const StudyFile wrong = read_study_text(R"({"format": "archipelago-study/1", "scenario": "a.json", "gaol": "x",
    "set": {"protocol.qorum": 1}, "vary": [{"key": "protocol.quorum"}, {"values": [1]}, {"keys": ["protocol.quorum", "protocol.overlap"], "values": [[1]]}],
    "where": ["1 +"], "design": "soble:4", "goal": "most goodput", "most_replications": 3})", "study.json");
  CHECK_FALSE(wrong.study);
  CHECK(wrong.problems.size() == 9);
}

TEST_CASE("the page about studies has every key of study files") {
  const std::string page = file_text(std::string(SCENARIOS_DIRECTORY) + "/../sim/study/README.md");
  CHECK(page.find(study_reference_markdown()) != std::string::npos);   // archipelago schema --study
  CHECK(read_study(std::string(SCENARIOS_DIRECTORY) + "/examples/studies/weak-link.json").study);
}
