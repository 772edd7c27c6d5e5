#include "tests/scenarios/world_text.hpp"

#include "models/failures/generators/processes.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

template <class Dimension> std::string text(const Quantity<Dimension>& quantity) { return fmt::format("{}", quantity.value); }
template <class Dimension> std::string text(const std::optional<Quantity<Dimension>>& quantity) {
  return quantity ? text(*quantity) : "-";
}
std::string text(const std::optional<double>& number) { return number ? fmt::format("{}", *number) : "-"; }

std::string text(const Law& law) {
  return fmt::format("{}:{}:{}:{}", static_cast<int>(law.kind), law.scale.value, law.shape, law.exponent);
}

std::string text(const Transport& transport) {
  return fmt::format("{}:{}:{}:{}:{}:{}:{}:{}", static_cast<int>(transport.kind), transport.streams, text(transport.window), transport.efficiency,
                     transport.loss, text(transport.segment), static_cast<int>(transport.congestion), transport.slow_start);
}

std::string text(const Profile& profile) {
  std::string line = fmt::format(" {}+{}", text(profile.period), text(profile.shift));
  for (const Profile::Point& point : profile.points) line += fmt::format(" {}x{}", text(point.at), point.factor);
  return line;
}
std::string text(const BackgroundLoad& load) { return fmt::format(" load {}", load.share) + text(load.profile); }

std::string text(const Horizon& horizon) { return fmt::format("{}:{}", static_cast<int>(horizon.unit), horizon.amount); }

std::string text(const Model& model) {
  std::string line = fmt::format("model {} {} {} {} {} {} {}", model.name, model.parameters, model.active_parameters,
                                 model.layers, static_cast<int>(model.precision), model.traffic_share, model.source);
  for (const double size : model.fragment_sizes) line += fmt::format(" {}", size);
  for (const Tensor& tensor : model.tensors)
    line += fmt::format(" {}:{}:{}:{}", tensor.name, tensor.values, tensor.layer, tensor.embedding);
  if (model.shape) line += fmt::format(" shape {} {} {} {}", model.shape->layers, model.shape->hidden_size, model.shape->kv_heads,
                                   model.shape->clamped_gate);
  return line + "\n";
}

std::string text(const Costs& costs) {
  std::string lines = fmt::format("costs {} {} {} {} {}", text(costs.egress), text(costs.energy), text(costs.syncer_hour), text(costs.staff), costs.baseline);
  for (const auto& [name, hour] : costs.accelerator_hour) lines += fmt::format(" {}={}", name, text(hour));
  for (const auto& [name, hour] : costs.leases) lines += fmt::format(" lease {}={}", name, text(hour));
  for (const auto& [of, p] : costs.prices)
    lines += fmt::format(" price {} {} {} {} {} {} {} {}", of, p.name, text(p.hour), static_cast<int>(p.category), p.provider, p.date, p.grade, p.source);
  if (costs.storage) lines += fmt::format(" storage {} {}", text(costs.storage->size), text(costs.storage->month));
  const Investment& i = costs.investment;
  return lines + fmt::format(" draw {} {} investment {} {} {} {} {}\n", costs.draw.computing, costs.draw.waiting, text(i.once), text(i.runs_per_year), text(i.years),
                             text(i.discount_rate), text(i.day_of_delay));
}

std::string text(const Accelerator& a) {
  return fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", a.name, a.vendor, text(a.peak_bf16), text(a.peak_fp8),
                     text(a.peak_fp4), text(a.memory), text(a.memory_bandwidth), text(a.interconnect), a.node_size, a.domain_size, text(a.power), text(a.server_power),
                     a.mfu, a.mfu_source, a.profile, a.source, a.date);
}

std::string text(const Learner& learner) {
  std::string line = fmt::format("learner {} {} {} {} {} {} {}:{}:{}:{} {} {} {}", learner.name, learner.site,
                                 text(learner.accelerator), learner.accelerators, learner.slice_size, learner.framework,
                                 text(learner.step_time.mean), static_cast<int>(learner.step_time.law), learner.step_time.cv,
                                 learner.step_time.source, text(learner.price), static_cast<int>(learner.price_category), learner.available.size());
  if (const auto& f = learner.predicted)
    line += fmt::format(" predicted {} {} {} {} {} {} {}", text(f->step), text(f->high), text(f->memory), text_of(f->layout), f->efficiency,
                        f->efficiency_source, f->fits);
  if (learner.holding) {
    line += fmt::format(" holding {} {} {}", text(learner.holding->notice), learner.holding->gone.period, learner.holding->mean_held);
    for (const SliceOutage& outage : learner.holding->gone.outages) line += fmt::format(" {}:{}-{}", outage.slice, outage.start, outage.end);
  }
  for (const auto& window : learner.available) line += fmt::format(" {}-{}", text(window.from), text(window.to));
  return line + "\n";
}

