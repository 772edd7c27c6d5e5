#include "tests/storage/worlds.hpp"

#include "sim/engine/exact.hpp"
#include "tests/support/isolated.hpp"

#include <cstring>

namespace archipelago {

World loading_world(int learners, double step_s, double per_host, ProtocolName protocol) {
  World world = one_site_world(learners, step_s, protocol);
  DataPath data;
  data.bytes_per_token = 1;
  data.loader_rate = BytesPerSecond(per_host);
  data.prefetch_batches = 2;
  world.data = data;
  world.data_known = Known::given;
  return world;
}

namespace {
// What crosses from the child that ran: plain numbers only.
struct Crossing {
  double data_wait, compute, horizon, steps, share_sum, events;
  double read, taken, asked, given, drained, utilization, impaired, serving, lost, steady, steady_step;
  bool has_data;
};
} // namespace

Loaded play_loading(const World& world, std::uint64_t seed) {
  const Crossing crossed = isolated_value([&] {
    const Result result = run_exact(world, seed);
    Crossing out{};
    out.data_wait = result.time_shares[static_cast<std::size_t>(TimeClass::data_wait)];
    out.compute = result.goodput;
    out.horizon = result.horizon_s;
    out.steps = static_cast<double>(result.steps);
    out.events = static_cast<double>(result.events);
    for (const double share : result.time_shares) out.share_sum += share;
    out.has_data = !result.data.empty();
    if (!out.has_data) return out;
    const DataResult& row = result.data.front();
    out.read = row.read_bytes, out.taken = row.taken_bytes, out.asked = row.asked_bytes_per_s, out.given = row.given_bytes_per_s;
    out.drained = row.drained_s.value(), out.impaired = row.storage_impaired_s.value(), out.lost = static_cast<double>(row.workers_lost.value_or(0));
    out.steady = row.steady_share, out.steady_step = row.steady_step_s;
    out.utilization = row.storage_utilization.value_or(-1), out.serving = row.workers_serving.value_or(-1);
    return out;
  });
  Loaded loaded{crossed.data_wait, crossed.compute, crossed.horizon, crossed.steps, crossed.share_sum, crossed.events, {}, crossed.has_data};
  loaded.first = {"", crossed.read, crossed.taken, crossed.asked, crossed.given, crossed.steady, crossed.steady_step, crossed.drained, crossed.utilization,
                  crossed.impaired, crossed.serving, static_cast<std::int64_t>(crossed.lost)};
  return loaded;
}

} // namespace archipelago
