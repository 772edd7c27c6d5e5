// Who stands where: the end points of flows, numbered.
//
// Each learner and each syncer shard is its own host behind the learner's lan link (a learner's death must not take its
// shard along); each site has a switch host where site rings and site servers end; a central syncer sits at its site's switch.
#pragma once

#include "models/world.hpp"
#include "sim/replay/driver.hpp"

#include <cstdint>
#include <vector>

namespace archipelago {

class Hosts {
public:
  explicit Hosts(const World& world) : learners_(world.learners.size()), sites_(world.sites.size()) {
    for (std::size_t learner = 0; learner < learners_; ++learner) site_of_.push_back(static_cast<std::uint32_t>(world.learners[learner].site));
    site_of_.insert(site_of_.end(), site_of_.begin(), site_of_.begin() + static_cast<std::ptrdiff_t>(learners_));
    for (std::size_t site = 0; site < sites_; ++site) site_of_.push_back(static_cast<std::uint32_t>(site));
  }

  std::size_t count() const { return 2 * learners_ + sites_; }
  HostId learner(std::size_t m) const { return static_cast<HostId>(m); }
  HostId shard(std::size_t m) const { return static_cast<HostId>(learners_ + m); }
  HostId site_switch(std::size_t site) const { return static_cast<HostId>(2 * learners_ + site); }

  bool is_switch(HostId host) const { return host >= 2 * learners_; }
  std::size_t learner_of(HostId host) const { return host < learners_ ? host : host - learners_; }   // of a learner's or a shard's host
  std::size_t site_of(HostId host) const { return site_of_[host]; }

private:
  std::size_t learners_, sites_;
  std::vector<std::uint32_t> site_of_;        // asked for each flow: a learner has much beside its site
};

} // namespace archipelago
