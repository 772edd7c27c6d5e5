// Time of one fused attention kernel on one accelerator.
//
//   t = (t0 + max(4 pairs heads d / R, bytes / BW)) exp r(log2 key length, log2(batch heads query length), log2(heads / kv_heads))
//
// pairs = batch x query length x key length; causal: less the half of query length^2 that is masked. d is the head size, bytes
// are q, k, v and the output in 16 bits. The rate reached depends on the key length (310 TFLOP/s at 1k, 610 at 16k on an
// H100), on whether there are enough rows to fill the part, and on how many heads share keys: r holds that, one table per
// measured head size; other head sizes are interpolated in time per d. Valid for 256 to 16k keys, held constant beyond.
// Backward takes `backward_ratio` times the forward time: 3.0, measured 2.6-3.3 for causal d = 128 on Hopper and Blackwell,
// 3.5 for d = 192; nothing was measured on A100. The kernel generation matters more than the accelerator: on one Hopper part
// FlashAttention 2 reaches 330 TFLOP/s and FlashAttention 3 or cuDNN 630, so a profile holds one model per kernel.
#pragma once

#include "models/hardware/log_grid.hpp"
#include "models/hardware/residual.hpp"
#include "models/units.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

// flash2 and flash3: FlashAttention 2 and 3. cudnn: cuDNN's fused attention. vendor: the kernels of the maker's
// inference library (TensorRT-LLM, aiter).
enum class AttentionKernel { flash2, flash3, cudnn, vendor };
inline constexpr std::array<std::string_view, 4> attention_kernel_names{"flash2", "flash3", "cudnn", "vendor"};
constexpr std::string_view name_of(AttentionKernel kernel) { return attention_kernel_names[static_cast<std::size_t>(kernel)]; }
std::optional<AttentionKernel> attention_kernel_from(std::string_view name);

// What one accelerator does: its own heads and queries. kv_heads < heads is grouped-query attention.
struct AttentionShape {
  double batch = 1, query_length = 0, key_length = 0, heads = 0, kv_heads = 0, head_size = 128;
  bool causal = true;
};

Flops attention_flops(const AttentionShape& shape);   // of the forward pass
Bytes attention_bytes(const AttentionShape& shape);
std::array<double, 3> attention_coordinates(const AttentionShape& shape);   // of r

struct AttentionConstants {
  double head_size = 128;
  Seconds start;                              // t0
  FlopsPerSecond rate;                        // R
  BytesPerSecond bandwidth;                   // BW
};

Seconds attention_time(const AttentionConstants& constants, const AttentionShape& shape);   // without the table

struct AttentionTable {                       // one measured head size
  AttentionConstants constants;
  LogGrid grid;

  Seconds time(const AttentionShape& shape) const;
};

struct AttentionModel {
  AttentionKernel kernel = AttentionKernel::flash2;
  std::vector<AttentionTable> tables;         // by rising head size, at least one
  double backward_ratio = 3.0;
  Residual forward, backward;
  std::string source;

  Seconds forward_time(const AttentionShape& shape) const;
  Seconds backward_time(const AttentionShape& shape) const { return forward_time(shape) * backward_ratio; }
};

} // namespace archipelago
