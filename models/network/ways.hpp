// Which path a new flow between two sites takes, given the links that are down.
//
//   none       always the first path: a flow over a link that is down stands still until it is back
//   failover   the first path; the second while a link of the first is down
//   split      both, each a share in proportion to what a lone flow reaches on it, so that both parts end together on idle
//              paths (a static split; parts do not move while both are up); one of them alone while the other is down
//
// Where a pair has no second path, or both are down, the first is taken. Down means carrying nothing; a slower path is still a path.
// Equal-cost and weighted splitting by flow is what routers do (RFC 2992), failover what routing does after it has converged.
#pragma once

#include "models/network/topology.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace archipelago {

struct Way {
  const Path* path = nullptr;
  std::uint32_t number = 0;                   // 0 the first path, 1 the second
  double share = 1;                           // of the flow's bytes
};

class Ways {
public:
  struct Choice {
    std::array<Way, 2> ways;
    std::size_t count = 0;
    const Way* begin() const { return ways.data(); }
    const Way* end() const { return ways.data() + count; }
  };

  Ways(const Topology& topology, const Network& network) : topology_(topology), multipath_(network.multipath), down_(network.links.size(), 0) {}

  void set_down(std::size_t link, bool down) { down_[link] = down; }
  bool is_up(const Path& path) const;
  bool one_way() const { return multipath_ == Multipath::none; }   // always the first path
  Choice choose(std::size_t from, std::size_t to) const;   // none of them where there is no path at all
  BytesPerSecond rate(std::size_t from, std::size_t to) const;   // of a lone flow, or of its parts together

private:
  const Topology& topology_;
  Multipath multipath_;
  std::vector<char> down_;
};

} // namespace archipelago
