#include "gui/base/palette.hpp"

#include "reports/hues.hpp"

#include <QString>

#include <array>

namespace archipelago::gui {

namespace {

Palette light() {
  return {Ground::light, "#F3F5F8", "#FFFFFF", "#FAFBFC", "#D3D8E0", "#1B2330", "#5A6573", "#0072B2", "#FFFFFF", "#D6E9F6", "#007D5B", "#9A6000", "#B94A00"};
}
Palette dark() {
  return {Ground::dark, "#171B21", "#1F242C", "#262C36", "#3A4350", "#E5E9EF", "#9CA8B7", "#56B4E9", "#10151B", "#234559", "#3CC79C", "#E9A93A", "#FF8A4C"};
}

Palette& chosen() {
  static Palette present = light();
  return present;
}

// Okabe-Ito on dark ground: the palette's own orange and yellow, and a blue and black that can be seen.
QColor on_dark(Hue hue) {
  switch (hue) {
  case Hue::none: return "#E5E9EF";
  case Hue::green: return "#1FB78B";
  case Hue::blue: return "#3F97D3";
  case Hue::sky_blue: return "#7CC8F2";
  case Hue::orange: return "#E69F00";
  case Hue::yellow: return "#F0E442";
  case Hue::vermillion: return "#EE7420";
  case Hue::purple: return "#DB93BC";
  case Hue::grey: return "#9CA8B7";
  }
  return "#E5E9EF";
}

// Of classes of one hue: how light this one is, in percent.
constexpr std::array<int, time_class_count> shade{100, 100, 150, 100, 125, 100, 130, 118, 142, 108, 100, 85, 155, 70};

} // namespace

const Palette& palette() { return chosen(); }
void choose_ground(Ground ground) { chosen() = ground == Ground::dark ? dark() : light(); }

QColor color_of(Hue hue) {
  if (palette().ground == Ground::dark) return on_dark(hue);
  const std::string_view name = hex_of(hue);
  return QColor(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
}

QColor color_of(TimeClass what) {
  const QColor base = what == TimeClass::data_wait ? color_of(Hue::yellow) : color_of(hue_of(what));
  const int percent = what == TimeClass::data_wait ? 100 : shade[static_cast<std::size_t>(what)];
  return percent >= 100 ? base.lighter(percent) : base.darker(10000 / percent);
}

} // namespace archipelago::gui
