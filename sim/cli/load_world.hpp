// A scenario file as named on the command line, read and checked.
#pragma once

#include "models/world.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct LoadedScenario { World world; std::string document; };   // document: effective, as JSON

// Prints every problem to stderr, each with file, line, column and pointer, and throws CommandError (invalid scenario).
LoadedScenario load_scenario(const std::string& file, const std::vector<std::string>& overrides, const std::vector<std::string>& chaos = {});
World load_world(const std::string& file, const std::vector<std::string>& overrides, const std::vector<std::string>& chaos = {});

// The same world under another protocol: keys that it does not use are left out, which is said on stderr.
World load_world_as(const std::string& file, const std::vector<std::string>& overrides, const std::string& protocol);

} // namespace archipelago
