#include "models/audit/classify.hpp"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <span>

namespace archipelago {

namespace {

using enum Activity;

struct Rule {
  std::string_view piece;
  Activity activity;
};

// A collective's kind. Only asked for names that are known to communicate: "broadcast" alone is also arithmetic.
constexpr Rule collectives[] = {
    {"allreduce", all_reduce},          {"all-reduce", all_reduce},     {"all_reduce", all_reduce},       {"kvstorereduce", all_reduce},
    {"kvstorepushpull", all_reduce},    {"cross_device_reduce", all_reduce},
    {"allgather", all_gather},          {"all-gather", all_gather},     {"all_gather", all_gather},
    {"reducescatter", reduce_scatter},  {"reduce-scatter", reduce_scatter}, {"reduce_scatter", reduce_scatter},
    {"alltoall", all_to_all},           {"all-to-all", all_to_all},     {"all_to_all", all_to_all},       {"broadcast", broadcast},
    {"sendrecv", send_receive},         {"send_recv", send_receive},    {"collective-permute", send_receive}, {"_send", send_receive},
    {"_recv", send_receive},            {"ptop", send_receive}};

constexpr std::string_view communicators[] = {"nccl", "rccl", "msccl", "nvshmem", "oneccl", "kvstore", "gloo:", "collectivereduce", "collectivegather"};
// Of XLA, and of libraries and files that write the word without a communicator's name; no arithmetic is called so.
constexpr std::string_view named_communication[] = {"all-reduce", "all-gather", "reduce-scatter", "all-to-all", "collective-permute", "collective-broadcast",
                                                    "allreduce",  "allgather",  "reducescatter",  "alltoall",   "cross_device_reduce",
                                                    "all_reduce", "all_gather", "reduce_scatter", "all_to_all"};

constexpr Rule device_rules[] = {
    {"memcpy htod", copy_to_device},   {"memcpyh2d", copy_to_device},  {"memcpy dtoh", copy_to_host},     {"memcpyd2h", copy_to_host},
    {"memcpy ptop", send_receive},     {"memcpyp2p", send_receive},    {"memcpy", device_memory},         {"memset", device_memory},
    {"infeed", data_loading},          {"outfeed", copy_to_host},
    {"adam", optimizer},               {"lamb", optimizer},            {"multi_tensor", optimizer},       {"sgd_", optimizer},
    {"sgd", optimizer},                {"muon", optimizer},            {"adafactor", optimizer},          {"optimizer", optimizer},
    {"flash", attention},              {"fmha", attention},            {"attention", attention},          {"sdpa", attention},
    {"attn", attention},               {"moe_", moe},                  {"::moe", moe},                    {"_moe", moe},
    {"topk", moe},                     {"router", moe},                {"token_permut", moe},             {"permute_kernel", moe},
    {"layer_norm", norm},              {"layernorm", norm},            {"rms_norm", norm},                {"rmsnorm", norm},
    {"batch_norm", norm},              {"batchnorm", norm},            {"group_norm", norm},              {"groupnorm", norm},
    {"bn_fw", norm},                   {"bn_bw", norm},                {"ln_fwd", norm},                  {"ln_bwd", norm},
    {"embedding", embedding},          {"indexselect", embedding},     {"index_select", embedding},       {"gather", embedding},
    {"convert", elementwise},          {"convolution fusion", gemm},   {"conv2d", convolution},           {"convolution", convolution},
    {"convolve", convolution},         {"conv_", convolution},         {"_conv", convolution},            {"fprop", convolution},
    {"wgrad", convolution},            {"dgrad", convolution},         {"winograd", convolution},         {"implicit_", convolution},
    {"gemm", gemm},                    {"gemv", gemm},                 {"matmul", gemm},                  {"cutlass", gemm},
    {"cublas", gemm},                  {"nvjet", gemm},                {"xmma", gemm},                    {"wgmma", gemm},
    {"splitk", gemm},                  {"cijk_", gemm},                {"_mm", gemm},                     {"::mm", gemm},
    {"addmm", gemm},                   {"bmm", gemm},                     {"fullyconnected", gemm},
    {"linear", gemm},                  {"batch_dot", gemm},            {"dot", gemm},
    {"elementwise", elementwise},      {"vectorized", elementwise},    {"unrolled", elementwise},         {"reduce", elementwise},
    {"softmax", elementwise},          {"dropout", elementwise},       {"gelu", elementwise},             {"silu", elementwise},
    {"swiglu", elementwise},           {"relu", elementwise},          {"activation", elementwise},       {"triton_", elementwise},
    {"fusion", elementwise},           {"rope", elementwise},          {"rotary", elementwise},           {"cross_entropy", elementwise},
    {"nll_loss", elementwise},         {"pointwise", elementwise},     {"transpose", elementwise},        {"scan", elementwise},
    {"fill", elementwise},             {"copy", elementwise},          {"cast", elementwise},             {"arange", elementwise},
    {"cat", elementwise},              {"foreach", elementwise},       {"sort", elementwise},             {"scatter", elementwise},
    {"broadcast", elementwise},        {"data formatting", elementwise}, {"at::native", elementwise},     {"pooling", elementwise},
    {"_plus", elementwise},            {"add", elementwise},           {"mul", elementwise},              {"sum", elementwise},
    {"mean", elementwise},             {"slice", elementwise},         {"reshape", elementwise},          {"flatten", elementwise}};

constexpr Rule host_rules[] = {
    {"dataloader", data_loading},      {"data_loader", data_loading},  {"data loading", data_loading},    {"data_loading", data_loading},
    {"dataiter", data_loading},        {"load_batch", data_loading},   {"next_batch", data_loading},      {"get_batch", data_loading},
    {"iteratorgetnext", data_loading}, {"imagerecorditer", data_loading}, {"infeed", data_loading},       {"torch/utils/data/", data_loading},
    {"checkpoint_sequential", host},   {"utils/checkpoint.py", host},  {"activation_checkpoint", host},   {"checkpointfunction", host},
    {"checkpoint", checkpoint},        {"torch.save", checkpoint},     {"torch/serialization.py", checkpoint}, {"save_state", checkpoint},
    {"savev2", checkpoint},            {"save_model", checkpoint}};

Activity first_match(std::span<const Rule> rules, std::string_view text, Activity otherwise) {
  for (const Rule& rule : rules) if (text.find(rule.piece) != text.npos) return rule.activity;
  return otherwise;
}

bool has_any(std::string_view text, std::span<const std::string_view> pieces) {
  return std::any_of(pieces.begin(), pieces.end(), [&](std::string_view piece) { return text.find(piece) != text.npos; });
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return lower;
}

// XLA names operators itself ("fusion.12") and says what they are in the category; libraries say it in the name.
Activity classify_device(std::string_view category, std::string_view name) {
  for (std::string_view text : {category, name}) {
    if (has_any(text, communicators) || has_any(text, named_communication)) return first_match(collectives, text, other_collective);
  }
  for (const std::string_view loop : {"while", "conditional", "call"})   // hold operators that have their own events
    if (category == loop || (name.starts_with(loop) && name.substr(loop.size()).starts_with('.'))) return ignored;
  const bool says_less = category.empty() || category == "kernel" || category == "operator";
  const Activity by_category = says_less ? unmatched : first_match(device_rules, category, unmatched);
  return by_category == unmatched || by_category == elementwise ? first_match(device_rules, name, by_category) : by_category;
}

Activity classify_host(std::string_view category, std::string_view name, Lane lane) {
  if (name.find("gloo:") != name.npos) return first_match(collectives, name, other_collective);
  const Activity otherwise = lane == Lane::annotation ? ignored : host;
  const Activity by_name = first_match(host_rules, name, otherwise);
  return by_name == otherwise ? first_match(host_rules, category, otherwise) : by_name;
}

} // namespace

Activity classify(Lane lane, std::string_view category, std::string_view name) {
  for (std::size_t i = 0; i < activity_count; ++i)   // a file may name the activity itself
    if (category == activity_names[i]) return static_cast<Activity>(i);
  const std::string kind = lower_case(category), lower = lower_case(name);
  return lane == Lane::device ? classify_device(kind, lower) : classify_host(kind, lower, lane);
}

Activity Classifier::operator()(Lane lane, std::string_view category, std::string_view name) {
  constexpr std::size_t most_names = 100'000;   // names that carry numbers must not fill the memory
  key_.assign(1, static_cast<char>('0' + static_cast<int>(lane)));
  key_.append(category).append(1, '\n').append(name);
  if (const auto known = known_.find(key_); known != known_.end()) return known->second;
  if (known_.size() >= most_names) known_.clear();
  return known_.emplace(key_, classify(lane, category, name)).first->second;
}

} // namespace archipelago
