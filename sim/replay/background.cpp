#include "sim/replay/background.hpp"

#include "models/network/collectives.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {
constexpr double endless = 1e15;              // bytes of a flow that is followed at once by the next: days at any rate of today
} // namespace

Background::Background(const World& world, const Topology& topology, std::uint64_t seed)
    : world_(world), hosts_(world), tallies_(world.background_flows.size() + world.neighbours.size()) {
  for (std::size_t row = 0; row < world.background_flows.size(); ++row) add_flows(row, seed);
  for (std::size_t k = 0; k < world.neighbours.size(); ++k) add_neighbour(world.background_flows.size() + k, topology, seed);
}

void Background::add_flows(std::size_t row, std::uint64_t seed) {
  const BackgroundFlows& flows = world_.background_flows[row];
  for (const bool back : {false, true}) {
    if (back && !flows.both_ways) continue;
    const HostId a = hosts_.site_switch(back ? flows.to : flows.from), b = hosts_.site_switch(back ? flows.from : flows.to);
    for (int place = 0; place < flows.flows; ++place) {
      const std::uint64_t key = entity_key(fmt::format("{} {} {}", flows.name, back ? "back" : "there", place));
      sources_.push_back({row, {{a, b}}, {}, RandomStream(seed, key, Purpose::background_size), RandomStream(seed, key, Purpose::background_gap), 0, {}, {}});
    }
  }
}

void Background::add_neighbour(std::size_t row, const Topology& topology, std::uint64_t seed) {
  const Neighbour& job = world_.neighbours[row - world_.background_flows.size()];
  const std::uint64_t key = entity_key(job.name);
  Source source{row, {}, {}, RandomStream(seed, key, Purpose::background_size), RandomStream(seed, key, Purpose::background_gap), 0, {}, {}};
  OneWayLatency slowest;
  for (std::size_t k = 0; k < job.sites.size(); ++k) {
    const std::size_t from = job.sites[k], to = job.sites[(k + 1) % job.sites.size()];
    source.pairs.emplace_back(hosts_.site_switch(from), hosts_.site_switch(to));
    slowest = std::max(slowest, topology.path(from, to)->latency);
  }
  source.tail = duration(slowest) * (2.0 * static_cast<double>(job.sites.size()) - 3);   // of 2 (n-1) phases the flows pay one
  sources_.push_back(std::move(source));
}

void Background::begin(Driver& driver, Flows& flows) {
  driver_ = &driver;
  flows_ = &flows;
  for (std::size_t k = 0; k < sources_.size(); ++k)
    wake(k, is_neighbour(sources_[k]) ? neighbour(sources_[k]).first : next_begin(sources_[k], Seconds(0)));
}

void Background::wake(std::size_t source, Seconds at) {
  driver_->wake(at, {EventKind::background, static_cast<std::uint32_t>(source), 0});
}

Bytes Background::next_size(const Source& source) const {
  if (is_neighbour(source)) return neighbour(source).bytes * ring_factor(source.pairs.size());
  const BackgroundFlows& flows = world_.background_flows[source.row];
  if (!flows.size) return Bytes(endless);
  const double variance = std::log1p(flows.size_cv * flows.size_cv);
  const double z = flows.size_cv > 0 ? source.sizes.normal(source.number) : 0;
  return Bytes(std::max(1.0, flows.size->value * std::exp(std::sqrt(variance) * z - 0.5 * variance)));
}

Seconds Background::next_begin(const Source& source, Seconds now) const {
  if (is_neighbour(source)) {
    const Neighbour& job = neighbour(source);
    return job.blocking ? now + job.interval : std::max(now, source.begun + job.interval);
  }
  const auto& gap = world_.background_flows[source.row].gap;
  return gap ? now + gap->quantile(source.gaps.uniform(source.number)) : now;
}

void Background::on_wake(std::size_t index, Seconds now) {
  Source& source = sources_[index];
  source.begun = now;
  const Bytes size = next_size(source);
  ++source.number;
  for (const auto& [from, to] : source.pairs)
    source.under_way.push_back(flows_->start(from, to, size, static_cast<std::uint32_t>(index), now, true));
}

void Background::on_flow_done(const Flows::Ended& ended, Seconds now) {
  Source& source = sources_[ended.owner];
  Tally& tally = tallies_[source.row];
  tally.bytes += ended.size.value;
  std::erase(source.under_way, ended.flow);
  if (!source.under_way.empty()) return;
  const Seconds end = now + source.tail;
  ++tally.transfers;
  tally.lasted += (end - source.begun).value;
  wake(ended.owner, next_begin(source, end));
}

void Background::start_counting(Seconds now) {
  std::fill(tallies_.begin(), tallies_.end(), Tally{});
  counted_from_ = now;
}

std::vector<BackgroundResult> Background::results(const Flows& flows, Seconds now) const {
  std::vector<Tally> tallies = tallies_;
  for (const Source& source : sources_)
    for (const FlowId flow : source.under_way) tallies[source.row].bytes += flows.counted(flow).value;
  std::vector<BackgroundResult> results;
  for (std::size_t row = 0; row < tallies.size(); ++row) {
    const bool job = row >= world_.background_flows.size();
    BackgroundResult result;
    result.name = job ? world_.neighbours[row - world_.background_flows.size()].name : world_.background_flows[row].name;
    result.kind = job ? "neighbour" : "flows";
    result.bytes = tallies[row].bytes;
    result.mean_bps = now > counted_from_ ? 8 * tallies[row].bytes / (now - counted_from_).value : 0;
    result.transfers = tallies[row].transfers;
    if (result.transfers > 0) result.transfer_mean_s = tallies[row].lasted / static_cast<double>(result.transfers);
    results.push_back(std::move(result));
  }
  return results;
}

} // namespace archipelago
