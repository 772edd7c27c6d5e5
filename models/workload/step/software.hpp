// How named frameworks use kernels and links, as far as their tables of measured steps and their sources show it.
//
// llm-foundry: eager PyTorch with FSDP, 2023. vtrain: the Megatron-LM of 2021 that vTrain measured (arXiv 2312.12391).
// megatron-bridge-26.04 and -25.11: releases up to that one, and the former for all on Hopper, whose mixtures wait for the host.
// Others, known or not: today's stacks with fused kernels and overlapped communication (Megatron-Bridge, NeMo, MLPerf
// submissions, MaxText); "-lora" at the end of a name: only adapters are trained. Overlaps, extra traffic, host times and bytes of clamped gates are round numbers chosen with those tables in view,
// so the tables test them less than they test the kernels. The efficiency is left at its default: it belongs to a device as well
// and is fitted.
#pragma once

#include "models/workload/step/question.hpp"

#include <array>
#include <string_view>

namespace archipelago {

// Those with tables of measured steps.
inline constexpr std::array<std::string_view, 8> known_frameworks{
    "llm-foundry", "maxtext", "megatron-bridge", "megatron-bridge-26.04", "megatron-bridge-25.11", "mlperf", "nemo", "vtrain"};

Software software_of(std::string_view framework, std::string_view accelerator);   // catalogue name

// The name without its release: releases differ in what they do, and share one efficiency.
std::string_view without_release(std::string_view framework);

} // namespace archipelago
