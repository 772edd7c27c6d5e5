#include "reports/figures.hpp"

namespace archipelago {

namespace {

constexpr Figure record_table[] = {
    {"format", "file format", "", "archipelago-result/1", "", ""},
    {"scenario.name", "scenario", "", "name in the scenario file", "", ""},
    {"scenario.hash", "scenario hash", "", "hash of the scenario with everything inherited and overridden filled in", "", ""},
    {"scenario.file", "scenario file", "", "file that was read", "", ""},
    {"scenario.protocol", "protocol", "", "protocol.name of the scenario", "", ""},
    {"scenario.document", "scenario as read", "", "the scenario with everything inherited and overridden filled in: every input of the run", "", ""},
    {"per_seed[].seed", "seed", "", "seed whose headline figures follow, with the keys of the result", "", ""},
    {"seeds[]", "seeds", "", "seeds that finished and are counted", "simulation.seeds, simulation.replications", ""},
    {"engine.version", "version", "", "version of this program", "", ""},
    {"engine.simgrid", "SimGrid version", "", "version of the simulation core that exact runs are played on; the other fidelities do without, and say \"not used\"", "", ""},
    {"engine.fidelity", "fidelity", "",
     "exact: every step and flow on SimGrid; fast: same state machines from an event heap; closed-form: formulas",
     "simulation.fidelity", ""},
    {"engine.events", "events", "events", "events the engine handled", "steps, rounds, failures", ""},
    {"engine.activities", "activities", "activities", "compute activities and flows given to the engine", "steps, rounds", ""},
    {"engine.wall_s", "wall time", "s", "real time of the replay of one seed", "events", ""},
    {"engine.fingerprint", "fingerprint", "",
     "hash of the event sequence (order, kind, entity, time to 1 us); several seeds: one each", "", ""},
    {"engine.fingerprint[]", "fingerprint", "", "hash of the event sequence of each seed, in the order of seeds", "", ""},
    {"assumptions[].key", "assumed key", "", "scenario key whose default was used", "", ""},
    {"assumptions[].value", "assumed value", "", "the default", "", ""},
    {"assumptions[].source", "source of the default", "", "where the default comes from", "", ""},
    {"flags[].key", "flagged key", "", "figure or input outside a validity range, or with something to know", "", ""},
    {"flags[].reason", "reason of the flag", "", "why", "", ""},
    {"unknown[].key", "unknown figure", "", "figure that is null", "", ""},
    {"unknown[].needs", "what it needs", "", "what to give so that it can be computed", "", ""},
    {"failed[].seed", "failed seed", "", "seed whose run did not finish", "", ""},
    {"failed[].reason", "reason of the failure", "", "how it ended", "", ""},
};

}   // namespace

std::span<const Figure> record_figures() { return record_table; }

}   // namespace archipelago
