// The command `probe`: finds the program that runs on the accelerator and hands over to it.
//
// That program, archipelago-probe, is built only where a CUDA or HIP compiler is, and links what only a GPU machine has; this
// one is plain C++ and runs everywhere. Exit statuses are those of the contract: 0 measured, 1 a check failed, 2 usage,
// 5 no program or no accelerator.
#pragma once

#include "sim/probe/probe_options.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace archipelago {

// ARCHIPELAGO_PROBE if set; else archipelago-probe in `beside` (the folder of this program), or where a build tree has it.
std::optional<std::filesystem::path> find_probe(const std::filesystem::path& beside);

std::string probe_missing_text(const std::filesystem::path& beside);   // what was looked for, and how to get it

// The probe's own exit status, with its output passed through; 5 after an explanation on stderr where there is no probe.
int probe_command(const ProbeOptions& options);

} // namespace archipelago
