#include "scenarios/format/hugging_face.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;
using nlohmann::json;

namespace {

json model_of(const char* text) {
  std::string fault;
  json model = model_from_hugging_face(json::parse(text), fault);
  INFO(fault);
  REQUIRE(fault.empty());
  return model;
}

std::string fault_of(const char* text) {
  std::string fault;
  const json model = model_from_hugging_face(json::parse(text), fault);
  CHECK(model.is_null());
  return fault;
}

} // namespace

TEST_CASE("a Llama config") {
  const json model = model_of(
      R"({"model_type": "llama", "hidden_size": 4096, "intermediate_size": 14336, "num_attention_heads": 32, "num_hidden_layers": 32,
      "num_key_value_heads": 8, "vocab_size": 128256, "tie_word_embeddings": false, "torch_dtype": "bfloat16"})");
  CHECK(model["layers"] == 32);
  CHECK(model["kv_heads"] == 8);
  CHECK(model["gated_ffn"] == true);
  CHECK(model["tied_embedding"] == false);
  CHECK(model["precision"] == "bf16");
  CHECK_FALSE(model.contains("experts"));
}

TEST_CASE("a Gemma config ties its embedding unless it says otherwise, also inside a multimodal file") {
  const json model = model_of(
      R"({"model_type": "gemma3", "vision_config": {"hidden_size": 1152}, "text_config": {"model_type": "gemma3_text", "hidden_size": 3840,
      "intermediate_size": 15360, "num_attention_heads": 16, "num_hidden_layers": 48, "num_key_value_heads": 8, "head_dim": 256, "vocab_size": 262208}})");
  CHECK(model["hidden_size"] == 3840);
  CHECK(model["head_size"] == 256);
  CHECK(model["tied_embedding"] == true);
}

TEST_CASE("Mixtral and DeepSeek name their experts differently") {
  const json mixtral = model_of(
      R"({"model_type": "mixtral", "hidden_size": 4096, "intermediate_size": 14336, "num_attention_heads": 32, "num_hidden_layers": 32,
      "num_key_value_heads": 8, "vocab_size": 32000, "num_local_experts": 8, "num_experts_per_tok": 2})");
  CHECK(mixtral["experts"] == 8);
  CHECK(mixtral["experts_per_token"] == 2);
  const json deepseek =
      model_of(R"({"model_type": "deepseek_v3", "hidden_size": 7168, "intermediate_size": 18432, "moe_intermediate_size": 2048,
      "num_attention_heads": 128, "num_hidden_layers": 61, "vocab_size": 129280, "n_routed_experts": 256, "num_experts_per_tok": 8, "n_shared_experts": 1,
      "first_k_dense_replace": 3})");
  CHECK(deepseek["experts"] == 256);
  CHECK(deepseek["expert_ffn_size"] == 2048);
  CHECK(deepseek["shared_experts"] == 1);
  CHECK(deepseek["dense_layers"] == 3);
}

TEST_CASE("DeepSeek's latent attention and further-token module") {
  const char* config = R"({"model_type": "deepseek_v3", "hidden_size": 7168, "intermediate_size": 18432, "moe_intermediate_size": 2048,
      "num_attention_heads": 128, "num_key_value_heads": 128, "head_dim": 64, "num_hidden_layers": 61, "vocab_size": 129280, "n_routed_experts": 256,
      "num_experts_per_tok": 8, "n_shared_experts": 1, "first_k_dense_replace": 3, "kv_lora_rank": 512, "q_lora_rank": 1536, "qk_nope_head_dim": 128,
      "qk_rope_head_dim": 64, "v_head_dim": 128, "num_nextn_predict_layers": 1})";
  const json model = model_of(config);
  CHECK(model["kv_rank"] == 512);
  CHECK(model["query_rank"] == 1536);
  CHECK(model["rotary_head_size"] == 64);
  CHECK(model["head_size"] == 128);
  CHECK(model["prediction_layers"] == 1);
  CHECK_FALSE(model.contains("kv_heads"));
  json unequal = json::parse(config);
  unequal["v_head_dim"] = 192;
  CHECK(fault_of(unequal.dump().c_str()).find("v_head_dim is 192") != std::string::npos);
  unequal.erase("qk_nope_head_dim");
  CHECK(fault_of(unequal.dump().c_str()).find("qk_nope_head_dim") != std::string::npos);
}

TEST_CASE("gpt-oss has a clamped gate") {
  const json model = model_of(R"({"model_type": "gpt_oss", "hidden_size": 2880, "intermediate_size": 2880, "num_attention_heads": 64, "head_dim": 64,
      "num_key_value_heads": 8, "num_hidden_layers": 36, "vocab_size": 201088, "num_local_experts": 128, "num_experts_per_tok": 4})");
  CHECK(model["clamped_gate"] == true);
}

TEST_CASE("GPT-2 has its own key names, a plain feed-forward block of four times the width, and a tied head") {
  const json model =
      model_of(R"({"model_type": "gpt2", "n_embd": 768, "n_head": 12, "n_layer": 12, "n_inner": null, "vocab_size": 50257})");
  CHECK(model["ffn_size"] == 3072);
  CHECK(model["gated_ffn"] == false);
  CHECK(model["tied_embedding"] == true);
}

TEST_CASE("a config that lacks or garbles a dimension says which") {
  CHECK(fault_of(R"({"model_type": "llama", "hidden_size": 64})").find("num_hidden_layers") != std::string::npos);
  CHECK(
      fault_of(
          R"({"hidden_size": "big", "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 2, "vocab_size": 2})")
          .find("hidden_size is \"big\"") != std::string::npos);
  CHECK(fault_of("[]").find("config.json") != std::string::npos);
}
