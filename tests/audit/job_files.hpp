// A synthetic job as the files that each profiler leaves behind, one per rank where that is their habit.
#pragma once

#include "tests/audit/scratch.hpp"
#include "tests/audit/synthetic_job.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

enum class ProfileFormat { pytorch, pytorch_gzip, tensorflow, mxnet, nsight, csv };
inline constexpr std::array profile_formats{ProfileFormat::pytorch, ProfileFormat::pytorch_gzip, ProfileFormat::tensorflow,
                                            ProfileFormat::mxnet,   ProfileFormat::nsight,       ProfileFormat::csv};
std::string_view name_of(ProfileFormat format);

std::vector<std::string> write_job(const Scratch& scratch, const std::vector<SyntheticEvent>& events, ProfileFormat format);
void write_gzip(const std::string& path, const std::string& text);

} // namespace archipelago
