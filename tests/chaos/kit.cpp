#include "tests/chaos/kit.hpp"

#include "sim/engine/exact.hpp"
#include "tests/engine/worlds.hpp"
#include "tests/support/isolated.hpp"

#include <fmt/format.h>

#include <cstring>
#include <set>

namespace archipelago {

namespace {

constexpr double horizon_s = 160;

class DateObserver : public Observer {
public:
  std::set<double> dates;
  void learner_span(std::size_t, TimeClass, Seconds from, Seconds to) override { dates.insert({from.value, to.value}); }
  void round_span(std::int64_t, int, int, Seconds launched, Seconds back) override { dates.insert({launched.value, back.value}); }
  void mark(MarkKind, int, Seconds at, std::string_view) override { dates.insert(at.value); }
  void link_span(std::size_t, bool, double, Seconds from, Seconds to) override { dates.insert({from.value, to.value}); }
};

} // namespace

World chaos_world(ProtocolName protocol) {
  World world = star_world({2, 2, 5}, 1.0, protocol);
  world.name = std::string(to_string(protocol));
  world.model.parameters = 4e7;
  for (const std::size_t first : {std::size_t{0}, std::size_t{1}}) {
    Learner other = world.learners[first];
    other.name += "b";
    world.learners.push_back(other);
  }
  const double steps[] = {1.0, 1.03, 1.1, 1.07};
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    world.learners[m].step_time.mean = Seconds(steps[m]);
    world.learners[m].slice_size = 32;
  }
  ProtocolRules& rules = world.protocol;
  if (rules.name == ProtocolName::streaming_diloco || rules.name == ProtocolName::diloco) rules.quorum = 4;
  if (rules.name == ProtocolName::diloco || rules.name == ProtocolName::async_local_sgd || rules.name == ProtocolName::hierarchical_local_sgd) rules.sync_interval = 4;
  if (rules.name == ProtocolName::streaming_diloco) { rules.fragments = 4; rules.sync_interval = 8; }
  if (rules.name == ProtocolName::decoupled_diloco) { rules.fragments = rules.sync_interval = 8; }
  run_time(world, horizon_s);
  return world;
}

World recovering_world(ProtocolName protocol) {
  World world = chaos_world(protocol);
  world.name += " recovering";
  Failures failures;
  failures.lifetime = {Law::Kind::constant, Seconds(1e15)};
  failures.detection = Seconds(0.4);
  failures.downscale = Seconds(0.6);
  failures.upscale = Seconds(0.9);
  failures.restart = Seconds(1.1);
  world.failures = failures;
  world.failures_known = Known::given;
  world.chaos = {{"learner 0", Seconds(20.25), Seconds(23.3), 0, {{0, std::nullopt}}, {}}, {"learner 2", Seconds(22.1), Seconds(24.2), 0, {{2, std::nullopt}}, {}}};
  return world;
}

World loading_world(ProtocolName protocol, bool decoupled) {
  World world = chaos_world(protocol);
  world.name += decoupled ? " served" : " loading";
  DataPath data;
  data.bytes_per_token = 1;                   // 1000 B a batch
  data.loader_rate = BytesPerSecond(118);     // of each of 8 hosts: less than a step a second, more than one in 1.1 s
  data.storage_bandwidth = BytesPerSecond(1900);   // at each of the two sites, for two learners
  data.prefetch_batches = 3;
  data.cold_start = Seconds(0.7);
  data.shuffle_buffer = Bytes(500);
  data.decoupled = decoupled;
  data.outages = {{Seconds(20.4), Seconds(5.5), 0, std::nullopt}};
  if (decoupled) data.service = {7, BytesPerSecond(290), LoaderService::Failures{{Law::Kind::exponential, Seconds(40)}, {Law::Kind::exponential, Seconds(6)}}, {}};
  world.data = data;
  world.data_known = Known::given;
  return world;
}

