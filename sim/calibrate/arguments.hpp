// The command line of `archipelago calibrate kernels|collectives|runs`.
#pragma once

#include <filesystem>
#include <functional>

namespace CLI { class App; }

namespace archipelago {

// Adds `calibrate` with its subcommands; parsing one sets `chosen` to what runs it and returns its exit code. The catalogue
// folder is asked for only then.
void add_calibrate(CLI::App& app, std::function<int()>& chosen, std::function<std::filesystem::path()> catalogue_folder);

} // namespace archipelago
