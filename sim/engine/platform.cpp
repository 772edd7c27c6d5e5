#include "sim/engine/platform.hpp"

#include "models/network/carriers.hpp"
#include "sim/engine/exact.hpp"
#include "sim/engine/simgrid.hpp"
#include "sim/replay/hosts.hpp"

#include <algorithm>
#include <cmath>
#include <csignal>
#include <stdexcept>

namespace archipelago {

namespace s4u = simgrid::s4u;
using Timer = simgrid::kernel::timer::Timer;

namespace {
// SimGrid takes over SIGINT (it would exit) and the crash signals; ours come back after its construction.
class SignalKeeper {
public:
  SignalKeeper() { for (std::size_t i = 0; i < 3; ++i) sigaction(numbers[i], nullptr, &kept_[i]); }
  ~SignalKeeper() { for (std::size_t i = 0; i < 3; ++i) sigaction(numbers[i], &kept_[i], nullptr); }

private:
  static constexpr int numbers[3] = {SIGINT, SIGSEGV, SIGBUS};
  struct sigaction kept_[3];
};

struct EngineLink {
  s4u::Link *up = nullptr, *down = nullptr;
  double nominal = 0;
  std::shared_ptr<double> factor;             // only where it may change
};

EngineLink make_link(s4u::NetZone* root, const std::string& name, BytesPerSecond nominal, OneWayLatency latency, bool changes) {
  auto* duplex = simgrid_parts::add_duplex(root, name, nominal.value);
  duplex->set_latency(latency.value);
  EngineLink made{duplex->get_link_up(), duplex->get_link_down(), nominal.value, nullptr};
  if (changes) {
    made.factor = std::make_shared<double>(1.0);
    for (auto* direction : {made.up, made.down})
      direction->set_sharing_policy(s4u::Link::SharingPolicy::NONLINEAR,
                                    [factor = made.factor](double capacity, int) { return capacity * *factor; });
  }
  duplex->seal();
  return made;
}

std::vector<EngineLink> make_links(const World& world, s4u::NetZone* root) {
  std::vector<EngineLink> links;
  const Network& network = world.network;
  for (std::size_t c = 0; c < network.carriers(); ++c) {
    const bool link = c < network.links.size(), changes = varies(network, c) || (link && capacity_changes(world, c));
    links.push_back(make_link(root, std::string(link ? "wan:" : "backbone:").append(carrier_name(network, c)), carrier_capacity(network, c),
                              carrier_latency(network, c), changes));
  }
  return links;
}

// Each learner's own link to its site's switch; nothing where lan is no limit.
std::vector<s4u::SplitDuplexLink*> make_lans(const World& world, s4u::NetZone* root) {
  std::vector<s4u::SplitDuplexLink*> lans(world.learners.size(), nullptr);
  for (std::size_t s = 0; s < world.sites.size(); ++s)
    for (std::size_t m = 0; m < world.learners.size(); ++m) {
      const auto& own = world.sites[s].lan;
      if (!own || world.learners[m].site != s) continue;
      lans[m] = simgrid_parts::add_duplex(root, "lan:" + world.learners[m].name, capacity(*own).value);
      lans[m]->set_latency(own->latency.value);
      lans[m]->seal();
    }
  return lans;
}

// All sites with their hosts, and the routes between them by their first or second path. `hosts` gains the hosts.
void build_sites(const World& world, const Topology& topology, s4u::NetZone* root, const std::vector<EngineLink>& links,
                 const std::vector<s4u::SplitDuplexLink*>& lans, std::size_t path_number, std::vector<s4u::Host*>& all_hosts) {
  const std::string prefix(path_number == 0 ? "" : "2:");
  const Hosts names(world);
  std::vector<s4u::Host*> hosts(names.count());
  std::vector<s4u::NetZone*> zones;
  for (std::size_t s = 0; s < world.sites.size(); ++s) {
    auto* zone = simgrid_parts::add_star(root, prefix + "site:" + world.sites[s].name);
    auto* site_switch = hosts[names.site_switch(s)] = simgrid_parts::add_host(zone, prefix + "switch:" + world.sites[s].name);
    zone->add_route(site_switch->get_netpoint(), nullptr, nullptr, nullptr, std::vector<s4u::LinkInRoute>{}, true);
    for (std::size_t m = 0; m < world.learners.size(); ++m) {
      const Learner& learner = world.learners[m];
      if (learner.site != s) continue;
      std::vector<s4u::LinkInRoute> lan;
      if (lans[m]) lan.emplace_back(lans[m], s4u::LinkInRoute::Direction::UP);
      hosts[names.learner(m)] = simgrid_parts::add_host(zone, prefix + "learner:" + learner.name);
      hosts[names.shard(m)] = simgrid_parts::add_host(zone, prefix + "shard:" + learner.name);
      for (HostId host : {names.learner(m), names.shard(m)})
        zone->add_route(hosts[host]->get_netpoint(), nullptr, nullptr, nullptr, lan, true);
    }
    zone->seal();
    zones.push_back(zone);
  }

  const std::size_t first_backbone = world.network.links.size();
  for (std::size_t a = 0; a < zones.size(); ++a)
    for (std::size_t b = 0; b < zones.size(); ++b) {
      const Path* path = a == b ? nullptr : topology.path(a, b, path_number);
      if (!path) continue;
      std::vector<s4u::LinkInRoute> route;
      const auto cross = [&](std::size_t carrier, bool forward) { route.emplace_back(forward ? links[carrier].up : links[carrier].down); };
      for (const Hop& hop : path->hops) cross(hop.link, hop.forward);
      for (const Hop& hop : path->backbones) cross(first_backbone + hop.link, hop.forward);
      if (const auto cap = flow_cap_between(world.network, *path, world.sites[a].lan, world.sites[b].lan)) {
        auto* own = simgrid_parts::add_link(root, prefix + "cap:" + world.sites[a].name + ">" + world.sites[b].name, cap->value);
        own->set_sharing_policy(s4u::Link::SharingPolicy::FATPIPE)->seal();
        route.emplace_back(own);
      }
      root->add_route(zones[a]->get_netpoint(), zones[b]->get_netpoint(), hosts[names.site_switch(a)]->get_netpoint(),
                      hosts[names.site_switch(b)]->get_netpoint(), route, false);
    }
  all_hosts.insert(all_hosts.end(), hosts.begin(), hosts.end());
}

void build_platform(s4u::Engine& engine, const World& world, const Topology& topology, std::vector<s4u::Host*>& hosts, std::vector<EngineLink>& links) {
  auto* root = simgrid_parts::add_world(engine, "world");
  links = make_links(world, root);
  const auto lans = make_lans(world, root);
  const std::size_t paths = world.network.multipath == Multipath::none ? 1 : 2;
  for (std::size_t number = 0; number < paths; ++number) build_sites(world, topology, root, links, lans, number, hosts);
  root->seal();
}

void set_factor(EngineLink& link, double factor) {
  *link.factor = std::max(factor, 1e-9);   // SimGrid ignores a capacity of zero
  for (auto* direction : {link.up, link.down}) direction->set_bandwidth(link.nominal);   // makes SimGrid share anew
}
} // namespace

struct Platform::Impl {
  struct Flow {
    s4u::CommPtr comm;
    double size = 0;
  };
  s4u::Engine* engine = nullptr;
  std::vector<s4u::Host*> hosts;              // those of the first paths, then those of the second ones
  std::size_t hosts_per_path = 0;
  double added_latency = 0;                   // of the flow that is being started
  std::vector<EngineLink> links;
  std::vector<Flow> flows;
  std::vector<FlowId> free;
  // SimGrid looks at a cancelled communication once more at the end of the instant: it must live until then.
  std::vector<s4u::CommPtr> cancelled;
  double cancelled_at = -1;
  s4u::SemaphorePtr finished;
  std::function<void(FlowId)> flow_done;
};

Platform::Platform(const World& world, const Topology& topology, const std::vector<std::string>& simgrid_options,
                   std::function<void(FlowId)> flow_done)
    : impl_(std::make_unique<Impl>()) {
  impl_->flow_done = std::move(flow_done);
  const SignalKeeper keeper;
  xbt_log_control_set("root.thresh:critical");
  int argc = 1;
  char name[] = "archipelago";
  char* argv[] = {name, nullptr};
  impl_->engine = new s4u::Engine(&argc, argv);   // lives as long as the process: its destruction is no reset
  for (const char* option : {"network/model:CM02", "network/TCP-gamma:1e18", "network/crosstraffic:0"}) s4u::Engine::set_config(option);
  for (const std::string& option : simgrid_options) s4u::Engine::set_config(option);
  build_platform(*impl_->engine, world, topology, impl_->hosts, impl_->links);
  impl_->hosts_per_path = Hosts(world).count();
  if (latency_differs(world.network))
    impl_->engine->get_netzone_root()->get_network_model()->set_lat_factor_cb([this](double, const auto*, const auto*, const auto& crossed, const auto&) {
      double latency = 0;
      for (const s4u::Link* link : crossed) latency += link->get_latency();
      return latency > 0 ? std::max(0.0, 1 + impl_->added_latency / latency) : 1.0;
    });
  simgrid_parts::on_flow_end([this](const auto& activity) {
    const auto* number = static_cast<char*>(activity.template get_data<char>());
    if (number == nullptr || activity.get_state() == s4u::Activity::State::CANCELED) return;
    if (activity.get_state() != s4u::Activity::State::FINISHED) throw std::runtime_error("a flow failed in SimGrid");
    impl_->flow_done(static_cast<FlowId>(reinterpret_cast<std::uintptr_t>(number) - 1));
  });
}

Platform::~Platform() = default;

FlowId Platform::start(HostId from, HostId to, Bytes size, const FlowWay& way) {
  FlowId flow = static_cast<FlowId>(impl_->flows.size());
  if (impl_->free.empty()) impl_->flows.emplace_back();
  else { flow = impl_->free.back(); impl_->free.pop_back(); }
  auto& entry = impl_->flows[flow];
  entry.size = size.value;
  const std::size_t shift = way.path * impl_->hosts_per_path;
  impl_->added_latency = way.added_latency.value;
  entry.comm = s4u::Comm::sendto_init(impl_->hosts[shift + from], impl_->hosts[shift + to]);
  entry.comm->set_payload_size(static_cast<std::uint64_t>(std::llround(size.value)));
  entry.comm->set_data(reinterpret_cast<char*>(static_cast<std::uintptr_t>(flow) + 1));   // found again on completion
  entry.comm->start();
  return flow;
}

Bytes Platform::moved(FlowId flow) const {
  const auto& entry = impl_->flows[flow];
  return Bytes(std::max(0.0, entry.size - entry.comm->get_remaining()));
}

Bytes Platform::stop(FlowId flow) {
  const Bytes done = moved(flow);
  if (std::exchange(impl_->cancelled_at, now().value) < now().value) impl_->cancelled.clear();
  impl_->flows[flow].comm->set_data(nullptr);
  impl_->flows[flow].comm->cancel();
  impl_->cancelled.push_back(impl_->flows[flow].comm);
  release(flow);
  return done;
}

void Platform::release(FlowId flow) {
  impl_->flows[flow].comm.reset();
  impl_->free.push_back(flow);
}

void Platform::set_link_factor(std::size_t carrier, double factor) { set_factor(impl_->links[carrier], factor); }

bool Platform::flows_end_now() const {
  for (auto* model : impl_->engine->get_all_models())
    if (!model->get_finished_action_set()->empty()) return true;
  return false;
}

Seconds Platform::now() const { return Seconds(s4u::Engine::get_clock()); }
void Platform::set_timer(Seconds at, std::function<void()> callback) { Timer::set(at.value, std::move(callback)); }
Seconds Platform::next_timer() const { return Seconds(Timer::next()); }

void Platform::run(std::function<void()> deadlock) {
  // One actor waits for the end, so that SimGrid keeps playing timers and flows, and can tell when nothing is left to play.
  impl_->finished = s4u::Semaphore::create(0);
  simgrid_parts::add_actor(*impl_->engine, "conductor", impl_->hosts.front(), [finished = impl_->finished] { finished->acquire(); });
  s4u::Engine::on_deadlock_cb(std::move(deadlock));
  impl_->engine->run();
}

void Platform::let_go() { impl_->finished->release(); }

std::string simgrid_version() { return simgrid_parts::number(); }

} // namespace archipelago
