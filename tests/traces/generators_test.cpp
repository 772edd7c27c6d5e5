// Generated traces: keyed draws, the rates that the laws say, lemons, bursts, seasons, spells and windows.
#include "models/failures/generators/fit_outages.hpp"
#include "models/failures/generators/processes.hpp"
#include "models/failures/generators/seed_stream.hpp"
#include "models/failures/traces/holding_statistics.hpp"
#include "tests/traces/laws.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace archipelago;

namespace {

std::vector<std::pair<double, double>> of_nodes_below(const OutageTrace& trace, std::uint32_t nodes) {
  std::vector<std::pair<double, double>> found;
  for (const NodeOutage& outage : trace.outages)
    if (outage.node < nodes) found.emplace_back(outage.start, outage.end);
  return found;
}

GeneratorRequest with(std::uint64_t seed, std::uint32_t nodes = a_year.nodes) { return {seed, nodes, a_year.horizon, a_year.process}; }

} // namespace

TEST_CASE("the same seed gives the same trace, another one another") {
  const OutageTrace first = generate_outages(rich_law(), with(1)), again = generate_outages(rich_law(), with(1)), other = generate_outages(rich_law(), with(2));
  CHECK(of_nodes_below(first, 200) == of_nodes_below(again, 200));
  CHECK(of_nodes_below(first, 200) != of_nodes_below(other, 200));
}

TEST_CASE("more nodes leave the outages of the others as they are, within a domain and beyond it") {
  const OutageTrace few = generate_outages(rich_law(), with(3, 120)), some = generate_outages(rich_law(), with(3, 200)), many = generate_outages(rich_law(), with(3, 650));
  CHECK(of_nodes_below(some, 120) == of_nodes_below(few, 120));
  CHECK(of_nodes_below(many, 200) == of_nodes_below(some, 200));
  CHECK(static_cast<double>(many.outages.size()) == Approx(3.25 * static_cast<double>(some.outages.size())).epsilon(0.25));
}

TEST_CASE("seeds of a block fall into different strata for every draw") {
  for (std::uint64_t index = 0; index < 20; ++index) {
    std::set<int> strata;
    for (std::uint64_t seed = 61; seed <= 90; ++seed) strata.insert(static_cast<int>(30 * SeedStream(seed, 9, Purpose::burst).uniform(index)));
    CHECK(strata.size() == 30);
  }
  double sum = 0, squares = 0;
  const SeedStream stream(5, 9, Purpose::burst);
  for (std::uint64_t index = 0; index < 20'000; ++index) {
    sum += stream.normal(index) / 20'000;
    squares += stream.normal(index) * stream.normal(index) / 20'000;
  }
  CHECK(std::abs(sum) < 0.025);                                    // 3.5 standard errors
  CHECK(squares == Approx(1).epsilon(0.035));
}

TEST_CASE("a memoryless law has the rate, variation and lengths that it says") {
  OutageLaw law;
  law.domain = 1000;
  law.gap = Law{Law::Kind::exponential, Seconds(3600)};
  law.length = {0.1, 1, Law{Law::Kind::exponential, Seconds(600)}, {}};
  const OutageStatistics s = statistics_of(generate_outages(law, {1, 1000, Seconds(400 * seconds_per_day), "x"}));
  CHECK(static_cast<double>(s.events) == Approx(9600).epsilon(0.03));
  CHECK(s.gap_cv == Approx(1).epsilon(0.04));
  CHECK(s.gaps->shape.contains(1));
  CHECK(s.repair->mean == Approx(540).epsilon(0.04));
  CHECK(s.repair->p10 == Approx(0).margin(5));
  CHECK(s.worst_5_percent < 0.1);
}

TEST_CASE("lemons, bursts and seasons each show in their figure") {
  OutageLaw plain = rich_law();
  plain.gap.shape = 1;
  plain.lemons = 0;
  plain.burst = {};
  plain.seasons = {};
  const auto statistics = [](const OutageLaw& law) { return statistics_of(generate_outages(law, with(4))); };
  const OutageStatistics base = statistics(plain);
  OutageLaw lemons = plain, bursts = plain, seasons = plain;
  lemons.lemons = 1.2;
  bursts.burst = rich_law().burst;
  seasons.seasons = {Seconds(10 * seconds_per_day), 30, 1.0};
  CHECK(statistics(lemons).worst_5_percent > 1.5 * base.worst_5_percent);
  CHECK(statistics(bursts).events_in_bursts > 5 * base.events_in_bursts);
  CHECK(statistics(seasons).gap_cv > 1.2 * base.gap_cv);
  // Seasons move failures, and do not make any: over a cycle their mean is 1.
  CHECK(static_cast<double>(statistics(seasons).events) == Approx(static_cast<double>(base.events)).epsilon(0.1));
}

