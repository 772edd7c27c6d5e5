// Floating-point work of training, per token.
//
//   F = 6 A + 12 L (h d) (s / 2)
//
// A = parameters active per token, L layers, h heads of size d, s sequence length. The first term is forward (2) and
// backward (4) of every matrix (Kaplan et al. 2020, arXiv 2001.08361, section 2.1); the second is the attention scores and
// values, 12 L h d s in full (PaLM, arXiv 2204.02311, appendix B), of which a causal model needs half. Where no shape is
// known the second term is left out, an error of s / (A / (L h d)): under 5 % at 4k tokens for 10B parameters.
// Recomputation is not counted: these are model FLOPs, the numerator of MFU.
#pragma once

#include "models/units.hpp"
#include "models/workload/model.hpp"

namespace archipelago {

Flops training_flops_per_token(const Model& model, double sequence_length);

} // namespace archipelago
