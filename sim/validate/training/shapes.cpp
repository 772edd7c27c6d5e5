#include "sim/validate/training/shapes.hpp"

#include "sim/calibrate/csv.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>

namespace archipelago {

namespace {

std::string plain(const std::string& name) {
  std::string out;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c))) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// Mixtures, from the config.json that their makers published (OpenAI, Alibaba, DeepSeek, Moonshot; gpt-oss: half of its layers
// attend to a window of 128 only, which is not modelled).
TransformerShape gpt_oss() {
  return {.layers = 36, .hidden_size = 2880, .heads = 64, .kv_heads = 8, .head_size = 64, .ffn_size = 2880, .vocabulary = 201088,
          .experts = 128, .experts_per_token = 4, .expert_ffn_size = 2880, .clamped_gate = true};
}
TransformerShape qwen3_30b() {
  return {.layers = 48, .hidden_size = 2048, .heads = 32, .kv_heads = 4, .head_size = 128, .ffn_size = 6144, .vocabulary = 151936,
          .experts = 128, .experts_per_token = 8, .expert_ffn_size = 768};
}
TransformerShape qwen3_235b() {
  return {.layers = 94, .hidden_size = 4096, .heads = 64, .kv_heads = 4, .head_size = 128, .ffn_size = 12288, .vocabulary = 151936,
          .experts = 128, .experts_per_token = 8, .expert_ffn_size = 1536};
}
TransformerShape deepseek_v3() {
  return {.layers = 61, .hidden_size = 7168, .heads = 128, .kv_heads = 128, .head_size = 128, .ffn_size = 18432, .vocabulary = 129280,
          .experts = 256, .experts_per_token = 8, .expert_ffn_size = 2048, .shared_experts = 1, .dense_layers = 3,
          .query_rank = 1536, .kv_rank = 512, .rotary_head_size = 64, .prediction_layers = 1};
}
TransformerShape kimi_k2() {
  TransformerShape shape = deepseek_v3();
  shape.heads = shape.kv_heads = 64;
  shape.vocabulary = 163840;
  shape.experts = 384;
  shape.dense_layers = 1;
  shape.prediction_layers = 0;
  return shape;
}

} // namespace

ModelShapes::ModelShapes(const std::filesystem::path& models_csv) {
  shapes_ = {{"gptoss120b", gpt_oss()}, {"qwen330ba3b", qwen3_30b()}, {"qwen3235ba22b", qwen3_235b()}, {"deepseekv3", deepseek_v3()}, {"kimik2", kimi_k2()}};
  std::ifstream stream(models_csv);
  const CsvTable table = read_csv(stream, models_csv.string());
  for (const CsvRow& row : table.rows) {
    const CsvFields f(table, row);
    const auto whole = [&](const char* column) { return static_cast<std::int64_t>(std::clamp(f.number(column).value_or(0), 0.0, 1e9)); };
    TransformerShape shape{.layers = whole("num_layers"), .hidden_size = whole("d_model"), .heads = whole("num_q_heads"),
                           .kv_heads = whole("num_kv_heads"), .head_size = whole("head_dim"), .ffn_size = whole("d_ffn"),
                           .vocabulary = whole("vocab_size"), .gated_ffn = whole("gated_mlp") == 1};
    if (shape.vocabulary == 0) shape.vocabulary = 51200;   // GPT-2's, padded as Megatron-LM does
    if (shape.ffn_size == 0) shape.ffn_size = 4 * shape.hidden_size;
    shape.tied_embedding = !shape.gated_ffn;               // the older models of the list
    shapes_[plain(std::string(f.text("model")))] = shape;
  }
  const auto same_as = [&](const char* name, const char* known) {
    const auto found = shapes_.find(known);
    if (found != shapes_.end()) shapes_[name] = TransformerShape(found->second);
  };
  same_as("llama318b", "llama38b");
  same_as("llama3170b", "llama370b");
  same_as("llama31405b", "llama31405b");
  same_as("gpt3", "gpt3175b");
  same_as("llama270blora", "llama270b");
}

std::optional<TransformerShape> ModelShapes::find(const std::string& name) const {
  const auto found = shapes_.find(plain(name.substr(0, name.find(" ("))));   // "DeepSeekV3 (tokendrop)" is DeepSeekV3
  if (found == shapes_.end()) return std::nullopt;
  TransformerShape shape = found->second;
  if (name.find("w/o MTP") != std::string::npos) shape.prediction_layers = 0;
  return shape;
}

} // namespace archipelago
