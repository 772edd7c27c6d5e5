// Which accelerator a row of a measurement file speaks about.
#pragma once

#include "models/hardware/attention_model.hpp"

#include <optional>
#include <string_view>

namespace archipelago {

// "h100_sxm" and "a100_80gb_sxm" are "h100-sxm" and "a100-sxm-80gb": every word of the file's name is one of the catalogue's.
// A name with more words ("b200_sxm_850W_1800MHz") is a part run in another way, and not the same.
bool is_same_device(std::string_view in_file, std::string_view in_catalogue);

// From the software that ran it, as files name it; nothing where the name says too little. Hopper's vLLM runs FlashAttention 3,
// on other parts FlashAttention 2.
std::optional<AttentionKernel> attention_kernel_of(std::string_view stack, std::string_view device);

} // namespace archipelago
