#include "sim/calibrate/runs/play_once.hpp"

#include "models/preview/preview.hpp"
#include "sim/engine/exact.hpp"
#include "sim/fast/fast.hpp"

namespace archipelago {

namespace {

class Announcer : public Observer {
public:
  explicit Announcer(Progress& progress) : progress_(progress) {}
  void progress(double share, Seconds simulated) override { progress_.share(share, simulated); }

private:
  Progress& progress_;
};

} // namespace

Result play_once(const World& world, std::uint64_t seed, Progress& progress) {
  if (world.simulation.fidelity == Fidelity::closed_form) return preview(world);
  Announcer announcer(progress);
  if (world.simulation.fidelity == Fidelity::fast) return run_fast(world, seed, {&announcer, nullptr, nullptr});
  ExactOptions options;
  options.observer = &announcer;
  return run_exact(world, seed, options);
}

} // namespace archipelago
