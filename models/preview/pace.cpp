#include "models/preview/pace.hpp"

#include "models/protocol/closed_forms.hpp"
#include "models/protocol/fragmentation.hpp"
#include "models/protocol/layer_readiness.hpp"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>

namespace archipelago {

namespace {

// Packing more tensors than this takes longer than a preview may; so many are small beside a fragment, which are then equal.
constexpr std::size_t most_tensors = 4096;

std::vector<Fragment> fragments_of(const World& world) {
  const ProtocolRules& rules = world.protocol;
  if (world.model.tensors.size() <= most_tensors) return fragment_model(world.model, rules.fragments, rules.fragmentation);
  Model counted;
  counted.parameters = world.model.parameters;
  counted.layers = world.model.layers;
  counted.fragment_sizes = world.model.fragment_sizes;
  counted.traffic_share = world.model.traffic_share;
  return fragment_model(counted, rules.fragments, rules.fragmentation);
}

// By how much the round outlasts what the steps hide, for a round launched by the step that ends at 0.
Seconds late(const Fragment& fragment, const World& world, const Traffic& traffic, Seconds pace, Bytes wire) {
  const Seconds whole = traffic.duration(wire);
  const int overlap = world.protocol.overlap;
  if (world.protocol.readiness == Readiness::fragment || fragment.pieces.empty()) return whole - pace * overlap;
  std::vector<Seconds> ready;
  std::vector<Bytes> sizes;
  for (const Piece& piece : fragment.pieces) {
    ready.push_back(gradient_ready(Seconds(0), pace, piece.depth));
    sizes.push_back(wire * (piece.values / fragment.values));
  }
  const Seconds through_pipe = whole - traffic.fixed;
  const auto through = pipe_arrivals(ready, sizes, BytesPerSecond(wire.value / through_pipe.value));
  std::vector<PieceArrival> arrivals;
  for (std::size_t k = 0; k < through.size(); ++k) arrivals.push_back({fragment.pieces[k].depth, through[k] + traffic.fixed});
  // Without a floor at the step's start, so that a negative result is the slack that is left.
  return step_end(Seconds(-1e300), pace, arrivals) - pace * (overlap + 1);
}

} // namespace

Seconds barrier(const std::vector<Learner>& learners, double steps) {
  struct Normal { double mean, deviation; };
  std::vector<Normal> times;
  double low = 0, high = 0;
  for (const Learner& learner : learners) {
    const StepTime& step = learner.step_time;
    const double cv = step.law == StepLaw::constant ? 0 : step.cv;
    times.push_back({steps * step.mean.value, std::sqrt(steps) * cv * step.mean.value});
    const double reach = 8 * times.back().deviation;
    low = std::max(low, times.back().mean - reach);
    high = std::max(high, times.back().mean + reach);
  }
  if (high <= low) return Seconds(high);
  // Every learner without noise is done before `low`, where all but certainly someone is still at work.
  const auto someone_is_late = [&](double x) {
    double all_done = 1;
    for (const Normal& time : times)
      if (time.deviation > 0) all_done *= 0.5 * std::erfc((time.mean - x) / (time.deviation * std::numbers::sqrt2));
    return 1 - all_done;
  };
  return Seconds(low + boost::math::quadrature::gauss_kronrod<double, 31>::integrate(someone_is_late, low, high, 4, 1e-7));
}

double barrier_window(const World& world, Seconds sync, double between) {
  Seconds step;
  double variance = 0;
  for (const Learner& learner : world.learners) {
    step = std::max(step, learner.step_time.mean);
    const double deviation = learner.step_time.law == StepLaw::constant ? 0 : learner.step_time.cv * learner.step_time.mean.value;
    variance += deviation * deviation / static_cast<double>(world.learners.size());
  }
  const double slack = std::max(0.0, (step * world.protocol.overlap - sync).value);
  return variance > 0 ? std::max(between, slack * slack / variance) : between;
}

Seconds quorum_pace(const std::vector<Learner>& learners, std::size_t quorum) {
  std::vector<double> rates;
  for (const Learner& learner : learners) rates.push_back(1 / learner.step_time.mean.value);
  std::sort(rates.begin(), rates.end(), std::greater<>());
  double slower = std::accumulate(rates.begin(), rates.end(), 0.0);
  for (std::size_t held_back = 0; held_back < quorum; ++held_back) {
    const double rounds = slower / static_cast<double>(quorum - held_back);
    if (rounds >= rates[held_back]) return Seconds(1 / (held_back == 0 ? rates[0] : rounds));
    slower -= rates[held_back];
  }
  return Seconds(1 / rates[quorum - 1]);
}

namespace {
// A round that others have to wait for is as long as they wait: those in flight share the pipe, or queue for it.
Seconds time_in_flight(const RoundTiming& timing, Seconds exposed) {
  if (exposed.value <= 0) return timing.sync;
  const Seconds waited_for = timing.hidden + exposed * (std::floor(timing.overlap / timing.period) + 1);
  const Seconds cycle = timing.step * timing.period + exposed;
  const Seconds queued = timing.in_flight_limit ? std::min(waited_for, cycle * *timing.in_flight_limit) : waited_for;
  return std::max(timing.sync, queued);
}
} // namespace

Synchronization synchronization(const World& world, const Traffic& traffic, Seconds pace) {
  const ProtocolRules& rules = world.protocol;
  const auto fragments = fragments_of(world);
  const bool pipelined = rules.name == ProtocolName::decoupled_diloco;
  Synchronization result;
  for (const Fragment& fragment : fragments) {
    const Bytes wire = to_bytes(Bits(fragment.values * rules.bits));
    RoundTiming timing;
    timing.step = pace;
    timing.sync = traffic.duration(wire);
    timing.hidden = timing.sync - late(fragment, world, traffic, pace, wire);
    timing.pipe = Seconds(wire.value * traffic.pipe);
    timing.period = static_cast<double>(rules.sync_interval) / static_cast<double>(fragments.size());
    timing.overlap = rules.overlap;
    if (pipelined) timing.in_flight_limit = std::max(1, rules.overlap);
    const bool waited_for = rules.back_pressure == BackPressure::overlap || !pipelined;
    const Seconds exposed = waited_for ? exposed_per_round(timing) : Seconds(0);
    const Seconds in_flight = time_in_flight(timing, exposed);
    result.sync += in_flight / static_cast<double>(fragments.size());
    result.pipe += timing.pipe / static_cast<double>(fragments.size());
    result.longest = std::max(result.longest, in_flight);
    result.wire_bytes_per_step += wire.value / rules.sync_interval;
    result.stall_per_step += exposed / rules.sync_interval;
  }
  return result;
}

} // namespace archipelago
