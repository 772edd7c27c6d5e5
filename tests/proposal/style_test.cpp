// Words can be read on what they stand on: WCAG 2.1, contrast of 4.5 : 1 and more, from the colours of the style sheet.
#include "reports/proposal/style.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <regex>
#include <set>
#include <string>

using namespace archipelago;

namespace {

double channel(int value) {
  const double c = value / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(std::string hex) {
  if (hex.size() == 3) hex = {hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]};
  const auto part = [&](std::size_t at) { return channel(std::stoi(hex.substr(at, 2), nullptr, 16)); };
  return 0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4);
}

double contrast(const std::string& a, const std::string& b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

std::set<std::string> colors(const std::string& property) {
  std::set<std::string> found;
  const std::string style = page_style;
  const std::regex rule("(^|[ ;{])" + property + ": #([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\\b");
  for (std::sregex_iterator match(style.begin(), style.end(), rule), end; match != end; ++match) found.insert((*match)[2]);
  return found;
}

} // namespace

TEST_CASE("contrast is reckoned as WCAG does") {
  CHECK(contrast("000000", "fff") == Approx(21));
  CHECK(contrast("777777", "ffffff") == Approx(4.48).epsilon(0.01));
}

TEST_CASE("every colour of words stands out from every background") {
  const auto words = colors("color"), grounds = colors("background");
  REQUIRE(words.size() >= 3);
  REQUIRE(grounds.size() >= 3);
  for (const std::string& word : words)
    for (const std::string& ground : grounds) {
      INFO("#" << word << " on #" << ground);
      CHECK(contrast(word, ground) >= 4.5);
    }
}
