// A chart as data: what is drawn, not how. Coordinates are the caller's; axes name the places that carry a label, so that a scale
// of any kind is a matter of coordinates and labels.
#pragma once

#include "reports/terminal.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct Tick { double at = 0; std::string label; };

struct ChartAxis {
  std::string title;
  double least = 0, most = 1;
  std::vector<Tick> ticks;
};

struct Point { double x = 0, y = 0; };

struct Curve {
  std::string name;                           // in the legend
  std::vector<Point> points;
  std::vector<Point> low, high;               // a band around it, if given
  Hue hue = Hue::blue;
  bool dashed = false;
};

// A point to be read off both axes: a line from each, a dot and words beside it.
struct ReadOff {
  Point at;
  std::string words;
  Hue hue = Hue::blue;
  bool lines = true;
  bool words_left = false;
};

struct Chart {
  std::string title, note;                    // the note stands below, small
  ChartAxis x, y;
  std::vector<Curve> curves;
  std::vector<ReadOff> read_off;
};

// An SVG of 640 x 500 units that scales to any width; readable from 400 px on.
std::string svg_of(const Chart& chart);

} // namespace archipelago
