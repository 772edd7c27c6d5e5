// The program's own version, as CMake knows it.
#pragma once

namespace archipelago {

inline constexpr const char* program_version = ARCHIPELAGO_VERSION;

} // namespace archipelago
