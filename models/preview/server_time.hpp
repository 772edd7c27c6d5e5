// Learners that exchange their whole model with a server on their own: asynchronous and hierarchical local SGD.
//
//   cycle = H steps + model up + model down (+ the grace window that the server holds an arrival for)
//
// A transfer shares each link direction with whoever else is on it: it lasts D (1 + sum of the others' shares of time
// on that link), D alone, on its worst link; cycles and shares are solved together by repetition (mean value analysis with
// independent learners: learners that start together stay together and see up to twice that). Asynchronous: one server at the
// syncer's site. Hierarchical: one at each site's switch; a site exchanges with the global server in the background after
// `accumulations` arrivals, which costs learners nothing. A lost learner fetches one model copy from its server. Protocol
// sections 6.6 and 6.8.
#pragma once

#include "models/preview/run_times.hpp"

namespace archipelago {

void add_server_times(const World& world, const Topology& topology, RunTimes& run);

} // namespace archipelago
