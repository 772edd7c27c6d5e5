#include "sim/probe/references.hpp"

#include "sim/probe/sample_values.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr double bf16_rounding = 0x1p-8, accumulation = 0x1p-16, fp8_accumulation = 0x1p-11, float_rounding = 0x1p-20;

std::uint64_t at(std::int64_t row, std::int64_t width, std::int64_t column) { return static_cast<std::uint64_t>(row * width + column); }

double operand(MathPrecision precision, std::uint32_t seed, std::uint64_t index) {
  return precision == MathPrecision::fp8 ? fp8_to_float(sample_fp8(seed, index)) : sample_value(seed, index);
}

Expected stored_as_bf16(double value, double magnitude) { return {value, bf16_rounding * std::abs(value) + accumulation * magnitude}; }

double inverse_rms(std::int64_t row, std::int64_t width) {
  double squares = 0;
  for (std::int64_t column = 0; column < width; ++column) squares += std::pow(sample_value(seed_first, at(row, width, column)), 2);
  return 1 / std::sqrt(squares / static_cast<double>(width) + norm_epsilon);
}

} // namespace

std::vector<std::int64_t> sampled_places(std::int64_t count, int wanted) {
  std::vector<std::int64_t> places{0, count - 1};
  for (std::uint64_t draw = 0; static_cast<int>(places.size()) < wanted; ++draw)
    places.push_back(static_cast<std::int64_t>(sample_bits(seed_tokens, draw) % static_cast<std::uint64_t>(count)));
  return places;
}

std::uint64_t gemm_first_index(const GemmCase& shape, std::int64_t i, std::int64_t p) {
  return shape.role == GemmRole::weight_gradient ? at(p, shape.m, i) : at(i, shape.k, p);
}

std::uint64_t gemm_second_index(const GemmCase& shape, std::int64_t p, std::int64_t j) {
  return shape.role == GemmRole::forward ? at(j, shape.k, p) : at(p, shape.n, j);
}

Expected expected_gemm(const GemmCase& shape, MathPrecision precision, std::int64_t i, std::int64_t j) {
  double sum = 0, magnitude = 0;
  for (std::int64_t p = 0; p < shape.k; ++p) {
    const double first = operand(precision, seed_first, gemm_first_index(shape, i, p));
    const double term = first * operand(precision, seed_second, gemm_second_index(shape, p, j));
    sum += term;
    magnitude += std::abs(term);
  }
  return {sum, bf16_rounding * std::abs(sum) + (precision == MathPrecision::fp8 ? fp8_accumulation : accumulation) * magnitude};
}

std::vector<Expected> expected_attention(const AttentionCase& shape, std::int64_t batch, std::int64_t query, std::int64_t head) {
  const auto size = shape.head_size;
  const auto kv_head = head / (shape.heads / shape.kv_heads);
  const auto place = [&](std::int64_t position, std::int64_t heads, std::int64_t which) {
    return at((batch * shape.length + position) * heads + which, size, 0);
  };
  const auto of_query = place(query, shape.heads, head);
  std::vector<double> scores(static_cast<std::size_t>(query) + 1);
  for (std::int64_t key = 0; key <= query; ++key) {
    double product = 0;
    const auto of_key = place(key, shape.kv_heads, kv_head);
    for (std::uint64_t c = 0; c < static_cast<std::uint64_t>(size); ++c)
      product += double{sample_value(seed_first, of_query + c)} * sample_value(seed_second, of_key + c);
    scores[static_cast<std::size_t>(key)] = query_scale * product / std::sqrt(static_cast<double>(size));
  }
  const double highest = *std::max_element(scores.begin(), scores.end());
  double total = 0;
  std::vector<double> sums(static_cast<std::size_t>(size)), magnitudes(static_cast<std::size_t>(size));
  for (std::int64_t key = 0; key <= query; ++key) {
    const double share = std::exp(scores[static_cast<std::size_t>(key)] - highest);
    total += share;
    for (std::int64_t c = 0; c < size; ++c) {
      const double term = share * sample_value(seed_third, place(key, shape.kv_heads, kv_head) + c);
      sums[static_cast<std::size_t>(c)] += term;
      magnitudes[static_cast<std::size_t>(c)] += std::abs(term);
    }
  }
  std::vector<Expected> row;
  for (std::size_t c = 0; c < sums.size(); ++c)   // shares are rounded to bf16 before they weigh the values
    row.push_back({sums[c] / total, bf16_rounding * (std::abs(sums[c]) + magnitudes[c]) / total});
  return row;
}

