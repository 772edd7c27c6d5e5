// What each operation must give, in double, at sampled places, with what is tolerated there.
//
// Operands are sample_values with the seeds below; arrays are row-major. Tolerances: half a unit in the last place of the stored
// format (2^-9 for bf16) with a factor of two, plus what accumulation in 32 bits may lose, in proportion to the sum of magnitudes
// (2^-16; 8-bit products are summed with fewer bits inside the matrix units of Hopper: 2^-11). A wrong index or a missing
// term is off by far more: sums of random terms are about 1/sqrt(terms) of the sum of their magnitudes.
#pragma once

#include "sim/probe/probe_case.hpp"

#include <cstdint>
#include <vector>

namespace archipelago {

enum SampleSeed : std::uint32_t { seed_first = 1, seed_second = 2, seed_third = 3, seed_weight = 4, seed_tokens = 5 };

struct Expected { double value = 0, tolerance = 0; };

// The first and the last of `count` places, and places drawn between: where edges and tiles go wrong shows.
std::vector<std::int64_t> sampled_places(std::int64_t count, int wanted);

// Where an operand's element lies: a is summed with b over p into (i, j).
std::uint64_t gemm_first_index(const GemmCase& shape, std::int64_t i, std::int64_t p);
std::uint64_t gemm_second_index(const GemmCase& shape, std::int64_t p, std::int64_t j);
Expected expected_gemm(const GemmCase& shape, MathPrecision precision, std::int64_t i, std::int64_t j);

// Queries are scaled by this, so that a softmax row has a few large entries and an error in any tile shows.
inline constexpr float query_scale = 8;
// One query's output, head_size values. Arrays are [batch][length][heads][head_size].
std::vector<Expected> expected_attention(const AttentionCase& shape, std::int64_t batch, std::int64_t query, std::int64_t head);

inline constexpr double norm_epsilon = 1e-5;
// One row of root-mean-square normalisation and of its gradient with respect to x.
std::vector<Expected> expected_norm(std::int64_t row, std::int64_t width);
std::vector<Expected> expected_norm_gradient(std::int64_t row, std::int64_t width);
// Its gradient with respect to one weight, summed over all rows: costs rows x width.
Expected expected_weight_gradient(const RowsCase& shape, std::int64_t column);

Expected expected_activation(std::uint64_t index);    // silu(first) x second
Expected expected_residual(std::uint64_t index);      // first + second
std::int64_t expected_token(std::uint64_t row);       // the row of the table that is looked up

struct AdamConstants {
  float rate = 1e-3f, beta1 = 0.9f, beta2 = 0.95f, epsilon = 1e-8f, decay = 0.1f, correction1 = 0.1f, correction2 = 0.05f;   // of step 1
};
struct AdamExpected { Expected parameter, weight, first_moment, second_moment; };   // weight: the parameter in bf16
AdamExpected expected_adam(const AdamConstants& constants, std::uint64_t index);

Expected expected_sum(std::int64_t members, std::uint64_t index);   // all-reduce of first operands, seeds seed_first + member

} // namespace archipelago
