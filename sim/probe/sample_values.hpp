// The operands of every check: values that host and device compute alike from (seed, index), so that a reference needs no copy of
// gigabytes of operands. All are exact in the format they are stored in, hence rounding of operands is no part of an error.
//
// Bits come from the finalizer of MurmurHash3 over 64 bits. 16-bit values are uniform multiples of 1/128 in [-1, 1); 8-bit ones (E4M3)
// have a random sign, three random mantissa bits and one of four exponents, magnitudes 1/16 to 15/16. Random, because matrix
// units draw less power on easy data and then run faster than in training.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__CUDACC__) || defined(__HIPCC__)
#define ARCHIPELAGO_HOST_DEVICE __host__ __device__
#else
#define ARCHIPELAGO_HOST_DEVICE
#endif

namespace archipelago {

ARCHIPELAGO_HOST_DEVICE inline std::uint32_t sample_bits(std::uint32_t seed, std::uint64_t index) {
  std::uint64_t bits = index + (static_cast<std::uint64_t>(seed) << 40) + 0x9e3779b97f4a7c15ull;
  bits ^= bits >> 33;
  bits *= 0xff51afd7ed558ccdull;
  bits ^= bits >> 33;
  bits *= 0xc4ceb9fe1a85ec53ull;
  return static_cast<std::uint32_t>(bits >> 32);
}

ARCHIPELAGO_HOST_DEVICE inline float sample_value(std::uint32_t seed, std::uint64_t index) {
  return (static_cast<float>(sample_bits(seed, index) >> 24) - 128.0f) * (1.0f / 128.0f);
}

ARCHIPELAGO_HOST_DEVICE inline std::uint8_t sample_fp8(std::uint32_t seed, std::uint64_t index) {
  const std::uint32_t bits = sample_bits(seed, index);
  return static_cast<std::uint8_t>((bits >> 31) << 7 | (3 + ((bits >> 8) & 3)) << 3 | (bits & 7));
}

// Of the codes above only: no subnormals, no NaN.
ARCHIPELAGO_HOST_DEVICE inline float fp8_to_float(std::uint8_t code) {
  const int exponent = (code >> 3) & 15;
  const float magnitude = static_cast<float>(8 + (code & 7)) * static_cast<float>(1 << exponent) * (1.0f / 1024.0f);   // 2^(e-7) (1 + m/8)
  return code & 128 ? -magnitude : magnitude;
}

// bfloat16 is the upper half of a float.
ARCHIPELAGO_HOST_DEVICE inline float bf16_to_float(std::uint16_t value) {
  const std::uint32_t bits = static_cast<std::uint32_t>(value) << 16;
  float result;
  memcpy(&result, &bits, sizeof result);
  return result;
}

// To nearest, ties to even. Values are finite here.
ARCHIPELAGO_HOST_DEVICE inline std::uint16_t float_to_bf16(float value) {
  std::uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return static_cast<std::uint16_t>((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

} // namespace archipelago
