#include "models/failures/generators/spot.hpp"

#include "models/failures/generators/seed_stream.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace archipelago {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

// One of the two processes: its clock, which runs at some speed while anything can happen, and how many it takes. Three draws an instant.
class Clock {
public:
  Clock(const LengthTable& gap, const BatchLaw& batch, SeedStream draws) : gap_(gap), batch_(batch), draws_(draws) {}

  double next(double now) const { return speed_ > 0 ? now + left_ / speed_ : never; }
  void run(double seconds) { left_ = std::max(0.0, left_ - seconds * speed_); }
  void draw() { left_ = gap_.at(draws_.normal(3 * count_)); }
  void set_speed(double speed) { speed_ = speed; }

  std::uint32_t take(std::uint32_t of) {
    const std::uint64_t draw = 3 * count_++;
    if (of <= 1 || batch_.several <= 0) return std::min(of, 1U);
    const double kind = draws_.uniform(draw + 1);
    if (kind >= batch_.several) return 1;
    if (kind < batch_.several * batch_.all) return of;
    const double share = 1 - std::pow(draws_.uniform(draw + 2), 1 / batch_.tail);
    return std::min(of, 2 + static_cast<std::uint32_t>(share * (of - 1)));
  }

private:
  const LengthTable& gap_;
  const BatchLaw& batch_;
  SeedStream draws_;
  std::uint64_t count_ = 0;
  double left_ = 0, speed_ = 0;
};

} // namespace

CapacityTrace SpotGenerator::operator()(const GeneratorRequest& request) const {
  const std::uint64_t key = entity_key(request.process);
  Clock loss(loss_gaps_, law_.loss, SeedStream(request.seed, key, Purpose::spot_loss));
  Clock grant(grant_gaps_, law_.grant, SeedStream(request.seed, key, Purpose::spot_grant));
  const std::uint32_t nodes = request.nodes;
  auto held = static_cast<std::uint32_t>(std::lround(law_.held_at_start * nodes));
  CapacityTrace trace{nodes, request.horizon, {{0, held}}};
  loss.draw();
  grant.draw();
  for (double now = 0;;) {
    loss.set_speed(law_.per_instance ? static_cast<double>(held) / nodes : held > 0);
    grant.set_speed(held < nodes);
    const double next = std::min(loss.next(now), grant.next(now));
    if (next >= request.horizon.value) return trace;
    const bool is_loss = loss.next(now) <= grant.next(now);
    loss.run(next - now);
    grant.run(next - now);
    now = next;
    const std::uint32_t before = held;
    if (is_loss) held -= loss.take(held);
    else held += grant.take(nodes - held);
    if (is_loss || before == 0) loss.draw();
    if (!is_loss || before == nodes) grant.draw();
    trace.steps.push_back({now, held});
  }
}

} // namespace archipelago
