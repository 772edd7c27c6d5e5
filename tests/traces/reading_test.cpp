// Every kind of trace is read, whatever the order of its columns; what needs handling is handled and counted.
#include "models/failures/traces/holding_statistics.hpp"
#include "models/failures/traces/outage_statistics.hpp"
#include "models/failures/traces/write_trace.hpp"
#include "tests/traces/reading.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

TEST_CASE("outages: nodes without rows count, names are numbered as they come, causes are kept") {
  const auto reading = reading_of("node,t_end_s,t_start_s,class\nb,20,10,disk\na,7,5,\"power, feed\"\nb,40,30,disk\n", fleet(10, 100));
  REQUIRE(reading.problems.empty());
  const OutageTrace& trace = *reading.trace->outages();
  CHECK(reading.trace->kind == TraceKind::node_outage);
  CHECK(trace.nodes == 10);
  REQUIRE(trace.outages.size() == 3);
  CHECK(trace.outages[0].start == 5);                              // sorted by start
  CHECK(trace.names == std::vector<std::string>{"b", "a"});
  CHECK(trace.causes == std::vector<std::string>{"disk", "power, feed"});
}

TEST_CASE("rows of zero length, overlapping ones and those beyond the horizon are handled and counted") {
  const auto reading = reading_of("t_start_s,t_end_s,node\n0,50,a\n40,60,a\n70,70,b\n90,130,c\n100,110,d\n120,130,d\n80,,e\n", fleet(5, 100));
  REQUIRE(reading.problems.empty());
  CHECK(reading.counts.rows == 5);
  CHECK(reading.counts.overlapping == 1);
  CHECK(reading.counts.zero_length == 1);
  CHECK(reading.counts.clipped == 1);
  CHECK(reading.counts.beyond_horizon == 2);
  CHECK(reading.counts.end_unknown == 1);
  CHECK(statistics_of(*reading.trace->outages()).downtime_node_s == 60 + 10);   // a merged, c clipped, e not known
}

TEST_CASE("the header states what rows cannot; what the caller states stands before it") {
  const std::string text = "\xEF\xBB\xBF# archipelago-trace/1\r\n# kind: site_outage\r\n# nodes: 3\r\n# horizon_s: 1000\r\n# accelerators_per_node: 8\r\n# made by hand\r\n"
                           "t_start_s,t_end_s,node\r\n1,2,here\r\n";
  const auto reading = reading_of(text);
  REQUIRE(reading.problems.empty());
  CHECK(reading.trace->kind == TraceKind::site_outage);
  CHECK(reading.trace->outages()->nodes == 3);
  CHECK(reading.trace->outages()->horizon == Seconds(1000));
  CHECK(reading.trace->outages()->accelerators_per_node == 8);
  CHECK(reading_of(text, fleet(7, 50)).trace->outages()->nodes == 7);
}

TEST_CASE("capacity, joins and leaves, and lives are told by their columns") {
  const auto steps = reading_of("t_s,available\n0,0\n10,4\n60,1\n", fleet(4, 100));
  REQUIRE(steps.trace);
  CHECK(steps.trace->capacity()->steps.size() == 3);

  const auto joins = reading_of("t_s,event,node\n0,add,x\n10,add,y\n30,remove,x\n30,add,z\n", fleet(3, 100));
  REQUIRE(joins.trace);
  const LifeTrace& lives = *joins.trace->lives();
  REQUIRE(lives.lives.size() == 3);
  CHECK(lives.lives[0].end == 30);
  CHECK(lives.lives[1].censored);
  CHECK(lives.lives[1].end == 100);
  CHECK(holding_of(lives).loss_instants == 1);                      // that z joins as x leaves hides no loss

  const auto episodes = reading_of("t_start_s,t_end_s,end_reason,zone\n0,50,preempted,a\n10,150,censored,b\n", fleet(1, 100));
  REQUIRE(episodes.trace);
  CHECK(episodes.trace->lives()->lives[1].end == 100);
  CHECK(episodes.counts.clipped == 1);
}

TEST_CASE("region grids come in base units; a jitter of nan is none; pairs may be measured twice") {
  const auto rates = reading_of("src,dst,gbps_received\naws:a,gcp:b,2.5\ngcp:b,aws:a,5\naws:a,gcp:b,3\n");
  REQUIRE(rates.trace);
  CHECK(rates.trace->matrix()->pairs[0].value == 2.5e9);
  CHECK(rates.notes.size() == 1);
  const auto times = reading_of("src,dst,min_rtt_ms,avg_rtt_ms,mdev_ms\na,b,1,2,nan\nb,a,1,2,0.5\n");
  REQUIRE(times.trace);
  CHECK(times.trace->matrix()->pairs[0].value == Approx(0.002));
  CHECK(times.trace->matrix()->pairs[0].jitter < 0);
  CHECK(times.trace->matrix()->pairs[1].jitter == Approx(0.0005));
  CHECK(reading_of("src,dst,usd_per_gb\na,b,0.02\n").trace->matrix()->pairs[0].value == Approx(2e-11));
}

TEST_CASE("what is written reads back as it was") {
  const auto first = reading_of("t_start_s,t_end_s,node,class\n0.5,2.25,n1,\"a \"\"b\"\", c\"\n3,,n2,disk\n", fleet(4, 50));
  REQUIRE(first.trace);
  std::ostringstream text;
  write_trace(text, *first.trace, {"a remark\nof two lines"});
  const auto second = reading_of(text.str());
  INFO(text.str());
  REQUIRE(second.problems.empty());
  const OutageTrace &a = *first.trace->outages(), &b = *second.trace->outages();
  CHECK(b.nodes == a.nodes);
  CHECK(b.horizon == a.horizon);
  CHECK(b.names == a.names);
  CHECK(b.causes == a.causes);
  REQUIRE(b.outages.size() == a.outages.size());
  for (std::size_t i = 0; i < a.outages.size(); ++i) {
    CHECK(b.outages[i].start == a.outages[i].start);
    CHECK(b.outages[i].end == a.outages[i].end);
  }
}
