// From a resolved, checked document to a World, part by part. Each builder reads its part, states its defaults, and adds the
// findings about what values mean together; a World is only handed out when there are none.
#pragma once

#include "models/world.hpp"
#include "scenarios/build/part.hpp"
#include "scenarios/build/surroundings.hpp"

namespace archipelago {

void build_model(const Part& root, World& world);
void build_training(const Part& root, World& world);
void build_sites(const Part& root, const Catalogues& catalogues, World& world);
// After the sites. A catalogue network knows more places than one run uses: its links to others are left out.
void build_network(const Part& root, bool links_from_catalogue, World& world);
void build_learners(const Part& root, const Surroundings& surroundings, World& world);   // after sites, model, training
void build_protocol(const Part& root, World& world);   // after learners, model
void build_efficiencies(const Part& root, World& world);   // after network, learners: what is reached of their stated pace
void build_failures(const Part& root, const Surroundings& surroundings, World& world);   // after the learners
void build_checkpoints(const Part& root, World& world);                           // after the model
void build_data(const Part& root, World& world);     // after sites, model, training
void build_costs(const Part& root, const Catalogues& catalogues, World& world);   // after the learners
void build_simulation(const Part& root, World& world);
void build_chaos(const Part& root, World& world);      // after network, learners, failures, simulation
void check_reachability(const Part& root, const World& world, bool links_left_out);   // after all

void build_places(const Part& root, World& world);     // outages of sites and links; after network, simulation
void build_holdings(const Part& root, World& world);   // spot capacity; after learners, simulation
void build_fail_slow(const Part& root, World& world);  // slow spells and silent corruption; after learners, protocol, checkpoints, simulation

void build_observed(const Part& failures, const World& world, Failures& out);   // a trace to replay; after the learners
void build_drawn(const Part& failures, const GeneratorSource& source, const World& world, Failures& out);   // likewise, a generator

void build_recovery(const Part& failures, const Part& root, const World& world, Failures& out);   // after learners, protocol
// Parts of the network, called by build_network.
void build_backbones(const Part& network, bool links_from_catalogue, World& world);   // and what second paths are for
void build_background(const Part& network, World& world);   // others' flows and neighbours
Profile build_profile(const Part& holder);                  // its "profile"
BackgroundLoad build_background_load(const Part& holder);   // its "background"

std::optional<Law> build_law(const Part& part);
Transport build_transport(const Part& holder);   // its "transport", or the default one

} // namespace archipelago
