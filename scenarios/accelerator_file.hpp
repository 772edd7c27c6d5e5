// One accelerator in a file of its own: the keys of learners[].accelerator, or only those that differ from a "base".
#pragma once

#include "models/hardware/accelerator.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/format/problem.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace archipelago {

struct AcceleratorFile {
  std::optional<Accelerator> accelerator;     // only if there are no problems
  std::vector<Problem> problems;
};

// What a profile from a data sheet needs is required: bf16 rate, memory, memory bandwidth and interconnect.
AcceleratorFile read_accelerator(const std::filesystem::path& file, const Catalogues& catalogues);

} // namespace archipelago
