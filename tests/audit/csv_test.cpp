#include "tests/audit/reading.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

TEST_CASE("columns come in any order and unit, quotes hide commas") {
  const ReadText read = read_csv("duration_ms,flops,name,rank,start_s,category\r\n2,4e9,\"gemm, \"\"tn\"\"\",3,0.5,gemm\r\n1,,relu,3,0.503,elementwise\r\n", 5);
  REQUIRE(read.ranks.size() == 1);
  CHECK(read.report.facts.rank == 3);
  CHECK(read.ranks.front().rank == 3);
  CHECK(read.ranks.front().observed.value == Approx(4e-3));
  CHECK(share(read.ranks.front(), TimeUse::compute) == Approx(0.75));
  CHECK(share(read.ranks.front(), TimeUse::idle) == Approx(0.25));
  CHECK(read.ranks.front().longest.front().name == "gemm, \"tn\"");
  CHECK(read.ranks.front().kernels[static_cast<std::size_t>(Activity::gemm)].flops.value == 4e9);
}

TEST_CASE("begin and end do as well as begin and duration") {
  const ReadText read = read_csv("name,lane,start_ns,end_ns\nsgemm,device,100,400\n");
  REQUIRE(read.ranks.size() == 1);
  CHECK(read.ranks.front().observed.value == Approx(300e-9));
}

TEST_CASE("bad lines are named by number and left out") {
  const ReadText read = read_csv("name,start_us,duration_us\nsgemm,1,2\nsgemm,soon,2\nsgemm,3\n\nsgemm,5,-2\nsgemm,6,2\n");
  CHECK(read.report.events == 2);
  REQUIRE(read.report.problems.size() == 3);
  CHECK(read.report.problems[0].place == 3);
  CHECK(read.report.problems[1].place == 4);
  CHECK(read.report.problems[2].place == 6);
  CHECK(read.report.complete);
}

TEST_CASE("a last line that is cut says that the file ends early") {
  const ReadText read = read_csv("name,start_us,duration_us\nsgemm,1,2\nsgemm,4,");
  CHECK_FALSE(read.report.complete);
  CHECK(has_problem(read.report, "ends early; read 1 events"));
}

TEST_CASE("without the needed columns nothing is guessed") {
  const ReadText read = read_csv("name,begin,took\nsgemm,1,2\n");
  CHECK_FALSE(read.report.complete);
  CHECK(has_problem(read.report, "needs columns"));
  CHECK(has_problem(read.report, "column begin is not known"));
  CHECK(read.ranks.empty());
}
