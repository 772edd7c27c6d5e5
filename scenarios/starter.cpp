#include "scenarios/starter.hpp"

namespace archipelago {

namespace {

constexpr const char* starter = R"(// A training run as decoupled islands: change it, then   archipelago run FILE
// A quantity is a string with its unit: "5 Gbps" is bits, "5 GB/s" bytes. Every key: archipelago schema --reference
{
  "format": "archipelago/1",
  "name": "two-sites",

  // A catalogue name (archipelago list models), a Hugging Face config.json, or the numbers themselves.
  "model": {"parameters": 8e9, "layers": 32, "precision": "bf16"},
  "training": {
    "tokens_per_step": 1048576,      // of one learner, per inner step
    "sequence_length": 4096,
    "target_tokens": 160e9           // gives time_to_target_s
  },

  // Each learner has its own link to its site's switch.
  "sites": [
    {"name": "east", "lan": {"bandwidth": "400 Gbps", "one_way_latency": "10 us"}},
    {"name": "west", "lan": {"bandwidth": "400 Gbps", "one_way_latency": "10 us"}}
  ],

  // count 2 makes east-1 and east-2. slice_size: accelerators that are lost together.
  // step_time: measured, of one inner step. Left out, it is predicted where the model has all its dimensions ("llama-3-8b").
  "learners": [
    {"name": "east", "count": 2, "site": "east", "accelerator": "h100-sxm", "accelerators": 64, "slice_size": 8, "step_time": "2.5 s"},
    {"name": "west", "count": 2, "site": "west", "accelerator": "h100-sxm", "accelerators": 64, "slice_size": 8, "step_time": "2.5 s"}
  ],

  // Bandwidth holds in each direction. Give one_way_latency or round_trip_time, not both.
  "network": {
    "links": [
      {"name": "east-west", "between": ["east", "west"], "bandwidth": "5 Gbps", "round_trip_time": "60 ms", "price": "0.02 USD/GB"}
    ]
  },

  "protocol": {
    "name": "decoupled-diloco",
    "fragments": 24,                 // pieces of the model, one synchronized at a time
    "sync_interval": 24,             // H: steps between two synchronizations of one fragment
    "overlap": 2,                    // a merged fragment is applied this many steps after it was sent
    "quorum": 1,                     // learners whose fragment must be there before a merge
    "grace": {"margin": 0.9, "cap": 1},
    "bits": 4                        // per value on the wire
  },

  // Left out, the figures that need failures or prices read "unknown"; "none" says that there are none.
  "failures": {
    "mtbi": "5 year",                // of one accelerator
    "return_delay": {"law": "lognormal", "median": "20 min", "sigma": 1.0},
    "downscale": "13 s", "upscale": "13 s"
  },
  "checkpoints": "none",
  "data": "none",
  "costs": {"accelerator_hour": {"h100-sxm": "2.50 USD/h"}},

  // Several seeds give intervals.
  "simulation": {"horizon": "2 d", "replications": 4}
}
)";

} // namespace

std::string_view starter_scenario() { return starter; }

} // namespace archipelago
