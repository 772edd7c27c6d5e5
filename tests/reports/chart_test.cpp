// A chart as SVG: whole XML, every curve, tick and word in it, and coordinates where the axes say.
#include "reports/chart.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace archipelago;

namespace {

Chart small_chart() {
  Chart chart;
  chart.title = "a < b & \"c\"";
  chart.note = "below";
  chart.x = {"x", 0, 10, {{0, "0"}, {5, "five"}, {10, "10"}}};
  chart.y = {"y", 0, 1, {{0, "none"}, {1, "all"}}};
  chart.curves = {{"first", {{0, 0}, {10, 1}}, {{0, 0}, {10, 0.5}}, {{0, 0.5}, {10, 1}}, Hue::blue, false}, {"second", {{0, 1}, {10, 0}}, {}, {}, Hue::orange, true}};
  chart.read_off = {{{5, 0.5}, "here", Hue::blue, true, false}};
  return chart;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Every tag that opens closes, in order.
bool balanced(const std::string& svg) {
  std::vector<std::string> open;
  for (std::size_t at = svg.find('<'); at != std::string::npos; at = svg.find('<', at + 1)) {
    const std::size_t end = svg.find('>', at);
    if (end == std::string::npos) return false;
    std::string tag = svg.substr(at + 1, end - at - 1);
    if (tag.ends_with('/')) continue;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    } else {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
  }
  return open.empty();
}

} // namespace

TEST_CASE("a chart is whole SVG with all that it was given") {
  const std::string svg = svg_of(small_chart());
  CHECK(balanced(svg));
  CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox="));
  CHECK(has(svg, "a &lt; b &amp; &quot;c&quot;"));
  for (const char* word : {">five<", ">none<", ">all<", ">first<", ">second<", ">here<", ">below<"}) CHECK(has(svg, word));
  CHECK(has(svg, "stroke-dasharray=\"9 6\""));
  CHECK(has(svg, "fill-opacity=\"0.15\""));
}

TEST_CASE("the middle of both axes is the middle of the plot, and a curve goes from corner to corner") {
  const std::string svg = svg_of(small_chart());
  CHECK(has(svg, "cx=\"352.0\" cy=\"227.0\""));                  // 84 to 620, 376 to 78
  CHECK(has(svg, "M84.0 376.0 L620.0 78.0 "));
  CHECK(has(svg, "M84.0 78.0 L620.0 376.0 "));
}
