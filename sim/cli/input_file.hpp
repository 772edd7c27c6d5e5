// A whole input file of a command: a result, a questionnaire.
#pragma once

#include <string>

namespace archipelago {

std::string read_file(const std::string& path);       // throws CommandError (usage) if it cannot be read, or is larger than inputs may be

} // namespace archipelago
