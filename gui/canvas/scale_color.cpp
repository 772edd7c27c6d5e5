#include "gui/canvas/scale_color.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace archipelago::gui {

QColor scale_color(double share) {
  static const std::array<QColor, 5> places{QColor("#00224E"), QColor("#414D6B"), QColor("#7C7B78"), QColor("#BCAF6F"), QColor("#FEE838")};
  if (std::isnan(share)) return QColor("#808080");
  const double at = std::clamp(share, 0.0, 1.0) * (places.size() - 1);
  const auto low = std::min(static_cast<std::size_t>(at), places.size() - 2);
  const double part = at - static_cast<double>(low);
  const auto mixed = [part](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * part)); };
  const QColor &a = places[low], &b = places[low + 1];
  return {mixed(a.red(), b.red()), mixed(a.green(), b.green()), mixed(a.blue(), b.blue())};
}

QColor words_on(const QColor& ground) { return qGray(ground.rgb()) > 130 ? QColor(Qt::black) : QColor(Qt::white); }

} // namespace archipelago::gui
