// Every kernel of the probe, on host threads, against the references that it is held to on an accelerator.
#include "sim/probe/comparison.hpp"
#include "sim/probe/device/attention_kernel.hpp"
#include "sim/probe/device/elementwise_kernels.hpp"
#include "sim/probe/device/fill_kernels.hpp"
#include "sim/probe/device/norm_kernels.hpp"
#include "sim/probe/device/optimizer_kernel.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;
using emulated::launch;

namespace {

constexpr std::uint16_t untouched = 0xffff;   // not a number

std::vector<std::uint16_t> filled(std::int64_t count, std::uint32_t seed, float scale = 1) {
  std::vector<std::uint16_t> values(static_cast<std::size_t>(count), untouched);
  launch({2}, 64, 0, [&] { fill_halves(values.data(), count, seed, scale); });
  return values;
}

std::vector<float> filled_floats(std::int64_t count, std::uint32_t seed, bool magnitudes) {
  std::vector<float> values(static_cast<std::size_t>(count));
  launch({1}, 32, 0, [&] { fill_floats(values.data(), count, seed, magnitudes); });
  return values;
}

template <class Vector> auto* as(std::vector<std::uint16_t>& values) { return reinterpret_cast<Vector*>(values.data()); }

void add(ReferenceComparison& comparison, std::uint16_t got, const Expected& expected) { comparison.add(bf16_to_float(got), expected.value, expected.tolerance); }

template <int size> ReferenceComparison attention_against_reference(const AttentionCase& shape) {
  auto q = filled(shape.batch * shape.length * shape.heads * size, seed_first, query_scale);
  auto k = filled(shape.batch * shape.length * shape.kv_heads * size, seed_second), v = filled(shape.batch * shape.length * shape.kv_heads * size, seed_third);
  std::vector<std::uint16_t> out(q.size(), untouched);
  const emulated::Index grid{static_cast<unsigned>(shape.length) / attention_queries, static_cast<unsigned>(shape.heads), static_cast<unsigned>(shape.batch)};
  launch(grid, attention_threads, sizeof(AttentionMemory<size>), [&] {
    attention_forward<size>(q.data(), k.data(), v.data(), out.data(), static_cast<int>(shape.length), static_cast<int>(shape.kv_heads));
  });
  ReferenceComparison comparison;
  for (std::int64_t batch = 0; batch < shape.batch; ++batch)
    for (std::int64_t query = 0; query < shape.length; ++query)
      for (std::int64_t head = 0; head < shape.heads; ++head) {
        const auto row = expected_attention(shape, batch, query, head);
        for (std::size_t c = 0; c < row.size(); ++c)
          add(comparison, out[static_cast<std::size_t>(((batch * shape.length + query) * shape.heads + head) * size) + c], row[c]);
      }
  return comparison;
}

} // namespace

TEST_CASE("attention agrees with its reference everywhere, with grouped heads and several batches") {
  const auto wide = attention_against_reference<128>({1, 128, 2, 1, 128});
  CAPTURE(wide.worst());
  CHECK(wide.passed());
  const auto narrow = attention_against_reference<64>({2, 64, 2, 2, 64});
  CAPTURE(narrow.worst());
  CHECK(narrow.passed());
}

TEST_CASE("a norm and its gradients agree with their references") {
  const std::int64_t rows = 5, width = 320;   // 40 vectors: more than 32 threads, and not a multiple
  auto x = filled(rows * width, seed_first), dy = filled(rows * width, seed_second), weights = filled(width, seed_weight);
  std::vector<std::uint16_t> y(x.size(), untouched), dx(x.size(), untouched);
  std::vector<float> dw(static_cast<std::size_t>(width));
  launch({5}, 32, 8, [&] { norm_forward(as<EightHalves>(x), as<EightHalves>(weights), as<EightHalves>(y), 40); });
  launch({2}, 64, 16, [&] { norm_backward(as<EightHalves>(x), as<EightHalves>(weights), as<EightHalves>(dy), as<EightHalves>(dx), dw.data(), rows, 40); });
  ReferenceComparison forward, backward, weight;
  for (std::int64_t row = 0; row < rows; ++row) {
    const auto values = expected_norm(row, width), gradients = expected_norm_gradient(row, width);
    for (std::int64_t column = 0; column < width; ++column) {
      add(forward, y[static_cast<std::size_t>(row * width + column)], values[static_cast<std::size_t>(column)]);
      add(backward, dx[static_cast<std::size_t>(row * width + column)], gradients[static_cast<std::size_t>(column)]);
    }
  }
  for (std::int64_t column = 0; column < width; ++column) {
    const auto expected = expected_weight_gradient({rows, width}, column);
    weight.add(dw[static_cast<std::size_t>(column)], expected.value, expected.tolerance);
  }
  CAPTURE(forward.worst(), backward.worst(), weight.worst());
  CHECK(forward.passed());
  CHECK(backward.passed());
  CHECK(weight.passed());
}

