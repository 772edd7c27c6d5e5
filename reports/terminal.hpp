// What a text report is written to: width, character set, colour. Given as data, so that tests and files choose it.
//
// Colours are the Okabe-Ito palette (told apart with any colour vision), as the nearest of the 256 terminal colours.
// A colour never carries meaning alone: the word stands beside it.
#pragma once

#include <string>
#include <string_view>

namespace archipelago {

struct Terminal {
  bool is_tty = false;
  bool no_color = false;   // NO_COLOR is set in the environment
  bool utf8 = true;
  int width = 100;   // columns

  bool colored() const { return is_tty && !no_color; }
};

// The terminal behind a file descriptor, from its size and LC_ALL, LC_CTYPE, LANG, NO_COLOR.
Terminal terminal_of(int file_descriptor);

enum class Hue { none, green, blue, sky_blue, orange, yellow, vermillion, purple, grey };
std::string painted(std::string_view text, Hue hue, const Terminal& terminal);
std::string strong(std::string_view text, const Terminal& terminal);

// Columns the text takes on screen; counts code points, wide ones twice, combining ones not at all.
int display_width(std::string_view text);

// Cut to `width` columns with a mark at the end when something is missing.
std::string shortened(std::string_view text, int width, const Terminal& terminal);

// Text from outside (names, reasons) made safe to print: control characters, and so escape sequences, become '?'.
// Without UTF-8 every other character beyond ASCII becomes '?' too.
std::string printable(std::string_view text, const Terminal& terminal);

// A share in [0,1] as a bar of at most `width` columns, in eighths of a column where the characters exist.
// A share above zero always leaves a mark.
std::string bar(double share, int width, const Terminal& terminal);

// "line one\n    line two": words wrapped to the width, continued lines indented.
std::string wrapped(std::string_view text, int indent, const Terminal& terminal);

}   // namespace archipelago
