// Plays the traffic of others (models/background): its flows compete with the run's own on the same links.
#pragma once

#include "models/random.hpp"
#include "models/result.hpp"
#include "models/world.hpp"
#include "sim/replay/flows.hpp"

#include <vector>

namespace archipelago {

class Background {
public:
  Background(const World& world, const Topology& topology, std::uint64_t seed);

  void begin(Driver& driver, Flows& flows);
  void on_wake(std::size_t source, Seconds now);
  void on_flow_done(const Flows::Ended& ended, Seconds now);
  void start_counting(Seconds now);
  std::vector<BackgroundResult> results(const Flows& flows, Seconds now) const;

private:
  // One after the other: a place of background flows, or all flows of a neighbour's synchronization.
  struct Source {
    std::size_t row = 0;                      // of the result: background flows, then neighbours
    std::vector<std::pair<HostId, HostId>> pairs;
    std::vector<FlowId> under_way;
    RandomStream sizes, gaps;
    std::uint64_t number = 0;                 // of its flow or synchronization
    Seconds begun;
    Seconds tail;                             // after its last flow: the latency of a ring's other phases
  };
  struct Tally {
    double bytes = 0, lasted = 0;
    std::int64_t transfers = 0;
  };

  bool is_neighbour(const Source& source) const { return source.row >= world_.background_flows.size(); }
  const Neighbour& neighbour(const Source& source) const { return world_.neighbours[source.row - world_.background_flows.size()]; }
  void add_flows(std::size_t row, std::uint64_t seed);
  void add_neighbour(std::size_t row, const Topology& topology, std::uint64_t seed);
  void wake(std::size_t source, Seconds at);
  Bytes next_size(const Source& source) const;
  Seconds next_begin(const Source& source, Seconds now) const;

  const World& world_;
  Hosts hosts_;
  Driver* driver_ = nullptr;
  Flows* flows_ = nullptr;
  std::vector<Source> sources_;
  std::vector<Tally> tallies_;                // by row
  Seconds counted_from_;
};

} // namespace archipelago
