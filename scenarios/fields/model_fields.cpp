#include "scenarios/fields/groups.hpp"

namespace archipelago {

// clang-format off: one row per key reads as a table

namespace {
const char* const from_shape = "from the dimensions";
} // namespace

void add_model_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "model", .form = Form::text, .help = "catalogue name, path of a Hugging Face config.json, or an object",
       .required = true, .catalogued = true, .shorthand = "base"},
      {.path = "model.base", .form = Form::text, .help = "catalogue entry or config.json to start from"},
      {.path = "model.name", .form = Form::text, .help = "shown in results", .fallback_rule = "that of its base"},
      {.path = "model.parameters", .form = Form::number, .help = "number of parameters", .range = {1, 1e15},
       .fallback_rule = from_shape},
      {.path = "model.active_parameters", .form = Form::number, .help = "parameters that work on one token", .range = {1, 1e15},
       .fallback_rule = "from the dimensions, else all"},
      {.path = "model.layers", .form = Form::count, .help = "transformer layers: pieces in which gradients become ready",
       .range = {1, 10000}, .fallback_rule = "unknown: the model is one piece"},
      {.path = "model.hidden_size", .form = Form::count, .help = "width of the residual stream", .range = {1, 1e7}},
      {.path = "model.heads", .form = Form::count, .help = "attention heads", .range = {1, 1e7}},
      {.path = "model.kv_heads", .form = Form::count, .help = "key and value heads", .range = {1, 1e7},
       .fallback_rule = "heads"},
      {.path = "model.head_size", .form = Form::count, .help = "width of one head", .range = {1, 1e7},
       .fallback_rule = "hidden_size / heads"},
      {.path = "model.kv_rank", .form = Form::count, .help = "latent attention: rank of the compressed keys and values; needs head_size",
       .range = {1, 1e7}, .fallback_rule = "attention is not latent"},
      {.path = "model.query_rank", .form = Form::count, .help = "latent attention: rank of the compressed queries", .range = {1, 1e7},
       .fallback_rule = "queries are not compressed"},
      {.path = "model.rotary_head_size", .form = Form::count, .help = "latent attention: part of a head that carries the position, beside head_size",
       .range = {1, 1e7}, .fallback_rule = "none"},
      {.path = "model.ffn_size", .form = Form::count, .help = "inner width of the feed-forward block", .range = {1, 1e7}},
      {.path = "model.vocabulary", .form = Form::count, .help = "tokens in the vocabulary", .range = {1, 1e7}},
      {.path = "model.experts", .form = Form::count, .help = "routed experts per layer; 0 is a dense model", .range = {0, 10000},
       .fallback_rule = "0"},
      {.path = "model.experts_per_token", .form = Form::count, .help = "routed experts that work on one token",
       .range = {0, 100000}, .fallback_rule = "0"},
      {.path = "model.expert_ffn_size", .form = Form::count, .help = "inner width of one expert", .range = {1, 1e7},
       .fallback_rule = "ffn_size"},
      {.path = "model.shared_experts", .form = Form::count, .help = "experts that every token uses", .range = {0, 100000},
       .fallback_rule = "0"},
      {.path = "model.dense_layers", .form = Form::count, .help = "first layers of a mixture that have no experts",
       .range = {0, 10000}, .fallback_rule = "0"},
      {.path = "model.prediction_layers", .form = Form::count,
       .help = "further-token prediction modules: each one more layer, a projection and logits of its own", .range = {0, 1000}, .fallback_rule = "0"},
      {.path = "model.clamped_gate", .form = Form::flag, .help = "biased experts with a clamped gate, as in gpt-oss: no kernel fuses it",
       .fallback_rule = "false"},
      {.path = "model.gated_ffn", .form = Form::flag, .help = "feed-forward block with a gate (three matrices, not two)",
       .fallback_rule = "true"},
      {.path = "model.tied_embedding", .form = Form::flag, .help = "output head shares the embedding",
       .fallback_rule = "false"},
      {.path = "model.precision", .form = Form::choice, .help = "of weights in training",
       .words = {"fp32", "bf16", "fp8", "fp4"}, .fallback = "bf16",
       .fallback_source = "common practice in large-model training"},
      {.path = "model.fragment_sizes", .help = "values in each fragment, where they are known; they add up to the parameters"},
      {.path = "model.fragment_sizes[]", .form = Form::number, .help = "values in this fragment", .range = positive},
      {.path = "model.tensors_per_layer", .form = Form::count,
       .help = "with parameters and layers alone: this many equal tensors per layer, spread over depth", .range = {1, 1000},
       .fallback_rule = "unknown: fragments are equal"},
      {.path = "model.traffic_share", .form = Form::number, .help = "share of the parameters that a synchronization carries",
       .range = {0, 1, true}, .fallback = "1", .fallback_source = "all parameters are synchronized"},
      {.path = "model.source", .form = Form::text, .help = "where the dimensions come from"}});
}

// clang-format on

} // namespace archipelago