std::string text(const Site& site) {
  std::string line = fmt::format("site {} {} {} {} {} {}", site.name, site.region, text(site.power_price), text(site.pue),
                                 text(site.carbon), site.zone);
  if (site.lan)
    line += fmt::format(" lan {} {} {}", text(site.lan->bandwidth), text(site.lan->latency), text(site.lan->transport));
  return line + "\n";
}

std::string text(const Network& network) {
  std::string lines;
  for (const auto& hub : network.hubs) lines += "hub " + hub + "\n";
  for (const Link& link : network.links) {
    lines += fmt::format("link {} {}-{} {} {} {} {} {}", link.name, link.between[0], link.between[1], text(link.bandwidth),
                         text(link.latency), text(link.jitter), text(link.price), text(link.transport));
    for (const Outage& outage : link.outages)
      lines += fmt::format(" {}+{}x{}", text(outage.at), text(outage.duration), outage.factor);
    lines += text(link.profile) + text(link.background) + "\n";
  }
  for (const Backbone& backbone : network.backbones) {
    lines += fmt::format("backbone {} {}", backbone.name, text(backbone.bandwidth)) + text(backbone.profile) + text(backbone.background);
    for (const auto& member : backbone.members) lines += fmt::format(" {}{}", member.link, member.forward ? ">" : "<");
    lines += "\n";
  }
  return lines + fmt::format("paths {} {}\n", static_cast<int>(network.multipath), text(network.failover_delay));
}

std::string text(const ProtocolRules& rules) {
  return fmt::format("protocol {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}\n", static_cast<int>(rules.name),
                     rules.fragments, static_cast<int>(rules.fragmentation), rules.sync_interval, rules.overlap, rules.quorum,
                     text(rules.join_timeout), rules.grace ? fmt::format("{}:{}", rules.grace->margin, rules.grace->cap) : "-",
                     static_cast<int>(rules.merge), rules.bits, static_cast<int>(rules.back_pressure), rules.sharded_syncer,
                     rules.syncer_site, static_cast<int>(rules.all_reduce), static_cast<int>(rules.readiness),
                     text(rules.sync_overhead), text(rules.start_up), rules.accumulations);
}

std::string text(const std::vector<DataOutage>& outages) {
  std::string line;
  for (const DataOutage& outage : outages)
    line += fmt::format(" {}+{}x{}@{}", text(outage.at), text(outage.duration), outage.factor, outage.site ? static_cast<int>(*outage.site) : -1);
  return line;
}

std::string text(const DataPath& data) {
  std::string line = fmt::format("data {} {} {} {} {} {} {} {} {} {}", data.bytes_per_token, text(data.dataset), data.cached, text(data.loader_rate),
                                 text(data.storage_bandwidth), data.prefetch_batches, text(data.prefetch_size), text(data.cold_start),
                                 text(data.shuffle_buffer), data.decoupled) + text(data.outages);
  const LoaderService& service = data.service;
  line += fmt::format(" service {} {}", service.workers.value_or(-1), text(service.rate)) + text(service.outages);
  if (service.failures) line += fmt::format(" {} {}", text(service.failures->lifetime), text(service.failures->return_delay));
  if (data.stalls) line += fmt::format(" stalls {} {} {}", text(data.stalls->gap), text(data.stalls->lasts), data.stalls->factor);
  return line + "\n";
}

std::string text(const Simulation& simulation) {
  return fmt::format("simulation {} {} {} {} {}\n", text(simulation.horizon), text(simulation.warm_up),
                     fmt::join(simulation.seeds, ","), text(simulation.half_width), static_cast<int>(simulation.fidelity));
}

} // namespace

