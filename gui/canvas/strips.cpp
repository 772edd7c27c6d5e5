#include "gui/canvas/strips.hpp"

#include "gui/base/palette.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace archipelago::gui {

namespace {

QRgb* pixel(QImage& image, int x, int y) { return reinterpret_cast<QRgb*>(image.scanLine(y)) + x; }

// A column of one colour; y counts down, both ends clipped to the place.
void fill(QImage& image, QRect place, int x, int top, int bottom, QRgb color) {
  for (int y = std::max(top, place.top()); y <= std::min(bottom, place.bottom()); ++y) *pixel(image, x, y) = color;
}

std::array<QRgb, time_class_count> colors() {
  std::array<QRgb, time_class_count> result{};
  for (std::size_t c = 0; c < time_class_count; ++c) result[c] = color_of(static_cast<TimeClass>(c)).rgb();
  return result;
}

} // namespace

void paint_classes(QImage& image, QRect place, const std::vector<ClassTimes>& columns) {
  const auto color = colors();
  const int height = place.height();
  constexpr float traces = 1e-6F;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const int x = place.left() + static_cast<int>(column);
    const ClassTimes& shares = columns[column];
    int below = place.bottom();
    for (std::size_t c = time_class_count; c-- > 1;) {   // losses first, so that computing gets what is left
      if (shares[c] <= traces) continue;
      const int pixels = std::clamp(static_cast<int>(std::lround(shares[c] * static_cast<float>(height))), 1, height);
      const int top = place.top() + (place.bottom() - below);
      fill(image, place, x, top, top + pixels - 1, color[c]);
      below -= pixels;
    }
    float held = 0;
    for (const float share : shares) held += share;
    if (shares[0] <= traces) continue;
    const int top = place.top() + (place.bottom() - below);
    const int missing = std::max(0, static_cast<int>(std::lround((1 - std::min(1.0F, held)) * static_cast<float>(height))));
    fill(image, place, x, top + missing, place.bottom(), color[0]);
  }
}

void paint_rates(QImage& image, QRect place, const std::vector<RateColumn>& columns, float top, QColor color) {
  if (top <= 0) return;
  const QRgb strong = color.rgb();
  const QColor ground = palette().surface;
  const QRgb weak = qRgb((color.red() + 2 * ground.red()) / 3, (color.green() + 2 * ground.green()) / 3, (color.blue() + 2 * ground.blue()) / 3);
  const auto height = static_cast<float>(place.height() - 1);
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (!columns[column].known) continue;
    const int x = place.left() + static_cast<int>(column);
    const int high = place.bottom() - static_cast<int>(std::lround(columns[column].most / top * height));
    const int low = place.bottom() - static_cast<int>(std::lround(columns[column].least / top * height));
    if (columns[column].most > 0) fill(image, place, x, low, place.bottom(), weak);
    fill(image, place, x, high, std::max(high, low), strong);
  }
}

void paint_in_flight(QImage& image, QRect place, const std::vector<RoundColumn>& columns, float top, QColor color) {
  std::vector<RateColumn> rates(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) rates[i] = {columns[i].in_flight, columns[i].in_flight, true};
  paint_rates(image, place, rates, top, color);
}

void paint_contributors(QImage& image, QRect place, const std::vector<RoundColumn>& columns, int top, QColor color) {
  if (top <= 0) return;
  const double height = place.height() - 1;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].most == 0) continue;
    const int x = place.left() + static_cast<int>(i);
    const int high = place.bottom() - static_cast<int>(std::lround(columns[i].most * height / top));
    const int low = place.bottom() - static_cast<int>(std::lround(columns[i].fewest * height / top));
    fill(image, place, x, high, std::max(low, high + 1), color.rgb());
  }
}

} // namespace archipelago::gui
