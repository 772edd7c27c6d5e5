// Communication of one micro-batch and of one step inside a learner, before any overlap.
//
// A group of n members, a ranks apart, has min(n, node / a) of them in each node. Sizes, in 16-bit values unless said:
//   tensor   4 collectives of T H per layer each way in two pairs: all-gather and reduce-scatter where sequences are split
//            over the group, else 2 all-reduces
//   context  keys and values of the whole sequence are gathered forward, and gathered and reduced backward
//   expert   T c H to the experts and back, each way; a token goes once to each node, or member of one node, that has any of
//            its k experts: c = n (1 - (1 - 1/n)^k) of n such places on average
//   pipeline T H over each boundary, each way
//   sharded  parameters of a layer gathered forward (and backward when fully sharded), gradients reduced, every micro-batch
//   data     gradients reduced once per step, and updated parameters gathered where the optimizer is sharded
#pragma once

#include "models/units.hpp"
#include "models/workload/step/question.hpp"

namespace archipelago {

struct Group { double members = 1, per_node = 1; };

struct BothWays { Seconds forward, backward; };

class StepCommunication {
public:
  explicit StepCommunication(const StepQuestion& question) : question_(question) {}

  Group group(int members, std::int64_t apart) const;
  Seconds time(Collective operation, const Group& group, Bytes size) const;

  BothWays tensor(int blocks) const;          // of one layer: 2 blocks, 1 where its feed-forward is a mixture
  BothWays context() const;                   // of one layer
  BothWays expert() const;                    // of one mixture layer
  Seconds boundary() const;                   // one message over one pipeline boundary
  BothWays sharded(double parameters) const;  // of a layer's parameters on one accelerator before sharding
  BothWays data(double dense, double routed) const;   // once per step: backward reduces, forward gathers

private:
  Group data_group() const;
  Group routed_group() const;

  const StepQuestion& question_;
};

} // namespace archipelago
