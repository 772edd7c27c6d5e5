#include "sim/calibrate/runs/shortened.hpp"

#include "models/calibration/job_constants.hpp"
#include "models/preview/preview.hpp"
#include "reports/result_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr double same = 1e-3;
constexpr double least_warm_ups = 10;         // the horizon, in warm-ups

const JobConstants slow{1, Seconds(0.05), Seconds(1), {}};

bool is_extreme(const ResultKey& key) {
  const std::string& last = key.parts.back();
  return last == "max" || last == "p99" || last == "peak_bps" || key.figure->key.find("histogram") != std::string_view::npos;
}

bool gives_the_same(const World& a, const World& b, const std::vector<ResultKey>& asked) {
  const nlohmann::json one = to_json(preview(a)), other = to_json(preview(b));
  return std::all_of(asked.begin(), asked.end(), [&](const ResultKey& key) {
    const auto x = read_figure(one, key).value, y = read_figure(other, key).value;
    return x && y && *x > 0 && std::abs(*y / *x - 1) < same;
  });
}

} // namespace

double steps_of(const World& world) {
  return static_cast<double>(preview(world).steps) * static_cast<double>(std::max<std::size_t>(1, world.simulation.seeds.size()));
}

std::optional<Shortened> shortened(const World& world, const std::vector<ResultKey>& asked) {
  if (steps_of(world) <= many_steps || std::any_of(asked.begin(), asked.end(), is_extreme)) return std::nullopt;
  World shorter = world;
  if (shorter.simulation.seeds.size() > 1) shorter.simulation.seeds.resize(1);
  const double share = std::min(1.0, many_steps / steps_of(shorter));
  Simulation& simulation = shorter.simulation;
  simulation.horizon.amount *= share;
  if (share < 1 && simulation.warm_up.amount > 0 &&
      (simulation.warm_up.unit != simulation.horizon.unit || simulation.warm_up.amount * least_warm_ups > simulation.horizon.amount))
    return std::nullopt;
  shorter.failures.reset();
  shorter.failures_known = Known::none;
  World slower = world, shorter_slower = shorter;
  apply(slow, slower);
  apply(slow, shorter_slower);
  if (!gives_the_same(world, shorter, asked) || !gives_the_same(slower, shorter_slower, asked)) return std::nullopt;
  return Shortened{shorter, fmt::format("{:.3g} % of the horizon with one seed{}", 100 * share, world.failures ? " and no failures" : "")};
}

} // namespace archipelago
