#include "tests/engine/simgrid/bare_engine.hpp"

#include <xbt/log.h>

namespace archipelago {

namespace s4u = simgrid::s4u;

BareEngine::BareEngine(const std::vector<std::string>& options) {
  xbt_log_control_set("root.thresh:critical");
  int argc = 1;
  char name[] = "bare";
  char* argv[] = {name, nullptr};
  engine_ = new s4u::Engine(&argc, argv);
  for (const std::string& option : options) s4u::Engine::set_config(option);
#ifdef __SANITIZE_ADDRESS__
  s4u::Engine::set_config("contexts/factory:thread");   // the sanitizer loses track of hand-made stacks
#endif
  zone_ = s4u::create_full_zone("bare");
}

s4u::Host* BareEngine::host(const std::string& name) {
  auto* found = engine_->host_by_name_or_null(name);
  return found ? found : zone_->create_host(name, 1e9)->seal();
}

void BareEngine::route(const std::string& from, const std::string& to, const std::vector<s4u::LinkInRoute>& links) {
  zone_->add_route(host(from)->get_netpoint(), host(to)->get_netpoint(), nullptr, nullptr, links, true);
}

s4u::SplitDuplexLink* BareEngine::duplex(const std::string& from, const std::string& to, double bandwidth, double latency) {
  auto* link = zone_->create_split_duplex_link(from + "-" + to, bandwidth);
  link->set_latency(latency)->seal();
  route(from, to, {{link, s4u::LinkInRoute::Direction::UP}});
  return link;
}

s4u::Link* BareEngine::shared(const std::string& from, const std::string& to, double bandwidth, double latency) {
  auto* link = zone_->create_link(from + "-" + to, bandwidth);
  link->set_latency(latency)->seal();
  route(from, to, {s4u::LinkInRoute(link)});
  return link;
}

void BareEngine::run() { engine_->run(); }

} // namespace archipelago
