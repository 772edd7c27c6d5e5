#include "sim/probe/probe_case.hpp"

namespace archipelago {

namespace {

template <class... Handlers> struct Overloaded : Handlers... { using Handlers::operator()...; };
template <class... Handlers> Overloaded(Handlers...) -> Overloaded<Handlers...>;

double real(std::int64_t count) { return static_cast<double>(count); }

// bf16 operands, how often a rows x width array is read or written.
double passes_of(ProbeOperation operation) {
  switch (operation) {
    case ProbeOperation::norm_forward: return 2;     // x, y
    case ProbeOperation::norm_backward: return 3;    // x, dy, dx
    case ProbeOperation::activation: return 3;       // gate, value, result
    case ProbeOperation::residual_add: return 3;     // two terms, sum
    default: return 2;                               // embedding: row of the table, result
  }
}

double size_traffic(ProbeOperation operation, double count) {
  if (operation == ProbeOperation::optimizer) return 28 * count;   // as models/hardware/memory_kernel_model.hpp counts
  return operation == ProbeOperation::copy ? 2 * count : count;    // a host link or a peer link is crossed once
}

double gemm_traffic(const GemmCase& shape, MathPrecision precision) {
  const double operands = real(shape.m) * real(shape.k) + real(shape.n) * real(shape.k);
  return operands * operand_bytes(precision) + real(shape.m) * real(shape.n) * output_bytes(precision);
}

double attention_traffic(const AttentionCase& shape) {
  return 2.0 * real(shape.batch * shape.length * shape.head_size) * real(2 * shape.heads + 2 * shape.kv_heads);
}

std::string field(const char* name, std::int64_t value) { return '"' + std::string(name) + "\":" + std::to_string(value); }

} // namespace

double flop_of(const ProbeCase& probe_case) {
  if (const auto* gemm = std::get_if<GemmCase>(&probe_case.shape)) return 2.0 * real(gemm->m) * real(gemm->n) * real(gemm->k);
  if (const auto* attention = std::get_if<AttentionCase>(&probe_case.shape))
    return 2.0 * real(attention->batch * attention->heads * attention->head_size) * real(attention->length) * real(attention->length);
  return 0;   // what only moves data
}

double traffic_of(const ProbeCase& probe_case) {
  return std::visit(Overloaded{[&](const GemmCase& shape) { return gemm_traffic(shape, probe_case.precision); },
                               [&](const AttentionCase& shape) { return attention_traffic(shape); },
                               [&](const RowsCase& shape) { return 2.0 * passes_of(probe_case.operation) * real(shape.rows) * real(shape.width); },
                               [&](const SizeCase& shape) { return size_traffic(probe_case.operation, real(shape.count)); },
                               [&](const CollectiveCase& shape) { return real(shape.bytes); }},
                    probe_case.shape);
}

double footprint_of(const ProbeCase& probe_case) {
  const double traffic = traffic_of(probe_case);
  switch (probe_case.operation) {
    case ProbeOperation::optimizer: return traffic * 16.0 / 28.0;   // what is both read and written lies there once
    case ProbeOperation::embedding: {
      const auto& shape = std::get<RowsCase>(probe_case.shape);
      return 2.0 * real(embedding_rows + shape.rows) * real(shape.width) + 4.0 * real(shape.rows);
    }
    case ProbeOperation::all_reduce:
    case ProbeOperation::all_gather:
    case ProbeOperation::reduce_scatter:
    case ProbeOperation::all_to_all: return 2 * traffic;            // sent and received
    default: return traffic;
  }
}

std::string shape_json(const ProbeCase& probe_case) {
  const char* const counted = probe_case.operation == ProbeOperation::optimizer ? "parameters" : "bytes";
  const auto fields = Overloaded{
      [](const GemmCase& shape) {
        return field("m", shape.m) + ',' + field("n", shape.n) + ',' + field("k", shape.k) + ",\"role\":\"" + std::string(name_of(shape.role)) + '"';
      },
      [](const AttentionCase& shape) {
        return field("batch", shape.batch) + ',' + field("query_length", shape.length) + ',' + field("key_length", shape.length) + ',' +
               field("heads", shape.heads) + ',' + field("kv_heads", shape.kv_heads) + ',' + field("head_size", shape.head_size) + ",\"causal\":true";
      },
      [](const RowsCase& shape) { return field("rows", shape.rows) + ',' + field("width", shape.width); },
      [&](const SizeCase& shape) { return field(counted, shape.count); },
      [](const CollectiveCase& shape) { return field("members", shape.members) + ',' + field("bytes", shape.bytes); }};
  return '{' + std::visit(fields, probe_case.shape) + '}';
}

} // namespace archipelago
