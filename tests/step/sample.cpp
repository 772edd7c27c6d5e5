#include "tests/step/sample.hpp"

#include "scenarios/profiles.hpp"

#include <map>
#include <stdexcept>

namespace archipelago {

TransformerShape llama_8b() {
  return {.layers = 32, .hidden_size = 4096, .heads = 32, .kv_heads = 8, .ffn_size = 14336, .vocabulary = 128256};
}

TransformerShape llama_405b() {
  return {.layers = 126, .hidden_size = 16384, .heads = 128, .kv_heads = 8, .ffn_size = 53248, .vocabulary = 128256};
}

TransformerShape gpt(std::int64_t layers, std::int64_t hidden) {
  TransformerShape shape{.layers = layers, .hidden_size = hidden, .heads = hidden / 128, .ffn_size = 4 * hidden, .vocabulary = 51200};
  shape.gated_ffn = false;
  shape.tied_embedding = true;
  return shape;
}

TransformerShape mixture() {
  return {.layers = 32, .hidden_size = 4096, .heads = 32, .kv_heads = 8, .ffn_size = 14336, .vocabulary = 32000, .experts = 8, .experts_per_token = 2};
}

const AcceleratorProfile& profile_of(const std::string& name) {
  static std::map<std::string, AcceleratorProfile> known;
  const auto found = known.find(name);
  if (found != known.end()) return found->second;
  auto file = read_profile(std::filesystem::path(ARCHIPELAGO_SCENARIOS) / "profiles" / (name + ".json"));
  if (!file.profile) throw std::runtime_error("no profile of " + name);
  return known.emplace(name, std::move(*file.profile)).first->second;
}

StepQuestion question_for(const TransformerShape& shape, const Layout& layout, double batch, double sequence_length) {
  StepQuestion question{.shape = shape, .profile = profile_of("h100-sxm"), .layout = layout, .batch = batch, .sequence_length = sequence_length};
  question.memory = Bytes(80e9);
  return question;
}

} // namespace archipelago
