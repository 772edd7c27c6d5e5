#include "models/audit/operator_work.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

TEST_CASE("matrix products are 2 m n k") {
  CHECK(operator_flops("aten::mm", {{4096, 8192}, {8192, 1024}}) == 2.0 * 4096 * 8192 * 1024);
  CHECK(operator_flops("aten::addmm", {{1024}, {4096, 8192}, {8192, 1024}, {}, {}}) == 2.0 * 4096 * 8192 * 1024);
  CHECK(operator_flops("aten::bmm", {{16, 128, 64}, {16, 64, 32}}) == 2.0 * 16 * 128 * 64 * 32);
}

TEST_CASE("causal attention is half of 4 b h s t d, its backward 2.5 times that") {
  const Shape heads_last{2, 4096, 32, 128};
  const double forward = 2.0 * 2 * 32 * 4096 * 4096 * 128;
  CHECK(operator_flops("aten::_flash_attention_forward", {heads_last, heads_last, heads_last}) == forward);
  CHECK(operator_flops("aten::_flash_attention_backward", {heads_last, heads_last, heads_last, heads_last}) == 2.5 * forward);
  const Shape heads_first{2, 32, 4096, 128};
  CHECK(operator_flops("aten::_scaled_dot_product_cudnn_attention", {heads_first, heads_first, heads_first}) == forward);
}

TEST_CASE("shapes that do not tell give nothing") {
  CHECK_FALSE(operator_flops("aten::mm", {}));
  CHECK_FALSE(operator_flops("aten::mm", {{4096, 8192}, {4096, 1024}}));
  CHECK_FALSE(operator_flops("aten::addmm", {{4096, 8192}, {8192, 1024}}));
  CHECK_FALSE(operator_flops("aten::_flash_attention_forward", {{8192, 32, 128}, {8192, 32, 128}}));
  CHECK_FALSE(operator_flops("aten::linear", {{4096, 8192}, {1024, 8192}}));
}