std::string world_text(const World& world) {
  std::string lines = fmt::format("name {}\n", world.name) + text(world.model);
  lines += fmt::format("training {} {} {} {}\n", world.training.tokens_per_step, world.training.sequence_length,
                       text(world.training.target_tokens), world.training.optimizer);
  for (const Site& site : world.sites) lines += text(site);
  for (const Learner& learner : world.learners) lines += text(learner);
  lines += text(world.network) + text(world.protocol) + text(world.simulation);
  lines += fmt::format("known {} {} {}\n", static_cast<int>(world.failures_known), static_cast<int>(world.checkpoints_known),
                       static_cast<int>(world.data_known));
  if (const auto& f = world.failures)
    lines += fmt::format("failures {} {} {} {} {} {}\n", text(f->lifetime), text(f->return_delay), text(f->downscale),
                         text(f->upscale), text(f->detection), text(f->restart));
  if (world.failures && world.failures->observed)
    lines += fmt::format("trace {} {} {}\n", world.failures->observed->name, static_cast<int>(world.failures->observed->map), text(world.failures->observed->offset));
  if (world.failures && world.failures->drawn) lines += fmt::format("generator {} {}\n", world.failures->drawn->generator->name, text(world.failures->drawn->offset));
  if (world.failures && world.failures->recovery) {
    const Recovery& r = *world.failures->recovery;
    for (const Law& law : {r.crash_detection, r.hang_detection, r.decision, r.queue.value_or(Law{}), r.warm_image, r.cold_image, r.init}) lines += "stage " + text(law) + "\n";
    lines += fmt::format("recovery {} {} {} {} {} {}\n", r.hang_share, r.queue.has_value(), r.spares, static_cast<int>(r.pool), static_cast<int>(r.state), static_cast<int>(r.without_node));
  }
  if (const auto& c = world.checkpoints) {
    lines += fmt::format("checkpoints {} {} {} {}\n", text(c->interval), text(c->size), text(c->bandwidth), c->blocking);
    lines += fmt::format("tiers {} {} {}\n", static_cast<int>(c->rule), text(c->storage_bandwidth), text(c->snapshot));
    if (c->memory) lines += fmt::format("memory {} {}\n", text(c->memory->interval), text(c->memory->bandwidth));
  }
  if (world.data) lines += text(*world.data);
  if (world.costs) lines += text(*world.costs);
  for (const OutagePlan& plan : world.outages) {
    lines += fmt::format("outages {} {} {} {} {} {}", plan.name, static_cast<int>(plan.place), plan.index, plan.factor, text(plan.notice), plan.shards_too);
    if (plan.laws) lines += " " + text(plan.laws->up) + " " + text(plan.laws->away);
    if (plan.periodic) lines += fmt::format(" {} {} {}", text(plan.periodic->first), text(plan.periodic->every), text(plan.periodic->away));
    if (plan.observed) lines += fmt::format(" {} {} {}", plan.observed->name, plan.observed->place, text(plan.observed->offset));
    lines += "\n";
  }
  if (const auto& slow = world.slow) lines += fmt::format("slow {} {} {} {} {}\n", text(slow->between), text(slow->length), slow->least, slow->most,
                                                           slow->observed ? fmt::format("{} {} {}", slow->observed->name, static_cast<int>(slow->observed->map), text(slow->observed->offset)) : "-");
  if (const auto& c = world.corruption) lines += fmt::format("corruption {} {} {} {}\n", static_cast<int>(c->policy), text(c->life), text(c->detection), c->replayed);
  for (const BackgroundFlows& flows : world.background_flows)
    lines += fmt::format("flows {} {} {} {} {} {} {} {}\n", flows.name, flows.from, flows.to, flows.both_ways, flows.flows, text(flows.size), flows.size_cv, flows.gap ? text(*flows.gap) : "-");
  for (const Neighbour& job : world.neighbours)
    lines += fmt::format("neighbour {} {} {} {} {} {}\n", job.name, fmt::join(job.sites, ","), text(job.bytes), text(job.interval), text(job.first), job.blocking);
  for (const Assumption& assumption : world.assumptions)
    if (assumption.value == "its figures as given") lines += fmt::format("{} {}\n", assumption.key, assumption.source);
  for (const ChaosEvent& event : world.chaos) {
    lines += fmt::format("chaos {} {} {} {} links {} {}", event.text, text(event.at), text(event.until), event.factor, fmt::join(event.links, ","), event.syncer);
    for (const auto& [learner, slice] : event.victims) lines += fmt::format(" {}:{}", learner, slice ? static_cast<int>(*slice) : -1);
    lines += "\n";
  }
  return lines;
}

} // namespace archipelago
