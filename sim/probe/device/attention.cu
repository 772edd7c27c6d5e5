// Causal attention forward with the reference kernel; see attention_kernel.hpp for what its time says.
#include "sim/probe/device/workload.hpp"

#if defined(__HIPCC__)

namespace archipelago {

std::unique_ptr<Workload> make_attention(const ProbeCase&, const WorkloadContext&) {
  throw Unsupported("the reference attention kernel needs CUDA's tensor-core interface");
}

} // namespace archipelago

#else

#include "sim/probe/device/attention_kernel.hpp"
#include "sim/probe/device/fill.hpp"
#include "sim/probe/references.hpp"

namespace archipelago {

namespace {

template <int size> class Attention : public Workload {
public:
  Attention(const AttentionCase& shape, const WorkloadContext& context)
      : shape_(shape), context_(context), q_(count(shape.heads), context.copies), k_(count(shape.kv_heads), context.copies),
        v_(count(shape.kv_heads), context.copies), out_(count(shape.heads), context.copies) {
    cudaDeviceProp properties;
    check_gpu(cudaGetDeviceProperties(&properties, context.device), "ask for the device's properties");
    if (properties.major < 8 || properties.sharedMemPerBlockOptin < sizeof(AttentionMemory<size>))
      throw Unsupported("the reference attention kernel needs compute capability 8.0 and 64 KiB of shared memory per block");
    check_gpu(cudaFuncSetAttribute(attention_forward<size>, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(sizeof(AttentionMemory<size>))),
              "ask for shared memory");
    fill(q_, seed_first, context_, query_scale);
    fill(k_, seed_second, context_);
    fill(v_, seed_third, context_);
  }

  const char* kernel() const override { return "reference"; }

  void launch(int turn) override {
    const dim3 grid(static_cast<unsigned>(shape_.length / attention_queries), static_cast<unsigned>(shape_.heads), static_cast<unsigned>(shape_.batch));
    attention_forward<size><<<grid, attention_threads, sizeof(AttentionMemory<size>), context_.stream>>>(
        q_.at(turn), k_.at(turn), v_.at(turn), out_.at(turn), static_cast<int>(shape_.length), static_cast<int>(shape_.kv_heads));
    check_launch("attention");
  }

  ReferenceComparison check() override {
    out_.poison();
    launch(0);
    wait_for(context_);
    ReferenceComparison comparison;
    for (const auto place : sampled_places(shape_.batch * shape_.length * shape_.heads, 8)) {
      const auto query = place / shape_.heads;
      const auto row = expected_attention(shape_, query / shape_.length, query % shape_.length, place % shape_.heads);
      for (std::size_t c = 0; c < row.size(); ++c)
        comparison.add(bf16_to_float(out_.read(place * size + static_cast<std::int64_t>(c))), row[c].value, row[c].tolerance);
    }
    return comparison;
  }

private:
  std::int64_t count(std::int64_t heads) const { return shape_.batch * shape_.length * heads * size; }

  AttentionCase shape_;
  WorkloadContext context_;
  Rotating<std::uint16_t> q_, k_, v_, out_;
};

} // namespace

std::unique_ptr<Workload> make_attention(const ProbeCase& probe_case, const WorkloadContext& context) {
  const auto& shape = std::get<AttentionCase>(probe_case.shape);
  if (shape.length % attention_queries != 0 || shape.heads % shape.kv_heads != 0)
    throw Unsupported("the reference attention kernel takes whole tiles and groups");
  if (shape.head_size == 64) return std::make_unique<Attention<64>>(shape, context);
  if (shape.head_size == 128) return std::make_unique<Attention<128>>(shape, context);
  throw Unsupported("the reference attention kernel has head sizes 64 and 128");
}

} // namespace archipelago

#endif
