// What must hold of a run in which something was killed.
#include "tests/chaos/kit.hpp"

#include "models/network/topology.hpp"
#include "sim/engine/exact.hpp"
#include "tests/support/isolated.hpp"

#include <fmt/format.h>

#include <cmath>

#include <unistd.h>

namespace archipelago {

namespace {

constexpr unsigned time_limit_s = 20;         // a run takes milliseconds: beyond this it hangs

// Who stepped, and whether a round came back, after a date.
class ProgressObserver : public Observer {
public:
  ProgressObserver(std::size_t learners, double after) : stepped(learners), after_(after) {}
  std::vector<char> stepped;
  bool round = false;

  void learner_span(std::size_t learner, TimeClass what, Seconds, Seconds to) override {
    if (what == TimeClass::compute && to.value > after_) stepped[learner] = true;
  }
  void round_span(std::int64_t, int, int, Seconds launched, Seconds back) override { round = round || (launched.value > after_ && back.value > after_); }

private:
  double after_;
};

double end_of(const std::vector<ChaosEvent>& kill) {
  double end = 0;
  for (const ChaosEvent& event : kill) end = std::max(end, event.until.value_or(event.at).value);
  return end;
}

std::string broken_account(const World& world, const Result& result) {
  double sum = 0;
  for (const double share : result.time_shares) {
    if (share < -1e-12) return fmt::format("a share of {}", share);
    sum += share;
  }
  if (std::abs(sum - 1) > 1e-9) return fmt::format("shares sum to {:.12f}", sum);
  for (std::size_t m = 0; m < result.learners.size(); ++m) {
    const LearnerResult& learner = result.learners[m];
    double own = 0;
    for (const double share : learner.time_shares) own += share;
    if (std::abs(own - 1) > 1e-9) return fmt::format("{}: shares sum to {:.12f}", learner.name, own);
    // Each whole step gives its tokens; one step may be under way at the end, as may one more that a job has interrupted.
    const double steps = learner.goodput * learner.allocated_s / world.learners[m].step_time.mean.value;
    const double paid = learner.tokens / world.training.tokens_per_step;
    if (steps < paid - 1e-6 || steps > paid + 1 + 1e-6) return fmt::format("{}: tokens of {} steps, computing for {}", learner.name, paid, steps);
  }
  return {};
}

std::string broken_bytes(const World& world, const Result& result) {
  double in = 0, out = 0;
  for (std::size_t l = 0; l < world.network.links.size(); ++l) {
    in += result.links[2 * l].bytes;
    out += result.links[2 * l + 1].bytes;
    for (const std::size_t direction : {2 * l, 2 * l + 1}) {
      double open = 0, from = 0, factor = 1;
      auto changes = factor_changes(outages_of(world, l));
      changes.push_back({Seconds(result.horizon_s), 1});
      for (const CapacityChange& change : changes) {
        const double to = std::min(change.at.value, result.horizon_s);
        open += std::max(0.0, to - from) * factor;
        from = to;
        factor = change.factor;
      }
      if (result.links[direction].bytes > capacity(world.network.links[l]).value * open * (1 + 1e-6) + 1)
        return fmt::format("{} carried {} B in {} s of its bandwidth", result.links[direction].name, result.links[direction].bytes, open);
    }
  }
  if (std::abs(in - out) > 1e-6 * in + 1) return fmt::format("{} B enter the hub, {} B leave it", in, out);
  return {};
}

std::string broken_run(const World& world, const std::vector<ChaosEvent>& kill, std::uint64_t& fingerprint) {
  ProgressObserver progress(world.learners.size(), end_of(kill));
  ExactOptions options;
  options.observer = &progress;
  const Result result = run_exact(world, 1, options);
  fingerprint = result.fingerprint;
  if (auto broken = broken_account(world, result); !broken.empty()) return broken;
  if (auto broken = broken_bytes(world, result); !broken.empty()) return broken;
  for (const Flag& flag : result.flags)
    if (flag.key == "simulation.chaos") return flag.reason;
  for (std::size_t m = 0; m < world.learners.size(); ++m)
    if (!progress.stepped[m]) return world.learners[m].name + " does not step again";
  const bool asynchronous = !world.protocol.sharded_syncer;   // its exchanges are no rounds
  if (!asynchronous && !progress.round) return "no round is merged again";
  return {};
}

std::string played(const World& world, const std::vector<ChaosEvent>& kill) {
  return isolated([&] {
    alarm(time_limit_s);
    std::uint64_t fingerprint = 0;
    const std::string broken = broken_run(world, kill, fingerprint);
    return fmt::format("{:016x}{}", fingerprint, broken);
  });
}

std::string described(const std::vector<ChaosEvent>& kill) {
  std::string text;
  for (const ChaosEvent& event : kill) text += (text.empty() ? "" : ",") + event.text;
  return text;
}

} // namespace

std::string broken_promise(const World& world, const std::vector<ChaosEvent>& kill, bool twice) {
  World struck = world;
  struck.chaos.insert(struck.chaos.end(), kill.begin(), kill.end());
  try {
    const std::string first = played(struck, kill);
    if (first.size() > 16) return fmt::format("{}, {}: {}", world.name, described(kill), first.substr(16));
    if (twice && played(struck, kill) != first) return fmt::format("{}, {}: another fingerprint the second time", world.name, described(kill));
  } catch (const std::exception& error) {
    return fmt::format("{}, {}: {}", world.name, described(kill), error.what());
  }
  return {};
}

} // namespace archipelago
