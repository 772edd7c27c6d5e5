// A few matrix products against a prior: which constant each one speaks about, and what the model is afterwards.
//
// Fewer than ten products do not identify three constants by least squares. But one whose predicted time is arithmetic corrects the
// rate, one that streams its operands the bandwidth, and one of a few microseconds the start; the band narrows by what is then
// known (beliefs.hpp). A product between two regimes is refused: which of them it measures depends on constants not yet known.
#pragma once

#include "models/calibration/beliefs.hpp"
#include "models/calibration/measurements.hpp"
#include "models/calibration/refusal.hpp"
#include "models/hardware/gemm_model.hpp"

#include <array>
#include <optional>

namespace archipelago {

enum class ProductConstant { start, rate, bandwidth };
inline constexpr std::array<const char*, 3> product_constant_names{"start", "rate", "bandwidth"};

inline constexpr double dominant = 0.75;      // share of a predicted time from which it speaks of one constant

struct ProductEvidence {
  ProductConstant tells = ProductConstant::rate;
  std::array<double, 3> weights{};            // share of the predicted time of each constant
  std::optional<Refusal> refusal;             // no constant takes most of the time: nothing is learned
};

ProductEvidence evidence_of(const GemmConstants& constants, const GemmMeasurement& product);
std::string shares_text(const ProductEvidence& evidence);   // "arithmetic 97 %, launch 3 %"

// By ProductConstant. The training band stands for the level of every constant.
std::vector<Belief> product_beliefs(const GemmModel& prior);

// The prior with its constants shifted by the three log time factors and bands as wide as what is still unknown; parts that
// were not learned stay as they are.
GemmModel with_products(const GemmModel& prior, const Beliefs& beliefs, std::size_t start, std::size_t rate, std::size_t bandwidth, const std::string& basis);

} // namespace archipelago
