#include "models/workload/step/communication.hpp"

#include "models/workload/step/parameters.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

// All-gather and reduce-scatter pass around a ring, so their start grows with its length: hops inside and between nodes as
// NCCL's own tuning model has them (src/graph/tuning.cc, ring, LL128).
constexpr double hop_inside = 1.9e-6, hop_between = 4.0e-6;

} // namespace

Group StepCommunication::group(int members, std::int64_t apart) const {
  const double fit = std::floor(static_cast<double>(question_.node_size) / static_cast<double>(apart));
  return {static_cast<double>(members), std::clamp(fit, 1.0, static_cast<double>(members))};
}

Seconds StepCommunication::time(Collective operation, const Group& group, Bytes size) const {
  if (group.members <= 1) return Seconds(0);
  const double nodes = std::ceil(group.members / group.per_node);
  if (nodes <= 1) return question_.profile.in_node_time(operation, group.members, size);
  const bool ring = operation == Collective::all_gather || operation == Collective::reduce_scatter;
  const Seconds hops(ring ? nodes * ((group.per_node - 1) * hop_inside + hop_between) : 0);
  return question_.profile.between_nodes_time(operation, nodes, group.per_node, size, question_.adapter) + hops;
}

Group StepCommunication::data_group() const {
  const Layout& layout = question_.layout;
  return group(layout.data * layout.context, layout.tensor);
}

Group StepCommunication::routed_group() const {
  const Layout& layout = question_.layout;
  const int members = layout.tensor * layout.context * layout.data / layout.expert;
  return group(std::max(members, 1), layout.expert);
}

BothWays StepCommunication::tensor(int blocks) const {
  const Layout& layout = question_.layout;
  if (layout.tensor <= 1) return {};
  const Group members = group(layout.tensor, 1);
  const Bytes size(value_bytes * question_.tokens() * static_cast<double>(question_.shape.hidden_size));
  const Seconds pair = question_.software.sequence_parallel
                           ? time(Collective::all_gather, members, size) + time(Collective::reduce_scatter, members, size)
                           : time(Collective::all_reduce, members, size);
  return {pair * blocks, pair * blocks};
}

BothWays StepCommunication::context() const {
  const Layout& layout = question_.layout;
  if (layout.context <= 1) return {};
  const TransformerShape& shape = question_.shape;
  const double kv_width = static_cast<double>(kv_heads_of(shape) * head_size_of(shape)) / layout.tensor;
  const Bytes size(2 * value_bytes * question_.tokens() * layout.context * kv_width);
  const Group members = group(layout.context, layout.tensor);
  const Seconds gather = time(Collective::all_gather, members, size);
  return {gather, gather + time(Collective::reduce_scatter, members, size)};
}

BothWays StepCommunication::expert() const {
  const Layout& layout = question_.layout;
  if (layout.expert <= 1) return {};
  const Group members = group(layout.expert, 1);
  const double places = members.per_node < members.members ? members.members / members.per_node : members.members;
  const auto experts = static_cast<double>(question_.shape.experts_per_token);
  const double copies = question_.software.routes_once ? places * (1 - std::pow(1 - 1 / places, experts)) : experts;
  const double rows = question_.tokens() / layout.tensor * copies;
  const Seconds there = time(Collective::all_to_all, members, Bytes(value_bytes * rows * static_cast<double>(question_.shape.hidden_size)));
  return {there * 2, there * 2};
}

Seconds StepCommunication::boundary() const {
  const Layout& layout = question_.layout;
  if (layout.pipeline <= 1) return Seconds(0);
  const Bytes size(value_bytes * question_.tokens() * static_cast<double>(question_.shape.hidden_size) / layout.tensor);
  const std::int64_t apart = std::int64_t{1} * layout.tensor * layout.context * layout.data;
  if (apart * 2 <= question_.node_size) return question_.profile.in_node_time(Collective::point_to_point, 2, size);
  return question_.profile.between_nodes_time(Collective::point_to_point, 2, 1, size, question_.adapter);
}

BothWays StepCommunication::sharded(double parameters) const {
  const Sharding sharding = question_.layout.sharding;
  if (sharding != Sharding::full && sharding != Sharding::gradients) return {};
  const Group members = data_group();
  const Bytes size(value_bytes * parameters);
  const Seconds gather = time(Collective::all_gather, members, size);
  const Seconds reduce = question_.frozen_weights ? Seconds(0) : time(Collective::reduce_scatter, members, size);
  return {gather, sharding == Sharding::full ? gather + reduce : reduce};
}

BothWays StepCommunication::data(double dense, double routed) const {
  const Sharding sharding = question_.layout.sharding;
  if (sharding == Sharding::full || sharding == Sharding::gradients || question_.frozen_weights) return {};
  BothWays out;
  const auto add = [&](const Group& members, double parameters) {
    if (parameters <= 0) return;
    const Bytes gradients(question_.software.gradient_bytes * parameters);
    if (sharding == Sharding::none) {
      out.backward += time(Collective::all_reduce, members, gradients);
      return;
    }
    out.backward += time(Collective::reduce_scatter, members, gradients);
    out.forward += time(Collective::all_gather, members, Bytes(value_bytes * parameters));
  };
  add(data_group(), dense);
  add(routed_group(), routed);
  return out;
}

} // namespace archipelago
