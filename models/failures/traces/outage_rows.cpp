// Rows that say from when until when a node (site, link) was out, slow or wrong.
#include "models/failures/traces/row_reader.hpp"
#include "models/text/cells.hpp"

#include <algorithm>

namespace archipelago {

namespace {

class OutageReader : public RowReader {
public:
  explicit OutageReader(const TraceFacts& facts) : facts_(facts) {}

  std::string take(const Row& row) override {
    const std::string_view start_text = row["t_start_s"], end_text = row["t_end_s"], name = row["node"];
    const auto start = number_in(start_text), end = number_in(end_text);
    if (!start || *start < 0) return "t_start_s is " + shown(start_text) + "; expected seconds from 0";
    if (!end && !end_text.empty()) return "t_end_s is " + shown(end_text) + "; expected seconds, or nothing where the end is not known";
    if (end && *end < *start) return "it ends at " + shown(end_text) + ", before it begins at " + shown(start_text);
    if (!end && *facts_.kind == TraceKind::slow_spell) return "a slow spell without an end";
    if (name.empty()) return "the node has no name";
    if (!nodes_.knows(name) && nodes_.size() == *facts_.nodes)
      return "node " + shown(name) + " is one more than the trace's " + std::to_string(*facts_.nodes) + " nodes";
    NodeOutage outage{*start, end.value_or(NodeOutage::unknown_end), 0, 0, 0};
    if (*facts_.kind == TraceKind::slow_spell) {
      const auto speed = number_in(row["speed"]);
      if (!speed || *speed <= 0 || *speed >= 1) return "speed is " + shown(row["speed"]) + "; expected a share of the usual speed between 0 and 1";
      outage.speed = static_cast<float>(*speed);
    }
    outage.node = nodes_(name);
    outage.cause = cause_of(row);
    outages_.push_back(outage);
    return {};
  }

  Trace finish(const TraceFacts& facts, TraceReading& reading) override {
    const double horizon = facts.horizon->value;
    RowCounts& counts = reading.counts;
    std::erase_if(outages_, [&](const NodeOutage& outage) { return outage.start >= horizon && ++counts.beyond_horizon; });
    for (NodeOutage& outage : outages_) {
      if (outage.end == NodeOutage::unknown_end) ++counts.end_unknown;
      else if (outage.end > horizon) ++counts.clipped;
      if (outage.end == outage.start) ++counts.zero_length;
    }
    std::stable_sort(outages_.begin(), outages_.end(), [](const NodeOutage& a, const NodeOutage& b) { return std::pair(a.start, a.node) < std::pair(b.start, b.node); });
    std::vector<double> busy_until(nodes_.size(), -1);
    for (const NodeOutage& outage : outages_) {
      if (outage.end == NodeOutage::unknown_end) continue;
      counts.overlapping += outage.start < busy_until[outage.node];
      busy_until[outage.node] = std::max(busy_until[outage.node], outage.end);
    }
    counts.rows = outages_.size();
    Trace trace;
    trace.data = OutageTrace{*facts.nodes, facts.accelerators_per_node, *facts.horizon, std::move(outages_), causes_.take_names(), nodes_.take_names()};
    return trace;
  }

private:
  std::uint16_t cause_of(const Row& row) {
    constexpr std::size_t most_causes = 10000;                      // beyond: one cause for all others
    const std::string_view cause = row["class"].empty() ? row["level"] : row["class"];
    return static_cast<std::uint16_t>(causes_.knows(cause) || causes_.size() < most_causes ? causes_(cause) : causes_("other causes"));
  }

  const TraceFacts& facts_;
  Numbering nodes_, causes_;
  std::vector<NodeOutage> outages_;
};

} // namespace

std::unique_ptr<RowReader> make_outage_reader(const TraceFacts& facts) { return std::make_unique<OutageReader>(facts); }

} // namespace archipelago
