#include "models/failures/generators/generate_outages.hpp"

#include "models/failures/generators/seed_stream.hpp"
#include "models/failures/traces/outage_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace archipelago {

namespace {

std::uint64_t domain_key(std::string_view process, std::uint32_t domain) { return entity_key(std::string(process) + "/" + std::to_string(domain)); }

// The index of a draw that belongs to an incident and one of its parts (a node, an attempt).
std::uint64_t part_of(std::uint64_t incident, std::uint64_t part) { return incident << 24 | part; }

// The time at which a clock that runs faster and slower by season has come to a reading. Readings must go forward.
class SeasonClock {
public:
  SeasonClock(const SeasonLaw& law, SeedStream draws) : law_(law), draws_(draws) {}

  double time_at(double reading) {
    if (law_.sigma <= 0) return reading;
    while (reading >= reading_ + speed() * law_.length.value) {
      reading_ += speed() * law_.length.value;
      ++season_;
    }
    return static_cast<double>(season_) * law_.length.value + (reading - reading_) / speed();
  }

private:
  double speed() {
    const std::uint64_t cycle = season_ / law_.in_a_cycle;
    if (speeds_.empty() || cycle != cycle_) {
      cycle_ = cycle;
      speeds_.resize(law_.in_a_cycle);
      double sum = 0;
      for (std::uint32_t i = 0; i < law_.in_a_cycle; ++i) sum += speeds_[i] = std::exp(law_.sigma * draws_.normal(cycle * law_.in_a_cycle + i));
      for (double& speed : speeds_) speed *= law_.in_a_cycle / sum;
    }
    return speeds_[season_ % law_.in_a_cycle];
  }

  const SeasonLaw& law_;
  SeedStream draws_;
  double reading_ = 0;                        // at the begin of the season
  std::uint64_t season_ = 0, cycle_ = 0;
  std::vector<double> speeds_;
};

class Domain {
public:
  Domain(const OutageLaw& law, const LengthTable& lengths, const GeneratorRequest& request, std::uint32_t number)
      : law_(law), lengths_(lengths), request_(request), first_node_(number * law.domain), key_(domain_key(request.process, number)),
        down_until_(law.domain, -1), chosen_(law.domain, false), weights_(law.domain) {
    const SeedStream frailty = stream(Purpose::frailty);
    double sum = 0;
    for (std::uint32_t slot = 0; slot < law.domain; ++slot) weights_[slot] = sum += std::exp(law.lemons * frailty.normal(slot));
  }

  void play(std::vector<NodeOutage>& outages) {
    double clock = 0;
    for (std::uint64_t incident = 0;; ++incident) {
      const bool quiet = law_.quiet.share > 0 && quiets_.uniform(incident) < law_.quiet.share;
      clock += quiet ? -law_.quiet.mean.value * std::log(gaps_.uniform(incident)) : law_.gap.quantile(gaps_.uniform(incident)).value;
      const double now = seasons_.time_at(clock);
      if (now >= request_.horizon.value) return;
      strike(incident, now, outages);
    }
  }

private:
  SeedStream stream(Purpose purpose) const { return SeedStream(request_.seed, key_, purpose); }

  std::uint32_t size_of(std::uint64_t incident) const {
    if (bursts_.uniform(2 * incident) >= law_.burst.share) return 1;
    const Law beyond{Law::Kind::lognormal, Seconds(law_.burst.size_median), law_.burst.size_sigma};
    const double more = law_.burst.size_sigma > 0 ? beyond.quantile(bursts_.uniform(2 * incident + 1)).value : law_.burst.size_median;
    return static_cast<std::uint32_t>(std::min<double>(law_.domain, 1 + std::max(1.0, std::round(more))));
  }

  // Nodes that are up, without replacement, by weight.
  void choose(std::uint64_t incident, std::uint32_t size, double now) {
    members_.clear();
    if (size * 4 < law_.domain) {
      const std::uint64_t attempts = 64 + 8 * std::uint64_t(size);
      for (std::uint64_t attempt = 0; members_.size() < size && attempt < attempts; ++attempt) {
        const double aim = choices_.uniform(part_of(incident, attempt)) * weights_.back();
        const auto slot = static_cast<std::uint32_t>(std::upper_bound(weights_.begin(), weights_.end(), aim) - weights_.begin());
        if (slot >= law_.domain || chosen_[slot] || down_until_[slot] > now) continue;
        chosen_[slot] = true;
        members_.push_back(slot);
      }
      for (const std::uint32_t slot : members_) chosen_[slot] = false;
      if (members_.size() == size) return;
      members_.clear();
    }
    // Many of few, or hardly any up: the smallest of exponential times with the weights as rates (Efraimidis & Spirakis 2006).
    std::vector<std::pair<double, std::uint32_t>> keys;
    for (std::uint32_t slot = 0; slot < law_.domain; ++slot)
      if (down_until_[slot] <= now)
        keys.emplace_back(-std::log(choices_.uniform(part_of(incident, slot))) / (weights_[slot] - (slot > 0 ? weights_[slot - 1] : 0)), slot);
    const std::size_t count = std::min<std::size_t>(size, keys.size());
    std::partial_sort(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(count), keys.end());
    for (std::size_t i = 0; i < count; ++i) members_.push_back(keys[i].second);
  }

