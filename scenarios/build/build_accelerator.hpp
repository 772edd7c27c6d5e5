// An accelerator from its keys; what is not given is zero or absent, and what needs it reads unknown.
#pragma once

#include "scenarios/build/part.hpp"

namespace archipelago {

Accelerator build_accelerator(const Part& part);

} // namespace archipelago
