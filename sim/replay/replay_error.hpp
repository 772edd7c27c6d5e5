// A run that cannot go on: nothing can happen any more, with what everyone was waiting for.
#pragma once

#include <stdexcept>

namespace archipelago {

struct ReplayError : std::runtime_error { using std::runtime_error::runtime_error; };

} // namespace archipelago
