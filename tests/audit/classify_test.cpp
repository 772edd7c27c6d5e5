#include "models/audit/classify.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

Activity kernel(std::string_view name) { return classify(Lane::device, "kernel", name); }

} // namespace

TEST_CASE("kernels of the common libraries are told apart") {
  CHECK(kernel("sm90_xmma_gemm_bf16bf16_bf16f32_f32_tn_n_tilesize128x128x64_warpgroupsize1x1x1_execute_segment_k_off_kernel__5x_cublas") == Activity::gemm);
  CHECK(kernel("nvjet_hsh_128x256_64x4_2x1_v_bz_coopA_NTN") == Activity::gemm);
  CHECK(kernel("Cijk_Ailk_Bljk_BBS_BH_MT256x256x64_MI16x16x1_SN") == Activity::gemm);
  CHECK(kernel("void cutlass::device_kernel<flash::enable_sm90_or_later<flash::FlashAttnFwdSm90<...>>>") == Activity::attention);
  CHECK(kernel("fmha_cutlassB_bf16_aligned_64x64_k128_sm80") == Activity::attention);
  CHECK(kernel("void at::native::(anonymous namespace)::multi_tensor_apply_kernel<FusedAdamMathFunctor<float>>") == Activity::optimizer);
  CHECK(kernel("void at::native::(anonymous namespace)::vectorized_layer_norm_kernel<float, float>") == Activity::norm);
  CHECK(kernel("triton_red_fused__to_copy_add_mean_mul_pow_rsqrt_3") == Activity::elementwise);
  CHECK(kernel("void at::native::(anonymous namespace)::indexSelectLargeIndex<c10::BFloat16>") == Activity::embedding);
  CHECK(kernel("sm80_xmma_fprop_implicit_gemm_bf16bf16_bf16f32_f32_nhwckrsc_nhwc") == Activity::convolution);
  CHECK(kernel("void vllm::moe::topkGatingSoftmax<8, 8, 4, 16>") == Activity::moe);
}

TEST_CASE("collectives are told by kind, arithmetic of the same name is not one") {
  CHECK(kernel("ncclDevKernel_AllGather_RING_LL(ncclDevComm*, unsigned long, ncclWork*)") == Activity::all_gather);
  CHECK(kernel("ncclDevKernel_ReduceScatter_Sum_bf16_RING_LL(...)") == Activity::reduce_scatter);
  CHECK(kernel("ncclKernel_SendRecv_RING_SIMPLE_Sum_int8_t") == Activity::send_receive);
  CHECK(kernel("rcclGenericKernel") == Activity::other_collective);
  CHECK(kernel("allreduce_kernel") == Activity::all_reduce);
  CHECK(kernel("void vllm::cross_device_reduce_2stage<__nv_bfloat16, 8>") == Activity::all_reduce);
  CHECK(kernel("moe_alltoall_dispatch") == Activity::all_to_all);
  CHECK(kernel("broadcast_add") == Activity::elementwise);
  CHECK(kernel("void at::native::reduce_kernel<512, 1, at::native::ReduceOp<float>>") == Activity::elementwise);
  CHECK(kernel("void at::native::vectorized_gather_kernel<16, long>") == Activity::embedding);
  CHECK(classify(Lane::device, "all-to-all", "all-to-all.4") == Activity::all_to_all);
  CHECK(classify(Lane::device, "", "collective-permute-start.2") == Activity::send_receive);
  CHECK(classify(Lane::host, "cpu_op", "gloo:all_reduce") == Activity::all_reduce);
}

TEST_CASE("copies and fills") {
  CHECK(kernel("Memcpy HtoD (Pinned -> Device)") == Activity::copy_to_device);
  CHECK(kernel("Memcpy DtoH (Device -> Pageable)") == Activity::copy_to_host);
  CHECK(kernel("Memcpy DtoD (Device -> Device)") == Activity::device_memory);
  CHECK(kernel("Memset (Device)") == Activity::device_memory);
}

TEST_CASE("what the host was waiting for") {
  CHECK(classify(Lane::annotation, "user_annotation", "enumerate(DataLoader)#_SingleProcessDataLoaderIter.__next__") == Activity::data_loading);
  CHECK(classify(Lane::host, "python_function", "torch/serialization.py(620): save") == Activity::checkpoint);
  CHECK(classify(Lane::host, "python_function", "torch/utils/checkpoint.py(451): checkpoint") == Activity::host);   // recomputation saves nothing to disk
  CHECK(classify(Lane::host, "cuda_runtime", "cudaStreamSynchronize") == Activity::host);
  CHECK(classify(Lane::annotation, "user_annotation", "forward") == Activity::ignored);
}

TEST_CASE("what says nothing stays unmatched") {
  CHECK(kernel("kernel_17") == Activity::unmatched);
  CHECK(kernel("") == Activity::unmatched);
}

TEST_CASE("loops of XLA hold other operators and are no work of their own") {
  CHECK(classify(Lane::device, "while", "while.5") == Activity::ignored);
  CHECK(classify(Lane::device, "", "conditional.2") == Activity::ignored);
}

TEST_CASE("a file may name the activity itself, and memory of names changes nothing") {
  Classifier remembered;
  for (int round = 0; round < 2; ++round) {
    CHECK(remembered(Lane::device, "reduce_scatter", "x") == Activity::reduce_scatter);
    CHECK(remembered(Lane::device, "kernel", "x") == Activity::unmatched);
    CHECK(remembered(Lane::host, "cpu_op", "x") == Activity::host);
  }
}
