// A commented scenario that loads as it stands: what `init` writes and a new one on the dashboard begins with.
#pragma once

#include <string_view>

namespace archipelago {

std::string_view starter_scenario();

} // namespace archipelago
