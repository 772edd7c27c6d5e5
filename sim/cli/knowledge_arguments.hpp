// The commands that look things up and those that speak of the program itself: list, show, explain, schema, init, doctor; completion, man.
#pragma once

#include "sim/cli/exit_code.hpp"

#include <functional>

namespace CLI { class App; }

namespace archipelago {

void add_knowledge(CLI::App& app, std::function<ExitCode()>& chosen);
void add_manual(CLI::App& app, std::function<ExitCode()>& chosen);   // last: it speaks of all others

} // namespace archipelago
