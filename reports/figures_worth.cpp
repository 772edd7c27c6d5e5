#include "reports/figures.hpp"

namespace archipelago {

namespace {

constexpr std::string_view quality_needs = "a protocol with measured losses (not the server schemes) and model.parameters";
constexpr std::string_view target_needs = "training.target_tokens, and a protocol with measured losses";
constexpr std::string_view prices = "a price for every accelerator in use: costs.accelerator_hour, costs.prices or learners[].price";
constexpr std::string_view energy_needs = "learners[].accelerator.server_power and sites[].pue";
constexpr std::string_view carbon_needs = "what energy needs, and sites[].carbon or a catalogue region that has it";

constexpr Figure worth_table[] = {
    {"quality.token_efficiency", "token efficiency", "share",
     "tokens data parallel would need for the same loss / tokens spent; at most 1: a gain is not credited. From scaling laws of measured losses",
     "learners, model size, protocol.sync_interval, bits, contributors, staleness", quality_needs},
    {"quality.effective_tokens", "effective tokens", "tokens", "tokens x token_efficiency", "tokens, token_efficiency", quality_needs},
    {"quality.loss", "loss", "nats",
     "predicted validation loss at the end of the training (training.target_tokens, or 20 tokens a parameter); of the papers' data: compare, do not expect the level",
     "tokens, model size, protocol", quality_needs},
    {"quality.delta_vs_data_parallel", "loss against data parallel", "nats", "loss - loss of data parallel at the same tokens",
     "protocol, learners", quality_needs},
    {"quality.valid", "within validity", "", "whether all of it is within what losses were measured for; flags say what is not", "", quality_needs},
    {"quality.tokens_to_equal_loss", "tokens to equal loss", "tokens", "tokens to train for data parallel's loss at training.target_tokens",
     "token_efficiency", target_needs},
    {"quality.time_to_equal_loss_s", "time to equal loss", "s", "tokens_to_equal_loss / tokens_per_s", "tokens_per_s, token_efficiency", target_needs},

    {"cost.total_usd", "total cost", "USD", "sum of the ledger over the horizon", "accelerators, prices, egress", prices},
    {"cost.per_million_tokens_usd", "cost of a million tokens", "USD per million tokens", "total_usd / (tokens / 1e6)", "total_usd, tokens", prices},
    {"cost.per_million_effective_tokens_usd", "cost of a million effective tokens", "USD per million tokens", "total_usd / (effective_tokens / 1e6)",
     "total_usd, effective_tokens", "prices, and a quality"},
    {"cost.per_useful_accelerator_hour_usd", "cost of a useful accelerator-hour", "USD/h", "total_usd / (allocated accelerator-hours x mfu): mfu has goodput in it",
     "prices, mfu", "prices, and mfu"},
    {"cost.to_target_usd", "cost to the target", "USD", "total_usd x training.target_tokens / tokens: the whole training at the rate of the counted time",
     "total_usd, tokens", "prices, and training.target_tokens"},
    {"cost.to_equal_loss_usd", "cost to equal loss", "USD", "total_usd x tokens_to_equal_loss / tokens", "total_usd, token_efficiency",
     "prices, training.target_tokens, and a protocol with measured losses"},
    {"cost.ledger", "ledger", "USD", "the lines of the total", "", prices},
    {"cost.ledger[].item", "item", "", "what is paid for", "", ""},
    {"cost.ledger[].unit", "unit of the item", "", "unit of the quantity (FOCUS ConsumedUnit)", "", ""},
    {"cost.ledger[].quantity", "quantity", "its unit", "how much of the item the horizon uses (FOCUS ConsumedQuantity)", "accelerators, bytes", ""},
    {"cost.ledger[].unit_price_usd", "unit price", "USD per unit", "price of one unit", "costs, links[].price", ""},
    {"cost.ledger[].amount_usd", "amount", "USD", "quantity x unit_price_usd (FOCUS EffectiveCost)", "", ""},
    {"cost.ledger[].service_category", "service", "", "FOCUS ServiceCategory", "", ""},
    {"cost.ledger[].pricing_category", "pricing", "", "FOCUS PricingCategory: Standard on demand, Committed, Dynamic spot, Other owned; empty: not stated", "", ""},
    {"cost.ledger[].provider", "provider", "", "of a catalogue price", "", ""},
    {"cost.ledger[].price_date", "date of the price", "", "of a catalogue price", "", ""},
    {"cost.ledger[].price_grade", "grade of the price", "", "A list price or measured, B one good source, C secondary, D not looked up", "", ""},

    {"energy.kwh", "energy", "kWh", "PUE x server power x draw x allocated time, at the meter over the horizon",
     "accelerators, server_power, sites[].pue, costs.draw", energy_needs},
    {"energy.joule_per_token", "energy of a token", "J per token", "energy / tokens", "energy.kwh, tokens", energy_needs},
    {"carbon.kg", "carbon", "kgCO2e", "energy x carbon intensity of each site", "energy.kwh, sites[].carbon", carbon_needs},
    {"sites[].energy_kwh", "energy of the site", "kWh", "its part of energy.kwh", "its accelerators", energy_needs},
    {"sites[].carbon_kg", "carbon of the site", "kgCO2e", "its part of carbon.kg", "its energy", carbon_needs},
};

}   // namespace

std::span<const Figure> worth_figures() { return worth_table; }

}   // namespace archipelago
