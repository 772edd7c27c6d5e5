// SQLite files that mean harm: what they would run is not run, and what would never end is not begun.
#include "sim/audit/profile_file.hpp"
#include "tests/audit/nsight_writer.hpp"
#include "tests/audit/reading.hpp"
#include "tests/audit/scratch.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

ReadReport report_on(const std::string& sql) {
  const Scratch scratch;
  write_database(scratch / "profile.sqlite", sql);
  std::string why;
  return read_profile_file(scratch / "profile.sqlite", 0, why).value().report;
}

constexpr const char* good_ranges = "CREATE TABLE NVTX_EVENTS(start INT, end INT, text TEXT, globalTid INT); INSERT INTO NVTX_EVENTS VALUES(0, 50, 'step 1', 0), (50, 100, 'step 2', 0);";

} // namespace

TEST_CASE("a view is no table of an export, however long its rows go on") {
  const ReadReport report = report_on(std::string(good_ranges) + "CREATE VIEW CUPTI_ACTIVITY_KIND_KERNEL AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                      "SELECT i AS start, i + 1 AS end, 0 AS deviceId FROM n;");
  CHECK(has_problem(report, "there is no table CUPTI_ACTIVITY_KIND_KERNEL"));
  CHECK(report.events == 2);
}

TEST_CASE("columns that the file would work out are not asked for") {
  const ReadReport report = report_on(std::string(good_ranges) + "CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL(a INT, start INT AS (a), end INT AS (length(hex(zeroblob(a * 100000)))));"
                                      "INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL(a) VALUES(1), (2);");
  CHECK_FALSE(report.complete);
  CHECK(has_problem(report, "CUPTI_ACTIVITY_KIND_KERNEL has no columns start and end"));
  CHECK(report.events == 2);
}

TEST_CASE("a value longer than any name ends the table, not the memory") {
  const ReadReport report = report_on("CREATE TABLE StringIds(id INTEGER PRIMARY KEY, value TEXT); INSERT INTO StringIds VALUES(1, hex(zeroblob(3000000)));"
                                      "CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL(start INT, end INT, deviceId INT, demangledName INT); INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES(1, 2, 0, 1);");
  CHECK_FALSE(report.complete);
  CHECK(has_problem(report, "too big"));
}

TEST_CASE("an export of more devices than a machine has is refused") {
  const ReadReport report = report_on(std::string(good_ranges) + "CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL(start INT, end INT, deviceId INT);"
                                      "INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) SELECT i, i + 1, i FROM n;");
  CHECK_FALSE(report.complete);
  CHECK(has_problem(report, "5000 processes and devices"));
  CHECK(report.events == 0);
}
