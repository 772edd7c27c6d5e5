// Broken traces and the messages they get, each with its line; all bad rows are found, and good ones are still read.
#include "tests/traces/reading.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

struct Broken { const char* text; std::uint64_t line; const char* message; };

const Broken traces[] = {
    {"", 1, "the file ends before a line of column titles"},
    {"# archipelago-trace/2\nt_s,available\n0,1\n", 1, "the format is archipelago-trace/2; this program reads archipelago-trace/1"},
    {"# nodes: many\nt_start_s,t_end_s,node\n", 1, "nodes is \"many\"; expected a whole number from 1"},
    {"# horizon_s: 0\nt_start_s,t_end_s,node\n", 1, "horizon_s is \"0\"; expected seconds above 0"},
    {"# kind: outage\nt_start_s,t_end_s,node\n", 1, "kind \"outage\" is not known; expected node_outage, capacity_steps, ... (models/failures/README.md has them all)"},
    {"# kind: slow_spell\nt_start_s,t_end_s,node\n", 2, "a trace of spells of slow nodes needs the column speed"},
    {"start,end,node\n1,2,a\n", 1, "columns of no known trace; needed are t_start_s,t_end_s,node or t_s,available or t_s,event,node or t_start_s,t_end_s,end_reason or src,dst and a value"},
    {"t_start_s,t_end_s,node,node\n", 1, "column \"node\" is there twice"},
    {"t_start_s,t_end_s,node\n1,2\n", 2, "a line of 2 cells under 3 titles"},
    {"t_start_s,t_end_s,node\n1,2,a\nx,2,a\n", 3, "t_start_s is \"x\"; expected seconds from 0"},
    {"t_start_s,t_end_s,node\n-1,2,a\n", 2, "t_start_s is \"-1\"; expected seconds from 0"},
    {"t_start_s,t_end_s,node\n1,inf,a\n", 2, "t_end_s is \"inf\"; expected seconds, or nothing where the end is not known"},
    {"t_start_s,t_end_s,node\n5,2,a\n", 2, "it ends at \"2\", before it begins at \"5\""},
    {"t_start_s,t_end_s,node\n1,2,\n", 2, "the node has no name"},
    {"t_start_s,t_end_s,node\n1,2,a\n1,2,b\n1,2,c\n", 4, "node \"c\" is one more than the trace's 2 nodes"},
    {"t_start_s,t_end_s,node,speed\n1,2,a,1.5\n", 2, "speed is \"1.5\"; expected a share of the usual speed between 0 and 1"},
    {"t_s,available\n0,1.5\n", 2, "available is \"1.5\"; expected a whole number of instances"},
    {"t_s,available\n0,3\n", 2, "available is \"3\", more than the trace's 2 nodes"},
    {"t_s,available\n5,1\n5,2\n", 3, "t_s is \"5\", not after the row before; a step function goes forward"},
    {"t_s,event,node\n1,join,a\n", 2, "event is \"join\"; expected add or remove"},
    {"t_s,event,node\n1,add,a\n2,add,a\n", 3, "node \"a\" joins, and is there already"},
    {"t_s,event,node\n1,remove,a\n", 2, "node \"a\" leaves, and is not there"},
    {"t_start_s,t_end_s,end_reason\n1,2,killed\n", 2, "end_reason is \"killed\"; expected preempted or censored"},
    {"src,dst,gbps_received\na,b,fast\n", 2, "gbps_received is \"fast\"; expected a number from 0"},
    {"src,dst,avg_rtt_ms,mdev_ms\na,b,1,-1\n", 2, "mdev_ms is \"-1\"; expected a number from 0"},
    {"src,dst,usd_per_gb\n,b,1\n", 2, "a region has no name"},
};

} // namespace

TEST_CASE("broken traces say what is wrong, and where") {
  for (const Broken& broken : traces) {
    INFO(broken.text);
    const auto reading = reading_of(broken.text, fleet(2, 100));
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].line == broken.line);
    CHECK(reading.problems[0].what == broken.message);
  }
}

TEST_CASE("nodes and horizon are asked for where nobody states them, both at once") {
  const auto reading = reading_of("t_start_s,t_end_s,node\n1,2,a\n");
  REQUIRE(reading.problems.size() == 2);
  CHECK(reading.problems[0].what.starts_with("the number of nodes is not stated"));
  CHECK(reading.problems[1].what.starts_with("the horizon is not stated"));
  CHECK_FALSE(reading.trace);
}

TEST_CASE("all bad rows are reported, and the good ones read") {
  std::string text = "t_start_s,t_end_s,node\n";
  for (int row = 0; row < 3000; ++row) text += row % 3 == 0 ? "?,1,a\n" : "1,2,a\n";
  const auto reading = reading_of(text, fleet(2, 100));
  CHECK(reading.counts.malformed == 1000);
  CHECK(reading.problems.size() == 1000);
  CHECK(reading.problems.back().line == 2 + 2997);
  CHECK(reading.counts.rows == 2000);
}
