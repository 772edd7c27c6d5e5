#include "sim/calibrate/device_name.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace archipelago {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : lower(name)) {
    if (c == '_' || c == '-' || c == ' ') words.emplace_back();
    else words.back() += c;
  }
  return words;
}

} // namespace

bool is_same_device(std::string_view in_file, std::string_view in_catalogue) {
  const auto asked = words_of(in_file), known = words_of(in_catalogue);
  return std::all_of(asked.begin(), asked.end(),
                     [&](const std::string& word) { return std::find(known.begin(), known.end(), word) != known.end(); });
}

std::optional<AttentionKernel> attention_kernel_of(std::string_view stack, std::string_view device) {
  const std::string name = lower(stack);
  const auto mentions = [&](const char* word) { return name.find(word) != std::string::npos; };
  if (const auto exact = attention_kernel_from(name)) return exact;
  if (mentions("fp8") || mentions("triton")) return std::nullopt;
  if (mentions("trtllm")) return AttentionKernel::vendor;
  if (mentions("cudnn")) return AttentionKernel::cudnn;
  if (mentions("fav3") || mentions("fa3")) return AttentionKernel::flash3;
  if (mentions("fav2") || mentions("fa2") || mentions("flash_attention")) return AttentionKernel::flash2;
  if (mentions("vllm")) return words_of(device).front().starts_with("h") ? AttentionKernel::flash3 : AttentionKernel::flash2;
  return std::nullopt;
}

} // namespace archipelago
