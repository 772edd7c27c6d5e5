// Damaged traces never crash the reader: it reads or it says what is wrong, at a line that the file has.
#include "models/failures/traces/holding_statistics.hpp"
#include "models/failures/traces/matrix_statistics.hpp"
#include "models/failures/traces/outage_statistics.hpp"
#include "tests/traces/reading.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

using namespace archipelago;

namespace {

const std::vector<std::string> sound{
    "# archipelago-trace/1\n# nodes: 9\n# horizon_s: 90\nt_start_s,t_end_s,node,class\n1,2,a,x\n3,3,b,\"y,z\"\n4,,c,\n5,200,a,x\n",
    "t_s,available\n0,0\n10,4\n60,1\n61,0\n",
    "t_s,event,node\n0,add,x\n10,add,y\n30,remove,x\n",
    "t_start_s,t_end_s,end_reason,zone\n0,50,preempted,a\n10,150,censored,b\n",
    "src,dst,avg_rtt_ms,mdev_ms\na,b,2,nan\nb,a,2,0.5\n"};

void look_at(const Trace& trace) {
  if (const auto* outages = trace.outages()) {
    const OutageStatistics s = statistics_of(*outages);
    RC_ASSERT(s.availability >= -1e-9 && s.availability <= 1 + 1e-9);
    RC_ASSERT(s.events_in_bursts <= s.events);
  }
  if (const auto* capacity = trace.capacity()) RC_ASSERT(statistics_of(*capacity).availability <= 1 + 1e-9);
  if (const auto* lives = trace.lives()) RC_ASSERT(statistics_of(*lives).lives == lives->lives.size());
  if (const auto* matrix = trace.matrix()) RC_ASSERT(statistics_of(*matrix).values.n == matrix->pairs.size());
}

} // namespace

TEST_CASE("bytes changed, lost and doubled") {
  CHECK(rc::check([] {
    std::string text = *rc::gen::elementOf(sound);
    const int changes = *rc::gen::inRange(1, 8);
    for (int change = 0; change < changes && !text.empty(); ++change) {
      const auto at = static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(text.size())));
      switch (*rc::gen::inRange(0, 4)) {
      case 0: text[at] = *rc::gen::arbitrary<char>(); break;
      case 1: text.erase(at, static_cast<std::size_t>(*rc::gen::inRange(1, 9))); break;
      case 2: text.insert(at, text.substr(at / 2, 7)); break;
      default: text.insert(at, *rc::gen::element<std::string>("1e308", "-0", "nan", "\"", ",", "\n", "99999999999999999999", "\r", "0x1p3", std::string(1, '\0'))); break;
      }
    }
    const auto lines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')) + 2;
    const auto reading = reading_of(text, fleet(20, 1000));
    for (const RowProblem& problem : reading.problems) RC_ASSERT(problem.line >= 1 && problem.line <= lines);
    RC_ASSERT(reading.trace || !reading.problems.empty());
    if (reading.trace) look_at(*reading.trace);
  }));
}
