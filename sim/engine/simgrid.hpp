// SimGrid as this room uses it, in whichever version is there: the only file that includes its headers and tells versions apart.
//
// Built and tested against 3.32. What is under 3.34 and 4.0 is from what is known of them and was compiled against neither; README.md of this
// folder says what differs, and what to run with a newer one.
#pragma once

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/kernel/resource/Model.hpp>
#include <simgrid/kernel/resource/NetworkModelIntf.hpp>
#include <simgrid/s4u.hpp>
#include <simgrid/version.h>
#include <xbt/log.h>

#include <functional>
#include <string>
#include <utility>

namespace archipelago::simgrid_parts {

namespace s4u = simgrid::s4u;

#if SIMGRID_VERSION >= 40000

inline s4u::NetZone* add_world(s4u::Engine& engine, const std::string& name) { return engine.get_netzone_root()->add_netzone_full(name); }
inline s4u::NetZone* add_star(s4u::NetZone* world, const std::string& name) { return world->add_netzone_star(name); }
inline s4u::Host* add_host(s4u::NetZone* zone, const std::string& name) { return zone->add_host(name, 1.0); }
inline s4u::Link* add_link(s4u::NetZone* zone, const std::string& name, double bandwidth) { return zone->add_link(name, bandwidth); }
inline s4u::SplitDuplexLink* add_duplex(s4u::NetZone* zone, const std::string& name, double bandwidth) { return zone->add_split_duplex_link(name, bandwidth); }
inline void add_actor(s4u::Engine& engine, const std::string& name, s4u::Host* host, std::function<void()> body) { engine.add_actor(name, host, std::move(body)); }

#else

inline s4u::NetZone* add_world(s4u::Engine&, const std::string& name) { return s4u::create_full_zone(name); }
inline s4u::NetZone* add_star(s4u::NetZone* world, const std::string& name) { return s4u::create_star_zone(name)->set_parent(world); }
inline s4u::Host* add_host(s4u::NetZone* zone, const std::string& name) { return zone->create_host(name, 1.0); }
inline s4u::Link* add_link(s4u::NetZone* zone, const std::string& name, double bandwidth) { return zone->create_link(name, bandwidth); }
inline s4u::SplitDuplexLink* add_duplex(s4u::NetZone* zone, const std::string& name, double bandwidth) { return zone->create_split_duplex_link(name, bandwidth); }
inline void add_actor(s4u::Engine&, const std::string& name, s4u::Host* host, std::function<void()> body) { s4u::Actor::create(name, host, std::move(body)); }

#endif

// `ended` hears of every activity that completes, fails or is cancelled; here those are communications.
template <class Ended> void on_flow_end(Ended ended) {
#if SIMGRID_VERSION >= 33400
  s4u::Comm::on_completion_cb([ended = std::move(ended)](const s4u::Comm& flow) { ended(flow); });
#else
  s4u::Activity::on_completion_cb([ended = std::move(ended)](const s4u::Activity& flow) { ended(flow); });
#endif
}

inline std::string number() { return std::to_string(SIMGRID_VERSION_MAJOR) + "." + std::to_string(SIMGRID_VERSION_MINOR); }

} // namespace archipelago::simgrid_parts
