// Models, accelerators and questions that the tests of training steps share.
#pragma once

#include "models/workload/step/predict.hpp"

#include <string>

namespace archipelago {

TransformerShape llama_8b();
TransformerShape llama_405b();
TransformerShape gpt(std::int64_t layers, std::int64_t hidden);      // 128-wide heads, no gate, tied embedding
TransformerShape mixture();                                           // Mixtral 8x7B

const AcceleratorProfile& profile_of(const std::string& name);        // of the catalogue; fails the test if unreadable

// On H100 with 80 GB, eight to a node.
StepQuestion question_for(const TransformerShape& shape, const Layout& layout, double batch, double sequence_length = 4096);

} // namespace archipelago
