#include "reports/figures.hpp"

namespace archipelago {

namespace {

constexpr std::string_view no_quality_model = "a quality model: not in this version";
constexpr std::string_view no_energy_model = "an energy model: not in this version";
constexpr std::string_view no_carbon_model = "an energy model and sites[].carbon: not in this version";
constexpr std::string_view prices = "costs.accelerator_hour for every accelerator in use";

constexpr Figure figures[] = {
    {"quality.token_efficiency", "token efficiency", "share", "tokens data parallel would need for the same loss / tokens spent",
     "protocol, learners, failures", no_quality_model},
    {"quality.effective_tokens", "effective tokens", "tokens", "tokens x token_efficiency", "tokens, token_efficiency",
     no_quality_model},
    {"quality.loss", "loss", "nats", "predicted loss", "tokens, model size, protocol", no_quality_model},
    {"quality.delta_vs_data_parallel", "loss against data parallel", "nats", "loss - loss of data parallel at the same tokens",
     "protocol, learners", no_quality_model},
    {"quality.valid", "within validity", "", "whether the quality model covers this run", "", no_quality_model},

    {"cost.total_usd", "total cost", "USD", "sum of the ledger over the horizon", "accelerators, prices, egress", prices},
    {"cost.per_million_tokens_usd", "cost of a million tokens", "USD per million tokens", "total_usd / (tokens / 1e6)",
     "total_usd, tokens", prices},
    {"cost.per_million_effective_tokens_usd", "cost of a million effective tokens", "USD per million tokens",
     "total_usd / (effective_tokens / 1e6)", "total_usd, effective_tokens", no_quality_model},
    {"cost.ledger", "ledger", "USD", "the lines of the total", "", prices},
    {"cost.ledger[].item", "item", "", "what is paid for", "", ""},
    {"cost.ledger[].unit", "unit of the item", "", "unit of the quantity", "", ""},
    {"cost.ledger[].quantity", "quantity", "its unit", "how much of the item the horizon uses", "accelerators, bytes", ""},
    {"cost.ledger[].unit_price_usd", "unit price", "USD per unit", "price of one unit", "costs, links[].price", ""},
    {"cost.ledger[].amount_usd", "amount", "USD", "quantity x unit_price_usd", "", ""},
    {"energy.kwh", "energy", "kWh", "energy drawn at the meter over the horizon", "accelerator power, sites[].pue",
     no_energy_model},
    {"energy.joule_per_token", "energy of a token", "J per token", "energy / tokens", "energy.kwh, tokens", no_energy_model},
    {"carbon.kg", "carbon", "kgCO2e", "energy x carbon intensity of each site", "energy.kwh, sites[].carbon", no_carbon_model},

    {"format", "file format", "", "archipelago-result/1", "", ""},
    {"scenario.name", "scenario", "", "name in the scenario file", "", ""},
    {"scenario.hash", "scenario hash", "", "hash of the scenario with everything inherited and overridden filled in", "", ""},
    {"scenario.file", "scenario file", "", "file that was read", "", ""},
    {"scenario.protocol", "protocol", "", "protocol.name of the scenario", "", ""},
    {"seeds[]", "seeds", "", "seeds that finished and are counted", "simulation.seeds, simulation.replications", ""},
    {"engine.version", "version", "", "version of this program", "", ""},
    {"engine.simgrid", "SimGrid version", "", "version of the simulation core", "", ""},
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

std::span<const Figure> record_figures() { return figures; }

}   // namespace archipelago
