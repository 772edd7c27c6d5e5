// Bandwidth tables of the Streaming DiLoCo line, from the mechanism alone: layers ready and needed one by one, one pipe.
#include "models/preview/preview.hpp"
#include "tests/models/worlds.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <vector>

using namespace archipelago;
using namespace archipelago::test;

namespace {

struct Setting {
  double parameters;
  int layers;
  double step_s;
  int fragments, sync_interval, overlap;
  double bits;
};

World centres_apart(const Setting& setting, std::size_t centres) {
  World world;
  world.model.parameters = world.model.active_parameters = setting.parameters;
  world.model.layers = setting.layers;
  world.training = {1e6, 4096, std::nullopt, "adamw"};
  world.network = star(std::vector<double>(centres, 1e9), 0);
  for (std::size_t s = 0; s < centres; ++s) {
    Site site;
    site.name = "centre" + std::to_string(s);
    world.sites.push_back(site);
    world.learners.push_back(learner_at("learner" + std::to_string(s), s, 8, 8, setting.step_s));
  }
  world.protocol.name = ProtocolName::streaming_diloco;
  world.protocol.readiness = Readiness::layer;
  world.protocol.fragments = setting.fragments;
  world.protocol.sync_interval = setting.sync_interval;
  world.protocol.overlap = setting.overlap;
  world.protocol.bits = setting.bits;
  world.failures_known = Known::none;
  world.simulation.horizon = {Horizon::Unit::time, 1e4};
  return world;
}

double utilization(World& world, double gigabits) {
  for (Link& link : world.network.links) link.bandwidth = to_bytes(BitsPerSecond(gigabits * 1e9));
  return preview(world).compute_utilization;
}

// The published bandwidths lie on 50 values from 0.1 to 1000 Gbit/s: place of the first that suffices.
int first_on_grid(World world, double wanted) {
  int place = 0;
  while (utilization(world, 0.1 * std::pow(10.0, 4.0 * place / 49)) < wanted - 1e-9) ++place;
  return place;
}
int place_on_grid(double gigabits) { return static_cast<int>(std::lround(std::log10(gigabits / 0.1) / 4 * 49)); }

} // namespace

TEST_CASE("Streaming DiLoCo Table 4: all 75 cells within one step of the published grid, most of them on it") {
  struct Row { Setting setting; std::vector<double> published; };
  const std::vector<Row> rows{{{1e9, 24, 0.1, 1, 1, 0, 16}, {86.8, 152.6, 184.2, 222.3, 569.0}},
                              {{1e9, 24, 0.1, 1, 100, 0, 16}, {1.4, 6.2, 13.3, 23.3, 86.8}},
                              {{1e9, 24, 0.1, 8, 100, 0, 16}, {1.4, 5.2, 9.1, 16.0, 28.1}},
                              {{1e9, 24, 0.1, 8, 100, 1, 16}, {1.4, 4.3, 6.2, 9.1, 11.0}},
                              {{1e9, 24, 0.1, 8, 100, 1, 4}, {0.4, 0.9, 1.7, 2.0, 3.0}},
                              {{10e9, 48, 0.8, 1, 1, 0, 16}, {104.8, 222.3, 222.3, 268.3, 471.5}},
                              {{10e9, 48, 0.8, 1, 100, 0, 16}, {1.7, 7.5, 16.0, 33.9, 104.8}},
                              {{10e9, 48, 0.8, 16, 100, 0, 16}, {1.7, 5.2, 9.1, 13.3, 19.3}},
                              {{10e9, 48, 0.8, 16, 100, 1, 16}, {1.7, 3.6, 5.2, 6.2, 7.5}},
                              {{10e9, 48, 0.8, 16, 100, 1, 4}, {0.4, 0.9, 1.4, 1.4, 1.7}},
                              {{100e9, 108, 4.9, 1, 1, 0, 16}, {184.2, 323.8, 390.7, 390.7, 471.5}},
                              {{100e9, 108, 4.9, 1, 100, 0, 16}, {3.0, 11.0, 23.3, 49.4, 184.2}},
                              {{100e9, 108, 4.9, 36, 100, 0, 16}, {2.4, 6.2, 9.1, 11.0, 19.3}},
                              {{100e9, 108, 4.9, 36, 100, 1, 16}, {1.7, 3.6, 4.3, 5.2, 5.2}},
                              {{100e9, 108, 4.9, 36, 100, 1, 4}, {0.5, 0.9, 1.1, 1.1, 1.4}}};
  const double wanted[] = {0.5, 0.8, 0.9, 0.95, 0.99};
  int exact = 0;
  for (const Row& row : rows)
    for (std::size_t k = 0; k < 5; ++k) {
      World world = centres_apart(row.setting, 2);
      world.model.traffic_share = 0.84;   // the embedding travels apart
      const int off = first_on_grid(world, wanted[k]) - place_on_grid(row.published[k]);
      INFO("parameters " << row.setting.parameters << " H " << row.setting.sync_interval << " bits " << row.setting.bits
                         << " wanted " << wanted[k]);
      CHECK(std::abs(off) <= 1);
      exact += off == 0;
    }
  CHECK(exact >= 60);
}

TEST_CASE("Decoupled DiLoCo Table 13 in bf16: the published bandwidth gives the published utilization") {
  struct Row { double step_s; std::size_t centres; std::vector<double> published; };
  const std::vector<Row> rows{{1, 2, {0.58, 1.2, 1.7, 1.9}},
                              {5, 2, {0.12, 0.23, 0.34, 0.39}},
                              {1, 8, {1.0, 2.0, 3.0, 3.3}},
                              {5, 8, {0.21, 0.40, 0.59, 0.68}}};
  const double wanted[] = {0.5, 0.75, 0.9, 0.95};
  for (const Row& row : rows)
    for (std::size_t k = 0; k < 4; ++k) {
      World world = centres_apart({5e9, 35, row.step_s, 24, 100, 1, 16}, row.centres);
      INFO("step " << row.step_s << " centres " << row.centres << " wanted " << wanted[k]);
      CHECK(utilization(world, row.published[k]) == Approx(wanted[k]).margin(0.03));
    }
}
