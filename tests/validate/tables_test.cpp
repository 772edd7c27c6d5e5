// The data: every table holds together, and every cell is a scenario that loads.
#include "sim/validate/calibrated_table.hpp"
#include "sim/validate/measure.hpp"
#include "sim/validate/published_table.hpp"
#include "sim/validate/runs.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <set>

using namespace archipelago;

namespace {

const std::filesystem::path scenarios = ARCHIPELAGO_SCENARIOS;

std::vector<PublishedTable> all_tables() {
  std::vector<PublishedTable> tables;
  for (const auto& file : table_files(scenarios / "validation")) tables.push_back(read_table(file));
  return tables;
}

std::filesystem::path written(const std::string& text) {
  const auto file = std::filesystem::temp_directory_path() / "archipelago_table_under_test.json";
  std::ofstream(file) << text;
  return file;
}

}   // namespace

TEST_CASE("every published table is here, with a source on every row and no row twice") {
  std::set<std::string> names;
  for (const PublishedTable& table : all_tables()) {
    INFO(table.name);
    CHECK((table.data_here || table.name == "measured"));
    CHECK(names.insert(table.name).second);
    std::set<std::string> keys;
    for (const PublishedSeries& series : table.series) {
      CHECK_FALSE(series.source.empty());
      CHECK_FALSE(series.unit.empty());
      for (const PublishedCell& cell : series.cells) {
        INFO(cell.key);
        CHECK(keys.insert(cell.key).second);
        CHECK(std::filesystem::exists(scenarios / "validation" / cell.configuration.world));
      }
    }
    for (const FittedConstant& constant : table.fitted) CHECK_FALSE((constant.on.empty() || constant.how.empty()));
  }
  CHECK(names == std::set<std::string>{"eager", "heterogeneity", "measured", "overtraining", "recovery", "related", "restarts", "scaling",
                                       "scavenging", "streaming", "table1", "table13"});
}

TEST_CASE("every requirement is about cells that are there and count") {
  for (const PublishedTable& table : all_tables())
    for (const Requirement& requirement : table.requirements) {
      INFO(table.name << " " << requirement.group);
      std::size_t cells = 0;
      for (const PublishedSeries& series : table.series)
        for (const PublishedCell& cell : series.cells) cells += series.group == requirement.group && cell.kind != RowKind::shown;
      CHECK((cells > 0 || requirement.statistic == Requirement::Statistic::diagonal));
    }
}

TEST_CASE("Table 1 has its 60 cells, and only the five goodputs of the elastic job and the row without elasticity are fitted") {
  const PublishedTable table = read_table(scenarios / "validation" / "table1.json");
  std::size_t cells = 0, fitted = 0;
  for (const PublishedSeries& series : table.series)
    for (const PublishedCell& cell : series.cells) {
      ++cells;
      fitted += cell.kind == RowKind::fitted;
    }
  CHECK(cells == 60);
  CHECK(fitted == 15);
}

TEST_CASE("every cell is a scenario that loads") {
  Runs runs({scenarios / "validation", scenarios / "catalogues", 1});
  for (const PublishedTable& table : all_tables())
    for (const PublishedSeries& series : table.series)
      for (const PublishedCell& cell : series.cells) {
        INFO(table.name << ": " << cell.key);
        CHECK_NOTHROW(runs.world({cell.configuration, {}}));
        if (cell.reference) CHECK_NOTHROW(runs.world({*cell.reference, {}}));
      }
}

TEST_CASE("the fitted constants that Table 1 states are those in force") {
  const PublishedTable table = read_table(scenarios / "validation" / "table1.json");
  Runs runs({scenarios / "validation", scenarios / "catalogues", 1});
  for (const PublishedSeries& series : table.series) {
    const auto world = runs.world({series.cells.front().configuration, {}});
    REQUIRE(table.fitted.size() == 3);
    CHECK(world->learners.front().step_time.mean.value == Approx(std::stod(table.fitted[0].value)));
    CHECK(world->failures->downscale.value == Approx(std::stod(table.fitted[1].value)));
    CHECK(world->failures->upscale.value == Approx(std::stod(table.fitted[1].value)));
    CHECK(world->simulation.horizon.unit == Horizon::Unit::steps);
    CHECK(world->simulation.horizon.amount >= 20000);
    CHECK(world->learners.front().slices() * static_cast<std::int64_t>(world->learners.size()) >= 200);
    if (world->protocol.name == ProtocolName::data_parallel)
      CHECK(world->failures->restart.value == Approx(std::stod(table.fitted[2].value)));
  }
}

TEST_CASE("how finely a value was printed is read from its text") {
  const auto table = read_table(written(R"({"table": "t", "title": "t", "source": "s", "unit": "Gbps", "columns": ["a", "b", "c"],
    "measure": {"figure": "/goodput"}, "targets": [],
    "series": [{"key": "k", "group": "g", "kind": "predicted", "world": "w.json", "published": ["0.10", "49", "1000+"]}]})"));
  const auto& cells = table.series.at(0).cells;
  CHECK(cells[0].published.digit == Approx(0.01));
  CHECK(cells[1].published.digit == Approx(1));
  CHECK((cells[2].published.or_more && cells[2].published.value == 1000));
  CHECK(cells[1].key == "k, b");
}

