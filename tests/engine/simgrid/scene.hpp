// A two-site scene whose flows have closed-form ends, played on SimGrid by itself and on our Platform.
//
// Site 0 and site 1 are joined by one full-duplex link. A fluid flow of s bytes on a link of rate C shared by n flows ends
// at start + latency + s n / C; a change of the link's factor scales C from its date on.
#pragma once

#include "models/units.hpp"

#include <optional>
#include <vector>

namespace archipelago {

struct SceneFlow {
  Seconds start;
  Bytes size;
  bool forward = true;                        // from site 0 to site 1
};

struct FactorChange { Seconds at; double factor; };

struct Scene {
  BytesPerSecond bandwidth;
  OneWayLatency latency;
  std::vector<SceneFlow> flows;
  std::vector<FactorChange> changes = {};
  std::optional<Bytes> window = {};           // of one TCP stream
  int streams = 1;
};

// Ends in the order of `flows`. SimGrid's engine is one per process: call through isolated().
std::vector<Seconds> play_bare(const Scene& scene);       // SimGrid with our options and nothing else of ours
std::vector<Seconds> play_platform(const Scene& scene);   // through sim/engine/platform.hpp

} // namespace archipelago
