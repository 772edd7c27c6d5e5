#include "sim/probe/sweep.hpp"

#include <algorithm>

namespace archipelago {

namespace {

using Sizes = std::vector<std::int64_t>;

void add_gemms(std::vector<ProbeCase>& cases, const SweepRequest& request, MathPrecision precision) {
  const Sizes tokens = request.quick ? Sizes{16, 512, 4096} : Sizes{16, 64, 256, 512, 1024, 2048, 4096, 8192, 16384};
  const Sizes outputs = request.quick ? Sizes{1024, 8192} : Sizes{1024, 2560, 4096, 8192, 14336, 28672};
  const Sizes inputs = request.quick ? Sizes{1024, 8192} : Sizes{1024, 4096, 6160, 16384};   // 6160: no multiple of a tile
  for (const auto m : tokens)
    for (const auto n : outputs)
      for (const auto k : inputs) {
        cases.push_back({ProbeOperation::gemm, precision, GemmCase{m, n, k, GemmRole::forward}});
        // cuBLASLt multiplies 8-bit operands in the order of the forward product only.
        if (precision == MathPrecision::fp8 || m < 2048 || k > n) continue;
        cases.push_back({ProbeOperation::gemm, precision, GemmCase{m, k, n, GemmRole::input_gradient}});
        cases.push_back({ProbeOperation::gemm, precision, GemmCase{n, k, m, GemmRole::weight_gradient}});
      }
}

void add_attention(std::vector<ProbeCase>& cases, const SweepRequest& request) {
  const Sizes lengths = request.quick ? Sizes{512, 4096} : Sizes{512, 1024, 2048, 4096, 8192, 16384};
  for (const std::int64_t head_size : {64, 128})
    for (const auto length : lengths) {
      const std::int64_t batch = std::max<std::int64_t>(1, 8192 / length);
      cases.push_back({ProbeOperation::attention_forward, MathPrecision::bf16, AttentionCase{batch, length, 16, 16, head_size}});
      if (head_size == 128) cases.push_back({ProbeOperation::attention_forward, MathPrecision::bf16, AttentionCase{batch, length, 32, 8, head_size}});
    }
}

void add_rows(std::vector<ProbeCase>& cases, const SweepRequest& request) {
  const Sizes rows = request.quick ? Sizes{64, 16384} : Sizes{1, 64, 256, 1024, 4096, 16384, 65536};
  const Sizes widths = request.quick ? Sizes{4096} : Sizes{1024, 4096, 8192};
  for (const auto operation : {ProbeOperation::norm_forward, ProbeOperation::norm_backward, ProbeOperation::activation,
                               ProbeOperation::residual_add, ProbeOperation::embedding})
    for (const auto count : rows)
      for (const auto width : widths) cases.push_back({operation, MathPrecision::bf16, RowsCase{count, width}});
}

void add_sizes(std::vector<ProbeCase>& cases, const SweepRequest& request, ProbeOperation operation) {
  const int step = request.quick ? 8 : 2;     // octaves between sizes
  for (int octave = 10; octave <= 30; octave += step)
    cases.push_back({operation, MathPrecision::bf16, SizeCase{std::int64_t{1} << octave}});
}

void add_collectives(std::vector<ProbeCase>& cases, const SweepRequest& request) {
  const int step = request.quick ? 6 : 1;
  for (const auto operation : {ProbeOperation::all_reduce, ProbeOperation::all_gather, ProbeOperation::reduce_scatter, ProbeOperation::all_to_all})
    for (std::int64_t members = 2; members <= request.devices; members *= 2)
      for (int octave = 10; octave <= 29; octave += step)
        cases.push_back({operation, MathPrecision::bf16, CollectiveCase{members, std::int64_t{1} << octave}});
}

} // namespace

std::vector<ProbeCase> plan_sweep(const SweepRequest& request) {
  std::vector<ProbeCase> cases;
  add_gemms(cases, request, MathPrecision::bf16);
  if (request.fp8) add_gemms(cases, request, MathPrecision::fp8);
  if (request.attention) add_attention(cases, request);
  add_rows(cases, request);
  for (const auto operation : {ProbeOperation::optimizer, ProbeOperation::copy, ProbeOperation::host_to_device, ProbeOperation::device_to_host})
    add_sizes(cases, request, operation);
  if (request.devices > 1) add_sizes(cases, request, ProbeOperation::peer_copy);
  if (request.collectives) add_collectives(cases, request);

  std::erase_if(cases, [&](const ProbeCase& each) {
    return (!request.only.empty() && !request.only.contains(each.operation)) || footprint_of(each) > request.memory_bytes;
  });
  return cases;
}

} // namespace archipelago
