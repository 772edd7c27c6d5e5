#include "reports/chart.hpp"

#include "reports/hues.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

namespace {

constexpr double width = 640, height = 500, left = 84, right = 20, top = 78, bottom = 124, margin = 16;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out;
}

class Drawing {
public:
  explicit Drawing(const Chart& chart) : chart_(chart) {}

  std::string text() {
    svg_ = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\" font-size=\"17\" role=\"img\">\n"
                       "<title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n", width, height, escaped(chart_.title));
    words(margin, 30, chart_.title, "font-size=\"20\" font-weight=\"bold\"");
    axes();
    svg_ += fmt::format("<clipPath id=\"plot\"><rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/></clipPath>\n<g clip-path=\"url(#plot)\">\n", left, top - 2,
                        width - left - right, height - top - bottom + 4);
    for (const Curve& curve : chart_.curves) band(curve);
    for (const Curve& curve : chart_.curves) line(curve);
    svg_ += "</g>\n";
    for (const ReadOff& point : chart_.read_off) read_off(point);
    legend();
    if (!chart_.note.empty()) words(margin, height - 14, chart_.note, "font-size=\"14\" fill=\"#444444\"");
    return svg_ + "</svg>\n";
  }

private:
  double x_of(double x) const { return left + (x - chart_.x.least) / (chart_.x.most - chart_.x.least) * (width - left - right); }
  double y_of(double y) const { return height - bottom - (y - chart_.y.least) / (chart_.y.most - chart_.y.least) * (height - top - bottom); }

  void words(double x, double y, const std::string& text, const std::string& style) { svg_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" {}>{}</text>\n", x, y, style, escaped(text)); }
  void rule(double x1, double y1, double x2, double y2, const std::string& style) {
    svg_ += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n", x1, y1, x2, y2, style);
  }

  void axes() {
    for (const Tick& tick : chart_.y.ticks) {
      rule(left, y_of(tick.at), width - right, y_of(tick.at), "stroke=\"#e2e2e2\"");
      words(left - 8, y_of(tick.at) + 6, tick.label, "text-anchor=\"end\"");
    }
    for (const Tick& tick : chart_.x.ticks) {
      rule(x_of(tick.at), height - bottom, x_of(tick.at), height - bottom + 6, "stroke=\"#444444\"");
      words(x_of(tick.at), height - bottom + 24, tick.label, "text-anchor=\"middle\"");
    }
    rule(left, height - bottom, width - right, height - bottom, "stroke=\"#444444\"");
    rule(left, top, left, height - bottom, "stroke=\"#444444\"");
    words(left + (width - left - right) / 2, height - bottom + 48, chart_.x.title, "text-anchor=\"middle\"");
    words(margin, top - 22, chart_.y.title, "fill=\"#222222\"");
  }

  std::string path_of(const std::vector<Point>& points, bool begin) const {
    std::string path;
    for (std::size_t i = 0; i < points.size(); ++i) path += fmt::format("{}{:.1f} {:.1f} ", begin && i == 0 ? "M" : "L", x_of(points[i].x), y_of(points[i].y));
    return path;
  }
  void band(const Curve& curve) {
    if (curve.low.empty() || curve.high.empty()) return;
    const std::vector<Point> back(curve.low.rbegin(), curve.low.rend());
    svg_ += fmt::format("<path d=\"{}{}Z\" fill=\"{}\" fill-opacity=\"0.15\"/>\n", path_of(curve.high, true), path_of(back, false), hex_of(curve.hue));
  }
  void line(const Curve& curve) {
    svg_ += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\"{}/>\n", path_of(curve.points, true), hex_of(curve.hue),
                        curve.dashed ? " stroke-dasharray=\"9 6\"" : "");
  }

  void read_off(const ReadOff& point) {
    const double x = x_of(point.at.x), y = y_of(point.at.y);
    const std::string dots = fmt::format("stroke=\"{}\" stroke-width=\"1.5\" stroke-dasharray=\"2 4\"", hex_of(point.hue));
    if (point.lines) {
      rule(left, y, x, y, dots);
      rule(x, y, x, height - bottom, dots);
    }
    svg_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5.5\" fill=\"{}\" stroke=\"#ffffff\" stroke-width=\"1.5\"/>\n", x, y, hex_of(point.hue));
    words(point.words_left ? x - 10 : x + 10, point.words_left ? y - 8 : y + 21, point.words,
          fmt::format("fill=\"{}\" font-weight=\"bold\" text-anchor=\"{}\" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"4\"", hex_of(point.hue), point.words_left ? "end" : "start"));
  }

  // One row below the axis.
  void legend() {
    const double y = height - bottom + 78;
    double x = margin;
    for (const Curve& curve : chart_.curves) {
      rule(x, y - 5, x + 34, y - 5, fmt::format("stroke=\"{}\" stroke-width=\"3\"{}", hex_of(curve.hue), curve.dashed ? " stroke-dasharray=\"9 6\"" : ""));
      words(x + 41, y, curve.name, "font-size=\"15\" fill=\"#222222\"");
      x += 60 + 8.2 * display_width(curve.name);
    }
  }

  const Chart& chart_;
  std::string svg_;
};

} // namespace

std::string svg_of(const Chart& chart) { return Drawing(chart).text(); }

} // namespace archipelago
