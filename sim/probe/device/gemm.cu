// Matrix products by cuBLASLt (hipBLASLt on ROCm), with the algorithm that its heuristic puts first, as frameworks take it.
//
// The library counts columns first: our row-major m x n result is its n x m one, the product of the second operand by the first.
#include "sim/probe/device/fill.hpp"
#include "sim/probe/references.hpp"
#include "sim/probe/sample_values.hpp"

#include <type_traits>

namespace archipelago {

namespace {

constexpr std::size_t workspace_bytes = std::size_t{64} << 20;

void check_library(cublasStatus_t status, const char* what) {
  if (status != CUBLAS_STATUS_SUCCESS) throw GpuError(std::string(what) + ": matrix library's status " + std::to_string(static_cast<int>(status)));
}

template <auto destroy> struct Destroy {
  template <class Handle> void operator()(Handle* handle) const { destroy(handle); }
};
template <class Handle, auto destroy> using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Destroy<destroy>>;
using Layout = Owned<cublasLtMatrixLayout_t, cublasLtMatrixLayoutDestroy>;

Layout layout_of(cudaDataType_t type, std::int64_t rows, std::int64_t columns) {
  cublasLtMatrixLayout_t layout = nullptr;
  const auto status = cublasLtMatrixLayoutCreate(&layout, type, static_cast<std::uint64_t>(rows), static_cast<std::uint64_t>(columns), rows);
  check_library(status, "describe a matrix");
  return Layout(layout);
}

template <class Element> class Gemm : public Workload {
public:
  Gemm(const ProbeCase& probe_case, const WorkloadContext& context)
      : shape_(std::get<GemmCase>(probe_case.shape)), precision_(probe_case.precision), context_(context),
        first_(shape_.m * shape_.k, context.copies), second_(shape_.k * shape_.n, context.copies), result_(shape_.m * shape_.n, context.copies),
        workspace_(workspace_bytes, 1) {
    create_description();
    choose_algorithm();
    fill(first_, seed_first, context_);
    fill(second_, seed_second, context_);
  }

  const char* kernel() const override {
#if defined(__HIPCC__)
    return "hipblaslt";
#else
    return "cublaslt";
#endif
  }

  void launch(int turn) override {
    const float one = 1, zero = 0;
    check_library(cublasLtMatmul(handle_.get(), product_.get(), &one, second_.at(turn), left_.get(), first_.at(turn), right_.get(), &zero,
                                 result_.at(turn), out_.get(), result_.at(turn), out_.get(), &chosen_.algo, workspace_.at(0), workspace_bytes,
                                 context_.stream),
                  "multiply");
  }

  ReferenceComparison check() override {
    result_.poison();
    launch(0);
    wait_for(context_);
    ReferenceComparison comparison;
    for (const auto place : sampled_places(shape_.m * shape_.n, 64)) {
      const auto expected = expected_gemm(shape_, precision_, place / shape_.n, place % shape_.n);
      comparison.add(bf16_to_float(result_.read(place)), expected.value, expected.tolerance);
    }
    return comparison;
  }

private:
  void create_description() {
    cublasLtHandle_t handle = nullptr;
    check_library(cublasLtCreate(&handle), "start the matrix library");
    handle_.reset(handle);
    cublasLtMatmulDesc_t product = nullptr;
    check_library(cublasLtMatmulDescCreate(&product, CUBLAS_COMPUTE_32F, CUDA_R_32F), "describe a product");
    product_.reset(product);
    const cublasOperation_t of_second = shape_.role == GemmRole::forward ? CUBLAS_OP_T : CUBLAS_OP_N;
    const cublasOperation_t of_first = shape_.role == GemmRole::weight_gradient ? CUBLAS_OP_T : CUBLAS_OP_N;
    check_library(cublasLtMatmulDescSetAttribute(product, CUBLASLT_MATMUL_DESC_TRANSA, &of_second, sizeof of_second), "order the second operand");
    check_library(cublasLtMatmulDescSetAttribute(product, CUBLASLT_MATMUL_DESC_TRANSB, &of_first, sizeof of_first), "order the first operand");
#if !defined(__HIPCC__)
    if constexpr (sizeof(Element) == 1) {
      const std::int8_t fast = 1;             // as training frameworks multiply forward
      check_library(cublasLtMatmulDescSetAttribute(product, CUBLASLT_MATMUL_DESC_FAST_ACCUM, &fast, sizeof fast), "choose the accumulation");
    }
#endif
    const cudaDataType_t type = sizeof(Element) == 1 ? CUDA_R_8F_E4M3 : CUDA_R_16BF;
    left_ = shape_.role == GemmRole::forward ? layout_of(type, shape_.k, shape_.n) : layout_of(type, shape_.n, shape_.k);
    right_ = shape_.role == GemmRole::weight_gradient ? layout_of(type, shape_.m, shape_.k) : layout_of(type, shape_.k, shape_.m);
    out_ = layout_of(CUDA_R_16BF, shape_.n, shape_.m);
  }

  void choose_algorithm() {
    cublasLtMatmulPreference_t created = nullptr;
    check_library(cublasLtMatmulPreferenceCreate(&created), "describe preferences");
    const Owned<cublasLtMatmulPreference_t, cublasLtMatmulPreferenceDestroy> preference(created);
    check_library(cublasLtMatmulPreferenceSetAttribute(created, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, &workspace_bytes, sizeof workspace_bytes),
                  "limit the workspace");
    int found = 0;
    const auto status = cublasLtMatmulAlgoGetHeuristic(handle_.get(), product_.get(), left_.get(), right_.get(), out_.get(), out_.get(), created, 1,
                                                       &chosen_, &found);
    if (status != CUBLAS_STATUS_SUCCESS || found == 0) throw Unsupported("the matrix library has no algorithm for this shape and precision");
  }

  GemmCase shape_;
  MathPrecision precision_;
  WorkloadContext context_;
  Rotating<Element> first_, second_;
  Rotating<std::uint16_t> result_;
  Rotating<std::uint8_t> workspace_;
  Owned<cublasLtHandle_t, cublasLtDestroy> handle_;
  Owned<cublasLtMatmulDesc_t, cublasLtMatmulDescDestroy> product_;
  Layout left_, right_, out_;
  cublasLtMatmulHeuristicResult_t chosen_{};
};

} // namespace

std::unique_ptr<Workload> make_gemm(const ProbeCase& probe_case, const WorkloadContext& context) {
  if (probe_case.precision == MathPrecision::fp8) return std::make_unique<Gemm<std::uint8_t>>(probe_case, context);
  return std::make_unique<Gemm<std::uint16_t>>(probe_case, context);
}

} // namespace archipelago
