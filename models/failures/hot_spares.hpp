// Nodes that stand by for those that are down: given first come, first served; a node that was replaced joins them when it is repaired.
//
// A place that lost its node asks once. It gets the spare that is free first, unless a replacement from the queue or its own repaired
// node is there earlier (`swap` is what a foreign node takes longer than its own). A replacement stays for good: the node that it
// replaces joins the spares. Spares do not fail while they are idle. Requests come in the order of their dates.
#pragma once

#include "models/units.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <queue>
#include <vector>

namespace archipelago {

class Spares {
public:
  enum class Node { spare, replacement, own };
  struct Grant {
    Seconds at;                               // when the node is there; infinite: never
    Node node = Node::own;
    bool waited = false;                      // no spare was idle at the request
  };
  static constexpr double never = std::numeric_limits<double>::infinity();

  explicit Spares(std::uint32_t count) {
    for (std::uint32_t spare = 0; spare < count; ++spare) free_from_.push(0);
  }

  bool waits(Seconds now) const { return free_from_.empty() || free_from_.top() > now.value; }   // no spare is idle

  Grant ask(Seconds now, Seconds own_back, std::optional<Seconds> replacement_at = std::nullopt, Seconds swap = Seconds(0)) {
    Grant grant{Seconds(free_from_.empty() ? never : std::max(now.value, free_from_.top())), Node::spare, false};
    grant.waited = waits(now);
    if (grant.waited && replacement_at && *replacement_at < grant.at) grant = {*replacement_at, Node::replacement, true};
    if (!(grant.at + swap < own_back)) return {own_back, Node::own, grant.waited};
    if (grant.node == Node::spare) free_from_.pop();
    if (own_back.value < never) free_from_.push(own_back.value);
    return grant;
  }

private:
  std::priority_queue<double, std::vector<double>, std::greater<>> free_from_;
};

} // namespace archipelago
