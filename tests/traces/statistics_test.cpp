// Statistics of traces small enough to work out by hand.
#include "models/failures/traces/holding_statistics.hpp"
#include "models/failures/traces/matrix_statistics.hpp"
#include "models/random.hpp"
#include "tests/traces/reading.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

TEST_CASE("four outages on ten nodes") {
  // Starts 0, 100, 110 and 86400 s; horizon 10 d. One node has two of them.
  const auto reading = reading_of("t_start_s,t_end_s,node\n0,3600,a\n100,3700,b\n110,7310,c\n86400,90000,a\n", fleet(10, 10 * 86400));
  const OutageStatistics s = statistics_of(*reading.trace->outages());
  CHECK(s.rate_per_1000_node_days == Approx(40));
  CHECK(s.fleet_mtbf == Seconds(2.5 * 86400));
  CHECK(s.node_mtbf == Seconds(25.0 * 86400));
  const double mean = 86400 / 3.0, square = (100.0 * 100 + 10 * 10 + 86290.0 * 86290) / 3;
  CHECK(s.gap_cv == Approx(std::sqrt(square - mean * mean) / mean));
  CHECK(s.groups == 2);                                            // 0, 100 and 110 are within six minutes
  CHECK(s.groups_of_several == 1);
  CHECK(s.largest_burst == 3);
  CHECK(s.events_in_bursts == 3);
  CHECK(s.worst_5_percent == 0.5);                                 // at least one node
  CHECK(s.nodes_without_event == 7);
  CHECK(s.repair->p50 == 3600);
  CHECK(s.downtime_node_s == 3600 * 3 + 7200);
  CHECK(s.availability == Approx(1 - 18000 / 8.64e6));
  CHECK(s.down_at_once->mean() == Approx(18000 / 864000.0));
  CHECK(s.down_at_once->max() == 3);
  CHECK(s.gini == Approx(1 - (1 * 2 + 3 * 1 + 5 * 1) / 40.0));
}

TEST_CASE("Weibull by maximum likelihood finds the law that made the times, inside its interval") {
  for (const double shape : {0.6, 1.0, 1.7}) {
    const Law law{Law::Kind::weibull, Seconds(1000), shape};
    const RandomStream draws(3, 5, Purpose::incident_gap);
    std::vector<double> times;
    for (std::uint64_t i = 0; i < 4000; ++i) times.push_back(law.quantile(draws.uniform(i)).value);
    const auto fit = fit_weibull(times);
    REQUIRE(fit);
    CHECK(fit->law.shape == Approx(shape).epsilon(0.03));
    CHECK(fit->law.scale.value == Approx(1000).epsilon(0.05));
    CHECK(fit->shape.half_width() == Approx(1.6449 * 0.7797 * shape / std::sqrt(4000)).epsilon(0.05));
    CHECK(kolmogorov_distance(fit->law, times) < 0.025);
  }
  CHECK_FALSE(fit_weibull({1, 1, 1, 1}));
  CHECK_FALSE(fit_weibull({0, 0, 2, 3}));
}

TEST_CASE("capacity: availability, losses by size, spells seen from begin to end") {
  // Held 0 for 10 s, 4 for 50 s, 1 for 10 s, 0 for 10 s, 4 for 20 s.
  const auto reading = reading_of("t_s,available\n0,0\n10,4\n60,1\n70,0\n80,4\n", fleet(4, 100));
  const HoldingStatistics s = statistics_of(*reading.trace->capacity());
  CHECK(s.availability == Approx((4 * 50 + 1 * 10 + 4 * 20) / 400.0));
  CHECK(s.share_full == Approx(0.7));
  CHECK(s.share_none == Approx(0.2));
  CHECK(s.loss_instants == 2);
  CHECK(s.lost == 4);
  CHECK(s.share_of_several == 0.5);
  CHECK(s.losses_per_node_hour == Approx(4 / (290 / 3600.0)));
  CHECK(s.any.up_s == std::vector<double>{60});                    // the last spell's end was not seen
  CHECK(s.any.down_s == std::vector<double>{10});                  // nor the first one's begin
}

TEST_CASE("grids: quantiles by kind of pair, asymmetry of the two directions") {
  const auto reading = reading_of("src,dst,gbps_received\naws:a,gcp:b,2\ngcp:b,aws:a,6\naws:a,aws:c,4\naws:c,aws:a,4\n");
  const MatrixStatistics s = statistics_of(*reading.trace->matrix());
  CHECK(s.regions == 3);
  REQUIRE(s.kinds.size() == 3);
  CHECK(s.kinds[0].name == "aws to aws");
  CHECK(s.kinds[0].values.n == 2);
  CHECK(s.asymmetry.n == 2);
  CHECK(s.asymmetry.p90 == Approx(1 + 0.9 * 2));
}
