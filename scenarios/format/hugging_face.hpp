// A Hugging Face config.json as a model of this format: dimensions under the key names of the Llama, Mistral, Qwen, Gemma,
// Phi, GPT-2, Mixtral, Qwen-MoE and DeepSeek families (transformers 4.x). Multimodal files count their text_config.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace archipelago {

// The model object, or null with `fault` set. The latent attention (MLA) of DeepSeek V2 and later is not described by
// heads and their size: a config with it needs `parameters` beside it.
nlohmann::json model_from_hugging_face(const nlohmann::json& config, std::string& fault);

} // namespace archipelago
