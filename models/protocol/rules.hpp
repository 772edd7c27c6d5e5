// The knobs of a training protocol, checked and complete (protocol names as users write them).
#pragma once

#include "models/units.hpp"

#include <optional>
#include <string_view>

namespace archipelago {

enum class ProtocolName {
  decoupled_diloco,        // fragment-wise outer steps through a quorum syncer; learners never need each other
  streaming_diloco,        // fragment-wise, lock-step between learners, result applied `overlap` steps later
  diloco,                  // all parameters every H inner steps, blocking
  data_parallel,           // gradients every step; any failure restarts the job from its checkpoint
  elastic_data_parallel,   // gradients every step; shrinks and grows by slices, joins cost 3 model copies
  async_local_sgd,         // each learner exchanges its whole model with a server when it is ready
  hierarchical_local_sgd,  // learner -> site server every H steps, site server -> global server every `accumulations`
};

enum class Fragmentation { balanced, layer, tensor };
enum class Merge { rda, average };            // radial-directional (embedding averaged), or plain
enum class BackPressure { overlap, none };    // a learner waits for the fragment it launched `overlap` steps ago, or never
enum class AllReduce { site_ring, flat_ring };

// When a fragment's parts count as ready and needed (protocol section 3.11).
// layer: each layer leaves when its own backward ends and is needed when its own forward starts;
// fragment: all leaves at the end of the step and is needed at the start of one.
enum class Readiness { layer, fragment };

struct Grace {
  double margin = 0.9;                        // gamma of Eq. 3, below 1
  double cap = 1.0;                           // in steps
};

struct ProtocolRules {
  ProtocolName name = ProtocolName::decoupled_diloco;
  int fragments = 24;                         // P
  Fragmentation fragmentation = Fragmentation::balanced;
  int sync_interval = 24;                     // H
  int overlap = 2;                            // tau, in compute steps
  int quorum = 1;                             // K
  std::optional<Seconds> join_timeout;        // a collective or quorum goes on without the missing after this long
  std::optional<Grace> grace;                 // absent = none
  Merge merge = Merge::rda;
  double bits = 4;                            // per value on the wire
  BackPressure back_pressure = BackPressure::overlap;
  bool sharded_syncer = true;
  std::size_t syncer_site = 0;                // used when the syncer is central
  AllReduce all_reduce = AllReduce::site_ring;
  Readiness readiness = Readiness::fragment;
  Seconds sync_overhead;                      // fixed time per synchronization
  Seconds start_up;                           // more of it where someone takes part for the first time since its (re)start
  int accumulations = 32;                     // hierarchical only: site updates between two global ones
};

std::string_view to_string(ProtocolName name);   // "decoupled-diloco"

} // namespace archipelago
