// Numbers for people: a value of a known unit with an SI prefix (or min, h, d, year; % for shares) and four digits.
//
// A column of a table shares one scale, chosen by its largest value, so that its title can carry the unit.
#pragma once

#include "reports/reading.hpp"
#include "reports/terminal.hpp"

#include <string>
#include <string_view>

namespace archipelago {

struct Scale {
  double divisor = 1;
  int decimals = 0;
  std::string unit;   // as shown: "GB", "%", "d"
};
std::string unit_of_difference(const Scale& scale);   // shares of 100 differ by points

// `unit` is a figure's unit (reports/figures.hpp): s, B, bit/s, share, USD, tokens, …
Scale scale_for(double largest, std::string_view unit);

// A value that would round to zero reads "<0.01" instead, so that a small number is never taken for none.
std::string number_text(double value, const Scale& scale);
std::string quantity_text(double value, std::string_view unit);                                      // "1.504 s"
// The interval of a reading that has one, as it is shown: Student's does not know that a share lies between 0 and 1, and is cut there.
std::pair<double, double> shown_interval(const FigureReading& reading, const Scale& scale);
std::string interval_text(const FigureReading& reading, const Scale& scale, const Terminal& terminal);     // "1.49 … 1.52", or empty
std::string plus_minus_text(const FigureReading& reading, const Scale& scale, const Terminal& terminal);   // "94.31 ± 0.19"

}   // namespace archipelago
