#include "sim/calibrate/device_name.hpp"
#include "sim/calibrate/schemas.hpp"

#include <algorithm>

namespace archipelago {

namespace {

std::optional<MathPrecision> precision_of(const CsvFields& row, const CsvTable& table, const ReaderOptions& options) {
  if (const auto stated = row.text("precision"); !stated.empty()) return math_precision_from(stated);
  if (options.precision) return options.precision;
  const std::string name = table.file.substr(table.file.find_last_of('/') + 1);
  for (const auto precision : {MathPrecision::bf16, MathPrecision::fp8, MathPrecision::fp4})
    if (name.find("_" + std::string(name_of(precision)) + "_") != std::string::npos) return precision;
  return std::nullopt;
}

RowFate read_gemm(const CsvFields& row, const CsvTable& table, const ReaderOptions& options, Measurements& out) {
  const auto m = row.positive("m"), n = row.positive("n"), k = row.positive("k"), time = row.positive("latency_us");
  const auto precision = precision_of(row, table, options);
  if (!m || !n || !k || !time || !precision) return RowFate::malformed;
  out.gemm.push_back({*m, *n, *k, *precision, Seconds(*time * microsecond)});
  return RowFate::used;
}

RowFate add_attention(AttentionShape shape, const CsvFields& row, bool backward, const ReaderOptions& options, Measurements& out) {
  const auto time = row.positive("latency_us");
  const bool sound = shape.batch > 0 && shape.query_length > 0 && shape.key_length > 0 && shape.heads > 0 && shape.kv_heads > 0 && shape.head_size > 0;
  if (!time || !sound) return RowFate::malformed;
  const auto kernel = attention_kernel_of(row.text("stack"), options.device);
  if (!kernel) return RowFate::not_described;
  out.attention.push_back({shape, *kernel, backward, Seconds(*time * microsecond)});
  return RowFate::used;
}

RowFate read_attention_forward(const CsvFields& row, const CsvTable&, const ReaderOptions& options, Measurements& out) {
  const double length = row.number("seq_len").value_or(0);
  return add_attention({row.number("batch").value_or(0), length, length, row.number("num_q_heads").value_or(0),
                        row.number("num_kv_heads").value_or(0), row.number("head_dim").value_or(0), true}, row, false, options, out);
}

RowFate read_attention_both(const CsvFields& row, const CsvTable&, const ReaderOptions& options, Measurements& out) {
  const bool plain = row.number("causal") == 1.0 && row.text("sliding_window").empty() && row.number("deterministic_bwd") != 1.0 &&
                     row.text("head_dim_qk") == row.text("head_dim_vo") && row.text("dtype") == "bfloat16";
  if (!plain) return RowFate::not_described;
  return add_attention({row.number("batch").value_or(0), row.number("q_seq_len").value_or(0), row.number("kv_seq_len").value_or(0),
                        row.number("num_q_heads").value_or(0), row.number("num_kv_heads").value_or(0), row.number("head_dim_qk").value_or(0), true},
                       row, row.text("pass") == "bwd", options, out);
}

RowFate read_norms(const CsvFields& row, const CsvTable&, const ReaderOptions&, Measurements& out) {
  if (row.text("backend") != "cudnn") return RowFate::not_described;   // what training frameworks fuse to
  const auto rows = row.positive("num_rows_tokens"), width = row.positive("row_width_elements");
  const auto forward = row.positive("fwd_latency_us"), backward = row.positive("bwd_latency_us");
  if (!rows || !width || !forward) return RowFate::malformed;
  const double tensor = 2 * *rows * *width;
  out.memory.push_back({MemoryKernel::norm_forward, Bytes(2 * tensor), *width, Seconds(*forward * microsecond)});
  if (backward) out.memory.push_back({MemoryKernel::norm_backward, Bytes(3 * tensor), *width, Seconds(*backward * microsecond)});
  return RowFate::used;
}

RowFate read_layer_operations(const CsvFields& row, const CsvTable&, const ReaderOptions&, Measurements& out) {
  const auto tokens = row.positive("num_tokens"), width = row.positive("d_model"), inner = row.positive("d_ffn"),
             split = row.positive("tensor_parallel");
  if (!tokens || !width || !inner || !split) return RowFate::malformed;
  const auto add = [&](MemoryKernel kind, double values, const char* column) {
    if (const auto time = row.positive(column)) out.memory.push_back({kind, Bytes(2 * *tokens * values), values, Seconds(*time * microsecond)});
  };
  const double gated = row.number("gated_mlp") == 1.0 ? 3 : 2;   // values read and written per inner value
  add(MemoryKernel::norm_forward, 2 * *width, "input_layernorm_us");
  add(MemoryKernel::activation, gated * *inner / *split, "mlp_act_us");
  add(MemoryKernel::residual_add, 3 * *width, "add_us");
  return RowFate::used;
}

} // namespace

bool is_wanted_device(const CsvFields& row, const ReaderOptions& options) {
  const auto device = row.text("device");
  return device.empty() || is_same_device(device, options.device) ||
         std::find(options.also_devices.begin(), options.also_devices.end(), device) != options.also_devices.end();
}

const std::vector<Schema>& kernel_schemas() {
  static const std::vector<Schema> schemas{
      {"matrix products", [](const CsvTable& t) { return t.has({"m", "n", "k", "latency_us"}); }, read_gemm},
      {"attention, forward", [](const CsvTable& t) { return t.has({"stack", "batch", "seq_len", "num_q_heads", "num_kv_heads", "head_dim", "latency_us"}); },
       read_attention_forward},
      {"attention, both passes", [](const CsvTable& t) { return t.has({"stack", "causal", "batch", "q_seq_len", "kv_seq_len", "head_dim_qk", "pass", "latency_us"}); },
       read_attention_both},
      {"norms", [](const CsvTable& t) { return t.has({"backend", "num_rows_tokens", "row_width_elements", "fwd_latency_us"}); }, read_norms},
      {"layer operations", [](const CsvTable& t) { return t.has({"num_tokens", "d_model", "d_ffn", "tensor_parallel", "input_layernorm_us"}); },
       read_layer_operations},
  };
  return schemas;
}

} // namespace archipelago