std::vector<Expected> expected_norm(std::int64_t row, std::int64_t width) {
  const double inverse = inverse_rms(row, width);
  std::vector<Expected> values;
  for (std::int64_t column = 0; column < width; ++column) {
    const double value = inverse * sample_value(seed_first, at(row, width, column)) * sample_value(seed_weight, static_cast<std::uint64_t>(column));
    values.push_back(stored_as_bf16(value, std::abs(value)));
  }
  return values;
}

std::vector<Expected> expected_norm_gradient(std::int64_t row, std::int64_t width) {
  const double inverse = inverse_rms(row, width);
  double inner = 0;
  const auto scaled = [&](std::int64_t column) {
    return double{sample_value(seed_second, at(row, width, column))} * sample_value(seed_weight, static_cast<std::uint64_t>(column));
  };
  for (std::int64_t column = 0; column < width; ++column) inner += scaled(column) * sample_value(seed_first, at(row, width, column));
  std::vector<Expected> values;
  for (std::int64_t column = 0; column < width; ++column) {
    const double first = inverse * scaled(column);
    const double second = sample_value(seed_first, at(row, width, column)) * inner * std::pow(inverse, 3) / static_cast<double>(width);
    values.push_back(stored_as_bf16(first - second, 1 + std::abs(first) + std::abs(second)));
  }
  return values;
}

Expected expected_weight_gradient(const RowsCase& shape, std::int64_t column) {
  double sum = 0, magnitude = 0;
  for (std::int64_t row = 0; row < shape.rows; ++row) {
    const auto place = at(row, shape.width, column);
    const double term = double{sample_value(seed_second, place)} * sample_value(seed_first, place) * inverse_rms(row, shape.width);
    sum += term;
    magnitude += std::abs(term);
  }
  return {sum, accumulation * (1 + magnitude)};
}

Expected expected_activation(std::uint64_t index) {
  const double gate = sample_value(seed_first, index);
  const double value = gate / (1 + std::exp(-gate)) * sample_value(seed_second, index);
  return stored_as_bf16(value, std::abs(value));
}

Expected expected_residual(std::uint64_t index) {
  const double value = double{sample_value(seed_first, index)} + sample_value(seed_second, index);
  return stored_as_bf16(value, std::abs(value));
}

std::int64_t expected_token(std::uint64_t row) { return sample_bits(seed_tokens, row) % embedding_rows; }

AdamExpected expected_adam(const AdamConstants& constants, std::uint64_t index) {
  const double gradient = sample_value(seed_first, index), before = sample_value(seed_weight, index);
  const double first = constants.beta1 * sample_value(seed_second, index) + (1 - double{constants.beta1}) * gradient;
  const double second = constants.beta2 * std::abs(sample_value(seed_third, index)) + (1 - double{constants.beta2}) * gradient * gradient;
  const double step = first / constants.correction1 / (std::sqrt(second / constants.correction2) + constants.epsilon);
  const double after = before - constants.rate * (step + constants.decay * before);
  const auto near = [](double value, double rounding) { return Expected{value, rounding * (1 + std::abs(value))}; };
  const Expected weight{after, bf16_rounding * std::abs(after) + float_rounding};
  return {near(after, float_rounding), weight, near(first, float_rounding), near(second, float_rounding)};
}

Expected expected_sum(std::int64_t members, std::uint64_t index) {
  double sum = 0, magnitude = 0;
  for (std::int64_t member = 0; member < members; ++member) {
    const double term = sample_value(seed_first + static_cast<std::uint32_t>(member), index);
    sum += term;
    magnitude += std::abs(term);
  }
  return {sum, 0.5 * static_cast<double>(members) * bf16_rounding * magnitude};   // each partial sum is rounded on the way
}

} // namespace archipelago
