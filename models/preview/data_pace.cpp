#include "models/preview/data_pace.hpp"

#include "models/storage/batches.hpp"
#include "models/storage/sharing.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();
constexpr double kept_up = 1 - 1e-9;

double mean_store(const DataPath& data) {
  if (!data.storage_bandwidth) return unlimited;
  if (!data.stalls) return data.storage_bandwidth->value;
  const double stalled = data.stalls->lasts.mean() / (data.stalls->lasts.mean() + data.stalls->gap.mean());
  return data.storage_bandwidth->value * (1 - stalled * (1 - data.stalls->factor));
}

double mean_service(const DataPath& data, std::int64_t hosts) {
  const auto rate = data.service.rate ? data.service.rate : data.loader_rate;
  if (!data.decoupled || !rate) return unlimited;
  const double whole = rate->value * static_cast<double>(data.service.workers.value_or(hosts));
  if (!data.service.failures) return whole;
  const Seconds up = data.service.failures->lifetime.mean(), away = data.service.failures->return_delay.mean() + data.cold_start;
  return whole * (up / (up + away));
}

std::vector<double> capped(const std::vector<Drawer>& drawers, double store, double service) {
  if (std::isinf(store) && std::isinf(service)) {
    std::vector<double> rates;
    for (const Drawer& drawer : drawers) rates.push_back(drawer.cap);
    return rates;
  }
  return share_max_min(drawers, store, service);
}

void pace_site(const World& world, const std::vector<std::size_t>& learners, std::vector<DataPace>& paces) {
  const DataPath& data = *world.data;
  const double batch = batch_of(data, world.training.tokens_per_step).value;
  std::int64_t hosts = 0;
  std::vector<Drawer> most, asked;            // what each could read at, and what it needs
  for (const std::size_t m : learners) {
    const Learner& learner = world.learners[m];
    const std::int64_t own = hosts_of(learner.accelerators, learner.accelerator.node_size);
    hosts += own;
    most.push_back({loader_cap(data, own).value, true});
    asked.push_back({std::min(most.back().cap, batch / learner.step_time.mean.value), true});
  }
  const double store = mean_store(data), service = mean_service(data, hosts);
  const std::vector<double> at_once = capped(most, store, service), steady = capped(asked, store, service);
  for (std::size_t k = 0; k < learners.size(); ++k) {
    DataPace& pace = paces[learners[k]];
    pace.step = world.learners[learners[k]].step_time.mean;
    const double rate = data.reads_ahead() ? steady[k] : at_once[k];
    pace.pace = data.reads_ahead() ? std::max(pace.step, Seconds(batch / rate)) : pace.step + Seconds(batch / rate);
    pace.first = data.cold_start + Seconds((data.shuffle_buffer.value + batch) / at_once[k]);
    if (pace.pace * kept_up <= pace.step) continue;
    pace.limit = rate >= most[k].cap * kept_up ? DataLimit::loaders : store <= service ? DataLimit::store : DataLimit::service;
  }
}

void move(LearnerTime& time, TimeClass from, double share) {
  const double moved = of(time, from) * share;
  of(time, from) -= moved;
  of(time, TimeClass::data_wait) += moved;
}

} // namespace

std::string_view to_string(DataLimit limit) {
  switch (limit) {
  case DataLimit::loaders: return "its loaders";
  case DataLimit::store: return "its store";
  case DataLimit::service: return "its loader service";
  case DataLimit::none: break;
  }
  return "nothing";
}

std::vector<DataPace> data_paces(const World& world) {
  if (!world.data) return {};
  std::vector<DataPace> paces(world.learners.size());
  std::vector<std::vector<std::size_t>> at_site(world.sites.size());
  for (std::size_t m = 0; m < world.learners.size(); ++m) at_site[world.learners[m].site].push_back(m);
  for (const auto& learners : at_site) pace_site(world, learners, paces);
  return paces;
}

World paced_by_data(const World& world, const std::vector<DataPace>& paces) {
  World paced = world;
  double computing = 0, first = 0;
  for (std::size_t m = 0; m < paces.size(); ++m) {
    const double share = paces[m].step / paces[m].pace;
    StepTime& step = paced.learners[m].step_time;
    step.mean = paces[m].pace;
    step.cv *= share;                         // what varies is the computing
    computing += share / static_cast<double>(paces.size());
    first = std::max(first, paces[m].first.value);
  }
  if (paced.failures) {
    paced.failures->lifetime.scale = paced.failures->lifetime.scale / computing;   // failures strike while computing
    if (!world.data->decoupled) paced.failures->restart += Seconds(first);
  }
  return paced;
}

void split_data_wait(const World& world, const std::vector<DataPace>& paces, double horizon_s, RunTimes& run) {
  for (std::size_t m = 0; m < paces.size(); ++m) {
    LearnerTime& time = run.learners[m];
    const double waiting = 1 - paces[m].step / paces[m].pace;
    for (const TimeClass of_steps : {TimeClass::compute, TimeClass::degraded, TimeClass::lost_work}) move(time, of_steps, waiting);
    if (world.failures && !world.data->decoupled) {
      const Seconds restart = world.failures->restart + paces[m].first;
      if (restart.value > 0) move(time, TimeClass::restart, paces[m].first / restart);
    }
    if (world.simulation.warm_up.amount <= 0 && horizon_s > 0)
      of(time, TimeClass::data_wait) += paces[m].first.value / horizon_s * time.total();
  }
}

} // namespace archipelago