  void strike(std::uint64_t incident, double now, std::vector<NodeOutage>& outages) {
    choose(incident, size_of(incident), now);
    const double common = members_.size() > 1 ? std::sqrt(law_.shared_length) * shared_.normal(incident) : 0;
    const double own = members_.size() > 1 ? std::sqrt(1 - law_.shared_length) : 1;
    const std::uint16_t cause = cause_of(incident);
    double start = now;
    for (std::size_t member = 0; member < members_.size(); ++member) {
      const std::uint32_t slot = members_[member];
      if (member > 0 && spreads_.uniform(part_of(incident, 2 * member)) >= law_.burst.simultaneous)
        start += std::min(burst_window_s, -law_.burst.spread.value * std::log(spreads_.uniform(part_of(incident, 2 * member + 1))));
      const double length = law_.repair_known ? lengths_.at(common + own * repairs_.normal(part_of(incident, slot))) : 0;
      down_until_[slot] = std::max(down_until_[slot], start + length);
      if (first_node_ + slot >= request_.nodes || start >= request_.horizon.value) continue;
      const double speed = std::lerp(law_.speed_least, law_.speed_most, slowdowns_.uniform(part_of(incident, slot)));
      outages.push_back({start, law_.repair_known ? start + length : NodeOutage::unknown_end, first_node_ + slot, cause, static_cast<float>(speed)});
    }
  }

  std::uint16_t cause_of(std::uint64_t incident) const {
    double total = 0;
    for (const CauseShare& cause : law_.causes) total += cause.share;
    double aim = causes_.uniform(incident) * total;
    for (std::size_t i = 0; i + 1 < law_.causes.size(); ++i)
      if ((aim -= law_.causes[i].share) < 0) return static_cast<std::uint16_t>(i);
    return static_cast<std::uint16_t>(law_.causes.empty() ? 0 : law_.causes.size() - 1);
  }

  const OutageLaw& law_;
  const LengthTable& lengths_;
  const GeneratorRequest& request_;
  std::uint32_t first_node_;
  std::uint64_t key_;
  SeedStream gaps_ = stream(Purpose::incident_gap), quiets_ = stream(Purpose::quiet), bursts_ = stream(Purpose::burst), choices_ = stream(Purpose::node_choice),
               spreads_ = stream(Purpose::burst_spread), repairs_ = stream(Purpose::repair), shared_ = stream(Purpose::shared_repair),
               causes_ = stream(Purpose::cause), slowdowns_ = stream(Purpose::slowdown);
  SeasonClock seasons_{law_.seasons, stream(Purpose::season)};
  std::vector<double> down_until_;
  std::vector<bool> chosen_;
  std::vector<double> weights_;               // cumulated
  std::vector<std::uint32_t> members_;
};

void sort(std::vector<NodeOutage>& outages) {
  std::sort(outages.begin(), outages.end(), [](const NodeOutage& a, const NodeOutage& b) { return std::tie(a.start, a.node, a.end) < std::tie(b.start, b.node, b.end); });
}

} // namespace

OutageTrace generate_outages(const OutageLaw& law, const GeneratorRequest& request) { return OutageGenerator(law)(request); }

OutageTrace OutageGenerator::operator()(const GeneratorRequest& request) const {
  OutageTrace trace;
  trace.nodes = request.nodes;
  trace.horizon = request.horizon;
  for (const CauseShare& cause : law_.causes) trace.causes.push_back(cause.name);
  if (trace.causes.empty()) trace.causes.emplace_back();
  for (std::uint32_t number = 0; std::uint64_t(number) * law_.domain < request.nodes; ++number) Domain(law_, *lengths_, request, number).play(trace.outages);
  sort(trace.outages);
  return trace;
}

OutageTrace generate_maintenance(const MaintenanceLaw& law, const GeneratorRequest& request) {
  OutageTrace trace{request.nodes, 0, request.horizon, {}, {"maintenance"}, {}};
  const SeedStream draws(request.seed, entity_key(request.process), Purpose::maintenance);
  const double phase = draws.uniform(0);
  for (std::uint64_t window = 0;; ++window) {
    const double shift = law.jitter * (2 * draws.uniform(2 * window + 1) - 1);
    double start = std::max(0.0, (phase + static_cast<double>(window) + shift) * law.period.value);
    if ((phase + static_cast<double>(window) - law.jitter) * law.period.value >= request.horizon.value) break;
    const double length = law.length.quantile(draws.uniform(2 * window + 2));
    for (std::uint32_t batch = 0; batch < law.batches; ++batch, start += length)
      for (std::uint32_t node = batch; node < request.nodes && start < request.horizon.value; node += law.batches)
        trace.outages.push_back({start, start + length, node, 0, 0});
  }
  sort(trace.outages);
  return trace;
}

OutageTrace joined(OutageTrace a, const OutageTrace& b) {
  for (NodeOutage outage : b.outages) {
    const std::string& cause = b.causes[outage.cause];
    auto found = std::find(a.causes.begin(), a.causes.end(), cause);
    if (found == a.causes.end()) found = a.causes.insert(a.causes.end(), cause);
    outage.cause = static_cast<std::uint16_t>(found - a.causes.begin());
    a.outages.push_back(outage);
  }
  sort(a.outages);
  return a;
}

} // namespace archipelago
