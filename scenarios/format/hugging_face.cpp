#include "scenarios/format/hugging_face.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace archipelago {

using nlohmann::json;

namespace {

struct Dimension {
  const char* ours;
  std::vector<const char*> theirs;   // first found wins
  bool required = false;
};

const std::vector<Dimension>& dimensions() {
  static const std::vector<Dimension> table{{"layers", {"num_hidden_layers", "n_layer", "num_layers"}, true},
                                            {"hidden_size", {"hidden_size", "n_embd", "d_model"}, true},
                                            {"heads", {"num_attention_heads", "n_head", "num_heads"}, true},
                                            {"kv_heads", {"num_key_value_heads"}},
                                            {"head_size", {"head_dim"}},
                                            {"ffn_size", {"intermediate_size", "n_inner", "ffn_dim"}, true},
                                            {"vocabulary", {"vocab_size"}, true},
                                            {"experts", {"num_local_experts", "n_routed_experts", "num_experts"}},
                                            {"experts_per_token", {"num_experts_per_tok"}},
                                            {"expert_ffn_size", {"moe_intermediate_size"}},
                                            {"shared_experts", {"n_shared_experts"}},
                                            {"dense_layers", {"first_k_dense_replace"}},
                                            {"kv_rank", {"kv_lora_rank"}},
                                            {"query_rank", {"q_lora_rank"}},
                                            {"rotary_head_size", {"qk_rope_head_dim"}},
                                            {"prediction_layers", {"num_nextn_predict_layers"}}};
  return table;
}

const json* find(const json& config, const std::vector<const char*>& keys) {
  for (const char* key : keys)
    if (const auto found = config.find(key); found != config.end() && !found->is_null()) return &*found;
  return nullptr;
}

std::string text_or(const json& config, const char* key, const char* fallback) {
  const auto found = config.find(key);
  return found != config.end() && found->is_string() ? found->get<std::string>() : fallback;
}

std::string precision_of(const json& config) {
  const std::string type = text_or(config, config.contains("torch_dtype") ? "torch_dtype" : "dtype", "bfloat16");
  return type == "float32" ? "fp32" : "bf16";   // float16 trains at the rate and size of bf16
}

} // namespace

json model_from_hugging_face(const json& whole, std::string& fault) {
  if (!whole.is_object()) {
    fault = "found no object; expected the config.json of a Hugging Face model";
    return nullptr;
  }
  const bool nested = whole.contains("text_config") && whole["text_config"].is_object();
  const json& config = nested ? whole["text_config"] : whole;
  const std::string family = text_or(config, "model_type", "");

  json model = json::object();
  std::vector<std::string> missing;
  for (const Dimension& dimension : dimensions()) {
    const json* value = find(config, dimension.theirs);
    if (value && value->is_number_integer()) model[dimension.ours] = *value;
    else if (value) fault = fmt::format("{} is {}, expected a whole number", dimension.theirs.front(), value->dump());
    else if (dimension.required && !(family == "gpt2" && std::string(dimension.ours) == "ffn_size"))
      missing.push_back(fmt::format("{}", fmt::join(dimension.theirs, " or ")));
  }
  if (!missing.empty()) fault = fmt::format("expected {} as in a Hugging Face config.json", fmt::join(missing, ", "));
  if (!fault.empty()) return nullptr;

  if (model.contains("kv_rank")) {   // "head_dim" is the rotary part there, if it is there at all
    const json *plain = find(config, {"qk_nope_head_dim"}), *values = find(config, {"v_head_dim"});
    if (!plain || !plain->is_number_integer()) fault = "expected qk_nope_head_dim, a whole number, beside kv_lora_rank";
    else if (values && *values != *plain)
      fault = fmt::format("v_head_dim is {} and qk_nope_head_dim {}; values as wide as keys are expected", values->dump(), plain->dump());
    else model["head_size"] = *plain;
    model.erase("kv_heads");         // every head has keys of its own, made from the latents
    if (!fault.empty()) return nullptr;
  }
  if (family == "gpt_oss") model["clamped_gate"] = true;
  if (family == "gpt2" && !model.contains("ffn_size")) model["ffn_size"] = 4 * model["hidden_size"].get<std::int64_t>();
  model["gated_ffn"] = family != "gpt2" && family != "opt" && family != "gpt_neox" && family != "phi";
  const auto tied = config.find("tie_word_embeddings");
  // Gemma and GPT-2 tie by default and leave the key out.
  model["tied_embedding"] =
      tied != config.end() && tied->is_boolean() ? tied->get<bool>() : family.starts_with("gemma") || family == "gpt2";
  model["precision"] = precision_of(config);
  return model;
}

} // namespace archipelago
