// The command's verdicts, on a table of one cell.
#include "sim/validate/validate.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <fstream>

using namespace archipelago;

namespace {

const std::filesystem::path scenarios = ARCHIPELAGO_SCENARIOS;

// A scenarios folder whose only table asks the unlike-speeds world for a goodput; the world itself stays where it is.
ValidateRequest request_for(const std::string& published, double at_most,
                            const std::string& override_text = "protocol.quorum=8") {
  const auto folder = std::filesystem::temp_directory_path() / "archipelago_validate_under_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "validation");
  std::filesystem::create_directory_symlink(scenarios / "catalogues", folder / "catalogues");
  std::ofstream(folder / "validation" / "one.json") << fmt::format(
      R"({{"table": "one", "title": "one cell", "source": "s", "unit": "%", "columns": ["goodput"], "measure": {{"figure": "/goodput", "scale": 100}},
          "series": [{{"key": "k", "group": "g", "kind": "predicted", "world": "{}", "set": ["protocol.grace=none", "{}"], "published": ["{}"]}}],
          "targets": [{{"group": "g", "statistic": "max", "at_most": {}}}]}})",
      (scenarios / "validation" / "worlds" / "heterogeneity.json").string(), override_text, published, at_most);
  ValidateRequest request;
  request.scenarios = folder;
  request.jobs = 1;
  return request;
}

}   // namespace

TEST_CASE("a cell comes from simulation, its closed form beside it") {
  const Validation validation = validate_tables(request_for("84", 1));
  const ValidationRow& row = validation.tables.at(0).rows.at(0);
  REQUIRE(row.simulated);
  REQUIRE(row.closed_form);
  CHECK(*row.simulated == Approx(100 * 1.09 / 1.298).epsilon(1e-3));
  CHECK(*row.closed_form == Approx(100 * 1.09 / 1.298).epsilon(1e-3));
  CHECK_FALSE(validation.run_failed);
}

TEST_CASE("the exit status tells a met target from a missed one") {
  CHECK(validate_command(request_for("84", 1)) == 0);
  CHECK(validate_command(request_for("70", 1)) == 4);
}

TEST_CASE("an unknown table is a usage error, a world that is not valid an invalid scenario") {
  ValidateRequest unknown = request_for("84", 1);
  unknown.tables = {"two"};
  CHECK(validate_command(unknown) == 2);
  CHECK(validate_command(request_for("84", 1, "protocol.quorum=80")) == 3);
}

TEST_CASE("only tables with constants to fit can be fitted again") {
  ValidateRequest request = request_for("84", 1);
  request.refit = "one";
  CHECK(validate_command(request) == 3);
}
