// The colours of this house: the Okabe-Ito palette, told apart with any colour vision, used alike on the terminal, in pictures
// and on the dashboard. A colour never carries meaning alone: the word stands beside it.
#pragma once

#include "models/result.hpp"
#include "reports/terminal.hpp"

#include <string_view>

namespace archipelago {

Hue hue_of(TimeClass what);
std::string_view hex_of(Hue hue);           // "#0072B2", for lines and words on white

} // namespace archipelago
