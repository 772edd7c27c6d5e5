// Traces that runs play, beside an independent count of their rows: a small one by hand, and the measured ones where they are.
#include "sim/validate/traces/market_count.hpp"
#include "sim/validate/traces/played_trace.hpp"
#include "sim/validate/traces/row_count.hpp"
#include "sim/validate/traces/trace_files.hpp"
#include "sim/validate/traces/traces_table.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>

using namespace archipelago;
namespace fs = std::filesystem;

namespace {

class Folder {
public:
  Folder() {
    char name[] = "/tmp/archipelago-traces-XXXXXX";
    path = mkdtemp(name);
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

// Node a is down from 0 to 1000 s and, overlapping, from 500 to 2000; b for no time; c beyond the end; a row begins after it.
void write_trace(const fs::path& folder) {
  fs::create_directories(folder / "traces");
  std::ofstream(folder / "traces/manifest.csv") << "file,kind,nodes,gpus_per_node,horizon_s,rows,origin\nsmall.csv,node_outage,4,8,100000,5,made up\nother.csv,price_list,,,,1,made up\n";
  std::ofstream(folder / "traces/small.csv") << "t_start_s,t_end_s,node\n0,1000,a\n500,2000,a\n30000,30000,b\n99000,200000,c\n100001,100002,d\n";
  std::ofstream(folder / "traces/other.csv") << "x\n";
}

const ValidationRow& row_of(const ValidationTable& table, const std::string& key) {
  for (const ValidationRow& row : table.rows)
    if (row.key == key) return row;
  throw std::runtime_error("no row " + key);
}

std::optional<fs::path> measured() {
  const char* asked = std::getenv("ARCHIPELAGO_SHARED");
  const fs::path data = (asked ? fs::path(asked) : fs::path(ARCHIPELAGO_SCENARIOS) / "../../shared") / "data";
  if (fs::exists(data / "traces/manifest.csv")) return data;
  WARN("SKIPPED: the measured traces are not here; give their folder as ARCHIPELAGO_SHARED");
  return std::nullopt;
}

} // namespace

TEST_CASE("overlaps, zero lengths, clipped and late rows: what is played is what is counted, and both are right") {
  const Folder folder;
  write_trace(folder.path);
  const RowCount count = count_rows(folder.path / "traces/small.csv", 100000);
  CHECK(count.events == 4);
  CHECK(count.downtime_s == Approx(3000));
  const ValidationTable table = traces_table({folder.path, ARCHIPELAGO_SCENARIOS, 1});
  REQUIRE(table.data_here);
  CHECK(verdict_of(table) == TableVerdict::met);
  CHECK(row_of(table, "small: events, as counted").simulated == Approx(4));
  CHECK(row_of(table, "small: merged downtime, as counted").simulated == Approx(3000 / 3600.0));
  CHECK(row_of(table, "small: nodes down, mean, as counted").simulated == Approx(0.03));
  CHECK(row_of(table, "small: fleet MTBF, as counted").simulated == Approx(25000 / 3600.0));
  CHECK(table.notes.size() == 1);                                  // of the price list
}

TEST_CASE("a run of the exact engine meets every row of a trace once") {
  const auto trace = std::make_shared<const OutageTrace>(OutageTrace{4, 8, Seconds(100000), {{0, 1000, 0, 0, 0}, {500, 2000, 0, 0, 0}, {30000, 30000, 1, 0, 0}, {99990, 200000, 2, 0, 0}}, {""}, {}});
  const World world = world_of(trace, Seconds(600));
  CHECK(world.learners.front().slices() == 4);
  CHECK(world.simulation.horizon.amount < trace->horizon.value);
  CHECK(play_fleet(trace).events == 4);
}

namespace {

// Of a market: three kinds of files, each with something that is not there at first, held on at the end, or gone and come at one instant.
void write_markets(const fs::path& folder) {
  fs::create_directories(folder / "traces");
  std::ofstream(folder / "traces/manifest.csv") << "file,kind,nodes,gpus_per_node,horizon_s,rows,origin\n"
                                                   "steps.csv,capacity_steps,4,1,100000,5,made up\nnamed.csv,node_join_leave,3,1,100000,6,made up\n"
                                                   "lives.csv,instance_episodes,0,0,100000,3,made up\nsite.csv,site_outage,1,0,100000,5,made up\n";
  std::ofstream(folder / "traces/steps.csv") << "t_s,available\n0,1\n10000,4\n20000,2\n20100,3\n50000,4\n";
  std::ofstream(folder / "traces/named.csv") << "t_s,event,node\n0,add,a\n5000,add,b\n9000,remove,a\n9000,add,c\n30000,remove,b\n100000,remove,c\n";
  std::ofstream(folder / "traces/lives.csv") << "t_start_s,t_end_s,end_reason\n0,99000,censored\n100,4100,preempted\n4100,60000,preempted\n";
  std::ofstream(folder / "traces/site.csv") << "t_start_s,t_end_s,node\n0,1000,s\n5000,6000,s\n5500,7000,s\n7000,7500,s\n90000,90000,s\n";
}

} // namespace

TEST_CASE("capacity that came and went, and outages of a site: a run of the exact engine plays what is counted, and both are right") {
  const Folder folder;
  write_markets(folder.path);
  const MarketCount steps = count_market(folder.path / "traces/steps.csv", "capacity_steps", 100000);
  CHECK(steps.gained == 5);
  CHECK(steps.lost == 2);
  CHECK(steps.reclaims == 1);
  CHECK(steps.held_s == Approx(1e4 + 4e4 + 200 + 3 * 29900 + 4 * 5e4));
  const MarketCount named = count_market(folder.path / "traces/named.csv", "node_join_leave", 100000);
  CHECK(named.gained == 2);
  CHECK(named.lost == 2);                                          // the last one leaves as the trace ends
  CHECK(named.held_s == Approx(9e3 + 25e3 + 91e3));
  const MarketCount lives = count_market(folder.path / "traces/lives.csv", "instance_episodes", 100000);
  CHECK(lives.gained == 2);
  CHECK(lives.lost == 2);
  CHECK(lives.held_s == Approx(1e5 + 4e3 + 55.9e3));
  CHECK(count_rows(folder.path / "traces/site.csv", 100000).spells == 2);

  const ValidationTable table = traces_table({folder.path, ARCHIPELAGO_SCENARIOS, 1});
  CHECK(table.rows.size() == 3 * 6 + 4);
  CHECK(verdict_of(table) == TableVerdict::met);
  CHECK(row_of(table, "steps: instances gained, as counted").simulated == Approx(5));
  CHECK(row_of(table, "steps: instances lost, as counted, exact engine").simulated == Approx(2));
  CHECK(row_of(table, "steps: reclaims, as counted, exact engine").simulated == Approx(1));
  CHECK(row_of(table, "steps: instances held, mean, as counted, exact engine").simulated == Approx(3.399).epsilon(1e-6));
  CHECK(row_of(table, "named: instances lost, as counted, exact engine").simulated == Approx(2));
  CHECK(row_of(table, "named: instance-hours not held, as counted, exact engine").simulated == Approx((2e5 - 125e3) / 3600).epsilon(1e-6));
  CHECK(row_of(table, "lives: reclaims, as counted, exact engine").simulated == Approx(2));
  CHECK(row_of(table, "lives: losses per instance-hour, as counted, exact engine").simulated == Approx(2 / (159.9e3 / 3600)).epsilon(1e-6));
  CHECK(row_of(table, "site: outages, overlapping ones merged, as counted, exact engine").simulated == Approx(2));
  CHECK(row_of(table, "site: merged downtime, as counted, exact engine").simulated == Approx(3500 / 3600.0));
  CHECK(row_of(table, "site: sites down, mean, as counted, exact engine").simulated == Approx(0.035));
}

TEST_CASE("without data both tables say so, and neither counts") {
  for (const ValidationTable& table : {traces_table({{}, ARCHIPELAGO_SCENARIOS, 1}), generators_table({{}, ARCHIPELAGO_SCENARIOS, 1}), traces_table({fs::path("/nowhere"), ARCHIPELAGO_SCENARIOS, 1})}) {
    CHECK_FALSE(table.data_here);
    CHECK(verdict_of(table) == TableVerdict::data_not_here);
  }
}

TEST_CASE("measured traces are played exactly, to the published digits") {
  const auto data = measured();
  if (!data) return;
  const ValidationTable table = traces_table({data, ARCHIPELAGO_SCENARIOS, 2});
  for (const Judgement& judgement : table.judgements) {
    INFO(judgement.statistic);
    CHECK(judgement.met());
    CHECK(judgement.rows >= 28);
  }
  CHECK(table.judgements.front().rows >= 28 + 23 * 6 + 4);
  CHECK(row_of(table, "infinitehbd_nodes_d000_d232: nodes down, most").simulated == Approx(35));
}
