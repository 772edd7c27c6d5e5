// One thing to time: an operation and its shape, with the work it ideally is.
//
// flop: multiply-adds count twice; causal attention counts half of the square. traffic: every operand read once and every result
// written once, in bytes; of a copy, what is read and what is written; of a collective, the tensor (not what crosses a link).
// Names of operations are those that calibration knows (models/hardware), so that a record needs no translation.
#pragma once

#include "models/hardware/math_precision.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace archipelago {

enum class ProbeOperation {
  gemm, attention_forward, norm_forward, norm_backward, activation, residual_add, embedding, optimizer, copy,
  host_to_device, device_to_host, peer_copy, all_reduce, all_gather, reduce_scatter, all_to_all
};
inline constexpr std::array<std::string_view, 16> probe_operation_names{
    "gemm", "attention_forward", "norm_forward", "norm_backward", "activation", "residual_add", "embedding", "optimizer", "copy",
    "host_to_device", "device_to_host", "peer_copy", "all_reduce", "all_gather", "reduce_scatter", "all_to_all"};
constexpr std::string_view name_of(ProbeOperation operation) { return probe_operation_names[static_cast<std::size_t>(operation)]; }

constexpr std::optional<ProbeOperation> probe_operation_from(std::string_view name) {
  return value_named<ProbeOperation>(probe_operation_names, name);
}

// Which of a linear layer's three products: y = x W^T, dx = dy W, dW = dy^T x. They read their operands in other orders.
enum class GemmRole { forward, input_gradient, weight_gradient };
inline constexpr std::array<std::string_view, 3> gemm_role_names{"forward", "input_gradient", "weight_gradient"};
constexpr std::string_view name_of(GemmRole role) { return gemm_role_names[static_cast<std::size_t>(role)]; }

struct GemmCase { std::int64_t m = 0, n = 0, k = 0; GemmRole role = GemmRole::forward; };   // result m x n, summed over k
struct AttentionCase { std::int64_t batch = 1, length = 0, heads = 0, kv_heads = 0, head_size = 128; };   // causal
struct RowsCase { std::int64_t rows = 0, width = 0; };           // tokens and their width
struct SizeCase { std::int64_t count = 0; };                     // parameters of the optimizer, bytes of a copy
struct CollectiveCase { std::int64_t members = 2, bytes = 0; };  // the tensor, as models/hardware/collective_model.hpp has it

struct ProbeCase {
  ProbeOperation operation = ProbeOperation::gemm;
  MathPrecision precision = MathPrecision::bf16;
  std::variant<GemmCase, AttentionCase, RowsCase, SizeCase, CollectiveCase> shape;
};

inline constexpr std::int64_t embedding_rows = 131072;           // of the table that embeddings are looked up in

double flop_of(const ProbeCase& probe_case);
double traffic_of(const ProbeCase& probe_case);
double footprint_of(const ProbeCase& probe_case);                // device memory of one copy of its operands, on one device
std::string shape_json(const ProbeCase& probe_case);             // {"m":4096,"n":...}

} // namespace archipelago