TEST_CASE("a block larger than a warp sums over all of it") {
  auto x = filled(1024, seed_first), weights = filled(1024, seed_weight);
  std::vector<std::uint16_t> y(x.size(), untouched);
  launch({1}, 128, 16, [&] { norm_forward(as<EightHalves>(x), as<EightHalves>(weights), as<EightHalves>(y), 128); });
  ReferenceComparison comparison;
  const auto expected = expected_norm(0, 1024);
  for (std::size_t column = 0; column < expected.size(); ++column) add(comparison, y[column], expected[column]);
  CHECK(comparison.passed());
}

TEST_CASE("elementwise kernels agree with their references") {
  const std::int64_t count = 8 * 100;
  auto first = filled(count, seed_first), second = filled(count, seed_second);
  std::vector<std::uint16_t> gated(first.size(), untouched), sum(first.size(), untouched);
  launch({1}, 32, 0, [&] { gated_activation(as<EightHalves>(first), as<EightHalves>(second), as<EightHalves>(gated), count / 8); });
  launch({1}, 32, 0, [&] { residual_add(as<EightHalves>(first), as<EightHalves>(second), as<EightHalves>(sum), count / 8); });
  ReferenceComparison activation, residual;
  for (std::size_t i = 0; i < first.size(); ++i) {
    add(activation, gated[i], expected_activation(i));
    add(residual, sum[i], expected_residual(i));
  }
  CHECK(activation.passed());
  CHECK(residual.passed());
}

TEST_CASE("an embedding copies the rows of its tokens") {
  const std::int64_t rows = 3, width = 8;
  auto table = filled(embedding_rows * width, seed_first);
  std::vector<std::int32_t> tokens(3);
  std::vector<std::uint16_t> out(24, untouched);
  launch({1}, 32, 0, [&] { fill_tokens(tokens.data(), rows); });
  launch({3}, 32, 0, [&] { embedding_rows_of(as<EightHalves>(table), tokens.data(), as<EightHalves>(out), 1); });
  for (std::int64_t i = 0; i < rows * width; ++i) {
    const auto place = expected_token(static_cast<std::uint64_t>(i / width)) * width + i % width;
    CHECK(bf16_to_float(out[static_cast<std::size_t>(i)]) == sample_value(seed_first, static_cast<std::uint64_t>(place)));
  }
}

TEST_CASE("the optimizer's step agrees with its reference") {
  const std::int64_t count = 512;
  const AdamConstants constants;
  auto gradients = filled(count, seed_first);
  auto parameters = filled_floats(count, seed_weight, false), m = filled_floats(count, seed_second, false), v = filled_floats(count, seed_third, true);
  std::vector<std::uint16_t> weights(512, untouched);
  const auto four = [](std::vector<float>& values) { return reinterpret_cast<FourFloats*>(values.data()); };
  launch({2}, 32, 0, [&] { adamw(as<FourHalves>(gradients), four(parameters), four(m), four(v), as<FourHalves>(weights), count / 4, constants); });
  ReferenceComparison comparison;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto expected = expected_adam(constants, i);
    comparison.add(parameters[i], expected.parameter.value, expected.parameter.tolerance);
    comparison.add(m[i], expected.first_moment.value, expected.first_moment.tolerance);
    comparison.add(v[i], expected.second_moment.value, expected.second_moment.tolerance);
    add(comparison, weights[i], expected.weight);
  }
  CAPTURE(comparison.worst());
  CHECK(comparison.passed());
}