TEST_CASE("a node that is down does not fail, and a burst strikes a node once") {
  OutageLaw law = rich_law();
  law.domain = 12;
  law.burst = {0.6, 8, 1.0, 0.7, Seconds(30)};
  law.gap.scale = Seconds(5000);
  const OutageTrace trace = generate_outages(law, {1, 12, Seconds(100 * seconds_per_day), "x"});
  std::vector<double> until(12, -1);
  CHECK(trace.outages.size() > 500);
  for (const NodeOutage& outage : trace.outages) {
    CHECK(outage.start >= until[outage.node] - burst_window_s * 12);   // a burst is chosen when it begins, and spreads
    until[outage.node] = std::max(until[outage.node], outage.end);
  }
}

TEST_CASE("slow spells carry a speed between their bounds; failures without repair have no end") {
  OutageLaw slow = rich_law();
  slow.kind = TraceKind::slow_spell;
  slow.speed_least = 0.5;
  slow.speed_most = 0.9;
  for (const NodeOutage& outage : generate_outages(slow, with(1)).outages) CHECK((outage.speed >= 0.5F && outage.speed <= 0.9F));
  OutageLaw disks = rich_law();
  disks.repair_known = false;
  for (const NodeOutage& outage : generate_outages(disks, with(1)).outages) CHECK(outage.end == NodeOutage::unknown_end);
}

TEST_CASE("maintenance comes every period, in batches one after the other, for every node") {
  const MaintenanceLaw law{Seconds(30 * seconds_per_day), 0.1, 4, {0, 1, Law{Law::Kind::constant, Seconds(7200)}, {}}};
  const OutageTrace trace = generate_maintenance(law, {1, 10, Seconds(365 * seconds_per_day), "m"});
  std::vector<int> windows(10);
  for (const NodeOutage& outage : trace.outages) {
    ++windows[outage.node];
    CHECK(outage.end - outage.start == Approx(7200));
  }
  for (const int count : windows) CHECK((count == 12 || count == 13));
  CHECK(open_at_once(merged_outages(trace), trace.horizon.value).max() == 3);   // ten nodes in four batches
}

TEST_CASE("spot capacity: of one instance, up and down spells have the means of their laws") {
  const SpotLaw law{{0, 1, Law{Law::Kind::exponential, Seconds(3 * 3600)}, {}}, {0, 1, Law{Law::Kind::exponential, Seconds(3600)}, {}}, {}, {}, false, 1};
  const CapacityTrace trace = SpotGenerator(law)({1, 1, Seconds(2000 * seconds_per_day), "s"});
  const HoldingStatistics s = statistics_of(trace);
  CHECK(s.availability == Approx(0.75).epsilon(0.02));
  CHECK(s.losses_per_node_hour == Approx(1.0 / 3).epsilon(0.04));
  CHECK(trace.steps.front().available == 1);
}

TEST_CASE("spot capacity: batches take the share that they say; instances with a risk of their own go one by one") {
  SpotLaw law{{0, 1, Law{Law::Kind::exponential, Seconds(3600)}, {}}, {0, 1, Law{Law::Kind::exponential, Seconds(600)}, {}}, {0.5, 0.4, 3}, {1, 1, 1}, false, 1};
  const HoldingStatistics s = statistics_of(SpotGenerator(law)({1, 50, Seconds(1000 * seconds_per_day), "s"}));
  CHECK(s.share_of_several == Approx(0.5).epsilon(0.05));
  CHECK(s.largest_loss == 50);
  law.loss = {};
  law.grant = {};
  law.per_instance = true;
  // Held n of 50: losses come at n/50 an hour, returns at 6 an hour while any is missing: nearly all are held.
  const HoldingStatistics calm = statistics_of(SpotGenerator(law)({1, 50, Seconds(1000 * seconds_per_day), "s"}));
  CHECK(calm.share_of_several == 0);
  CHECK(calm.losses_per_node_hour == Approx(1.0 / 50).epsilon(0.03));
}

TEST_CASE("processes of one file draw apart, and go into one trace") {
  const Process outages{"outages", rich_law()}, more{"more", rich_law()};
  const Process windows{"windows", MaintenanceLaw{Seconds(30 * seconds_per_day), 0, 1, {0, 1, Law{Law::Kind::constant, Seconds(60)}, {}}}};
  const Trace one = generate({outages}, with(1)), other = generate({more}, with(1)), both = generate({outages, windows}, with(1));
  CHECK(of_nodes_below(*one.outages(), 200) != of_nodes_below(*other.outages(), 200));
  CHECK(both.outages()->outages.size() == one.outages()->outages.size() + generate({windows}, with(1)).outages()->outages.size());
  CHECK(both.kind == TraceKind::node_outage);
  CHECK(generate({windows}, with(1)).kind == TraceKind::maintenance);
}
