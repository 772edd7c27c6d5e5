#include "reports/hues.hpp"

namespace archipelago {

Hue hue_of(TimeClass what) {
  switch (what) {
  case TimeClass::compute: return Hue::green;
  case TimeClass::exposed_communication: return Hue::blue;
  case TimeClass::recovery_transfer: return Hue::sky_blue;
  case TimeClass::data_wait:
  case TimeClass::quorum_wait:
  case TimeClass::straggler_wait: return Hue::orange;
  case TimeClass::checkpoint: return Hue::purple;
  case TimeClass::detect:
  case TimeClass::downscale:
  case TimeClass::upscale:
  case TimeClass::restart:
  case TimeClass::lost_work:
  case TimeClass::degraded:
  case TimeClass::offline: return Hue::vermillion;
  }
  return Hue::none;
}

std::string_view hex_of(Hue hue) {
  switch (hue) {
  case Hue::none: return "#000000";
  case Hue::green: return "#009E73";
  case Hue::blue: return "#0072B2";
  case Hue::sky_blue: return "#56B4E9";
  case Hue::orange: return "#B87400";         // darker than the palette's, for thin lines on white
  case Hue::yellow: return "#B8A400";
  case Hue::vermillion: return "#D55E00";
  case Hue::purple: return "#CC79A7";
  case Hue::grey: return "#666666";
  }
  return "#000000";
}

} // namespace archipelago