TEST_CASE("measured figures are filled in from the data, and a table without its data is left out") {
  const auto folder = std::filesystem::temp_directory_path() / "archipelago_measured_under_test";
  std::filesystem::create_directories(folder / "timings");
  std::ofstream(folder / "timings" / "runs.csv") << "run,sync_ms,step_ms\nfirst,12.50,3\nsecond,80,4\n";
  const auto file =
      written(R"({"table": "t", "title": "t", "source": "s", "unit": "ms", "columns": ["a", "b"], "data": "runs.csv",
    "measure": {"figure": "/goodput"}, "targets": [],
    "series": [{"key": "k", "group": "g", "kind": "predicted", "world": "w.json", "runs": ["second", "first"],
                "set": ["learners.0.step_time={step_ms} ms"], "published": "{sync_ms}"}]})");
  const auto table = read_table(file, folder);
  REQUIRE(table.data_here);
  const auto& cells = table.series.at(0).cells;
  CHECK(cells[0].published.value == Approx(80));
  CHECK(cells[1].published.value == Approx(12.5));
  CHECK(cells[1].published.digit == Approx(0.01));
  CHECK(cells[0].configuration.overrides == std::vector<std::string>{"learners.0.step_time=4 ms"});
  CHECK_FALSE(read_table(file).data_here);
  CHECK_FALSE(read_table(file, folder / "elsewhere").data_here);
  std::ofstream(folder / "timings" / "runs.csv") << "run,sync_ms,step_ms\nfirst,12.50,3\n";
  CHECK_THROWS_WITH(read_table(file, folder), Catch::Contains("second"));
}

TEST_CASE("values of measured runs are worked out, named sets are shared, and cells that were not measured are left out") {
  const auto folder = std::filesystem::temp_directory_path() / "archipelago_measured_expressions_under_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "runs.csv") << "run,total,warm,sync_ms\nfirst,150,10,8\nfirst,150,10,4\nfirst,150,10,5\nsecond,100,20,9\n";
  const std::string text = R"({"table": "t", "title": "t", "source": "s", "unit": "ms", "columns": ["a", "b", "c"], "data": "runs.csv",
    "sets": {"cell": ["simulation.horizon={total-warm} steps"]}, "measure": {"figure": "/goodput"}, "targets": [],
    "calibrations": [{"name": "job", "runs": ["first"], "tries": 3, "choices": [["first", "second"]],
                      "lines": [{"result_key": "syncer.sync_s.p50", "value": "{median sync_ms}", "unit": "ms"}]}],
    "series": [{"key": "k", "group": "g", "kind": "predicted", "calibration": "job", "world": "w.json", "set": "cell", "runs": ["first", null, "second"],
                "published": "{median sync_ms}"},
               {"key": "l", "group": "g", "kind": "shown", "world": "w.json", "data": "absent.csv", "columns": ["x"], "runs": ["x"], "published": "{total/warm}"}]})";
  const auto table = read_table(written(text), folder);
  REQUIRE(table.series.size() == 1);
  CHECK(table.notes == std::vector<std::string>{"absent.csv: data not here"});
  const auto& cells = table.series[0].cells;
  REQUIRE(cells.size() == 2);
  CHECK(cells[0].published.value == 5);
  CHECK(cells[1].key == "k, c");
  CHECK(cells[1].configuration.overrides == std::vector<std::string>{"simulation.horizon=80 steps"});
  // Lines for the chosen runs and for those of other choices, each played as the cell that shows it.
  REQUIRE(table.calibrations.size() == 1);
  const TableCalibration& calibration = table.calibrations[0];
  CHECK(calibration.runs == std::vector<std::string>{"first"});
  REQUIRE(calibration.lines.size() == 2);
  CHECK(calibration.lines[0].value == "5");
  CHECK(calibration.lines[1].configuration.overrides == cells[1].configuration.overrides);
  const auto choices = other_choices(calibration);
  CHECK(choices.size() == 3);
  CHECK(choices == other_choices(calibration));
  for (const auto& choice : choices) CHECK(choice.size() == 1);
}

TEST_CASE("a table that does not hold together says where") {
  CHECK_THROWS_WITH(read_table(written("{\"table\": \"t\"")), Catch::Contains("archipelago_table_under_test.json"));
  CHECK_THROWS_AS(read_table(written(R"({"table": "t", "title": "t", "source": "s", "columns": ["a"], "series": [
    {"key": "k", "unit": "h", "group": "g", "kind": "guessed", "world": "w", "measure": {"figure": "/goodput"}, "published": ["1"]}], "targets": []})")),
                  TableError);
  CHECK_THROWS_AS(read_table(scenarios / "validation" / "not-there.json"), TableError);
}
