// SimGrid with the options that sim/engine sets, and nothing else of ours: what these tests measure SimGrid itself with.
#pragma once

#include <simgrid/s4u.hpp>

#include <string>
#include <vector>

namespace archipelago {

class BareEngine {
public:
  explicit BareEngine(const std::vector<std::string>& options = {"network/model:CM02", "network/TCP-gamma:1e18",
                                                                  "network/crosstraffic:0"});

  // Joins two hosts, made when first named, by links of these properties.
  simgrid::s4u::SplitDuplexLink* duplex(const std::string& from, const std::string& to, double bandwidth, double latency = 0);
  simgrid::s4u::Link* shared(const std::string& from, const std::string& to, double bandwidth, double latency = 0);
  simgrid::s4u::Host* host(const std::string& name);
  void route(const std::string& from, const std::string& to, const std::vector<simgrid::s4u::LinkInRoute>& links);
  simgrid::s4u::NetZone* zone() { return zone_; }

  void run();                                 // until no actor is left
  static double now() { return simgrid::s4u::Engine::get_clock(); }

private:
  simgrid::s4u::Engine* engine_;              // as in sim/engine, left to the end of the process
  simgrid::s4u::NetZone* zone_;
};

} // namespace archipelago