World troubled_world(ProtocolName protocol) {
  const auto constant = [](double seconds) { return Law{Law::Kind::constant, Seconds(seconds)}; };
  World world = chaos_world(protocol);
  world.name += " troubled";
  world.checkpoints = Checkpoints{};
  world.checkpoints->interval = Seconds(7);
  world.checkpoints->size = Bytes(1e9);
  world.checkpoints->bandwidth = BytesPerSecond(1e10);
  world.checkpoints_known = Known::given;
  world.slow = SlowLaw{constant(23), constant(5), 0.4, 0.8, std::nullopt};
  world.corruption = Corruption{Corruption::Policy::rollback, constant(41), constant(6), 0};
  Trace market;
  market.kind = TraceKind::capacity_steps;
  market.data = CapacityTrace{8, Seconds(1000), {{0, 8}, {22, 3}, {25, 8}, {48, 0}, {52, 8}}};
  HoldingWish wish;
  wish.slices = world.learners[3].slices();
  wish.notice = Seconds(2);
  world.learners[3].holding = holding_of(market, wish);
  OutagePlan link, site, maintenance;
  link.name = "link s0-wan";
  link.place = OutagePlan::Place::link;
  link.laws = OutagePlan::Laws{constant(29), constant(3)};
  site.name = "site s0";
  site.laws = OutagePlan::Laws{constant(61), constant(3)};
  site.shards_too = true;
  maintenance.name = "maintenance of site s1";
  maintenance.index = 1;
  maintenance.notice = Seconds(3);
  maintenance.periodic = OutagePlan::Periodic{Seconds(33), Seconds(1000), Seconds(4)};
  world.outages = {link, site, maintenance};
  return world;
}

std::vector<double> event_dates(const World& world, double from, double until) {
  const std::string text = isolated([&] {
    DateObserver seen;
    ExactOptions options;
    options.observer = &seen;
    run_exact(world, 1, options);
    std::string dates;
    for (const double date : seen.dates)
      if (date >= from && date < until) dates.append(reinterpret_cast<const char*>(&date), sizeof date);
    return dates;
  });
  std::vector<double> dates(text.size() / sizeof(double));
  std::memcpy(dates.data(), text.data(), text.size());
  return dates;
}

std::vector<ChaosEvent> targets(const World& world, double at, double lasts) {
  std::vector<ChaosEvent> events;
  const auto add = [&](const std::string& what, std::vector<ChaosEvent::Victim> victims, std::vector<std::size_t> links) {
    events.push_back({fmt::format("kill={}@{:.9f} s..{:.9f} s", what, at, at + lasts), Seconds(at), Seconds(at + lasts), 0, std::move(victims), std::move(links)});
  };
  for (std::size_t m = 0; m < world.learners.size(); ++m) add("learner:" + world.learners[m].name, {{m, std::nullopt}}, {});
  for (std::uint32_t slice = 0; slice < static_cast<std::uint32_t>(world.learners[0].slices()); ++slice)
    add(fmt::format("slice:{}/{}", world.learners[0].name, slice + 1), {{0, slice}}, {});
  const bool has_syncer = world.protocol.name == ProtocolName::decoupled_diloco || !world.protocol.sharded_syncer;
  for (std::size_t m = 0; has_syncer && m < (world.protocol.sharded_syncer ? world.learners.size() : 1); ++m) {
    add(world.protocol.sharded_syncer ? "shard:" + world.learners[m].name : "syncer:" + world.sites[world.protocol.syncer_site].name, {}, {});
    events.back().syncer = true;
  }
  for (std::size_t l = 0; l < world.network.links.size(); ++l) add("link:" + world.network.links[l].name, {}, {l});
  for (std::size_t s = 0; s < world.sites.size(); ++s) {
    std::vector<ChaosEvent::Victim> victims;
    std::vector<std::size_t> links;
    for (std::size_t m = 0; m < world.learners.size(); ++m)
      if (world.learners[m].site == s) victims.push_back({m, std::nullopt});
    for (std::size_t l = 0; l < world.network.links.size(); ++l)
      if (world.network.links[l].between[0] == s) links.push_back(l);
    add("site:" + world.sites[s].name, std::move(victims), std::move(links));
  }
  return events;
}

Campaign kill_everything(const World& world, double lasts, std::size_t stride, double from) {
  constexpr double epsilon = 1e-6;
  constexpr double longest_wait = 60;         // after the kill there must be time to recover and to finish a round
  Campaign campaign;
  const std::vector<double> dates = event_dates(world, from, horizon_s - lasts - longest_wait);
  std::vector<ChaosEvent> kills;
  for (std::size_t k = 0; k < dates.size(); k += stride) {
    ++campaign.dates;
    for (const double offset : {-epsilon, 0.0, epsilon})
      if (dates[k] + offset >= 0)
        for (ChaosEvent& kill : targets(world, dates[k] + offset, lasts)) kills.push_back(std::move(kill));
  }
  for (const ChaosEvent& kill : kills)
    if (std::string broken = broken_promise(world, {kill}, campaign.kills++ % 8 == 0); !broken.empty()) campaign.broken.push_back(std::move(broken));
  return campaign;
}

} // namespace archipelago
