// What moves a figure: a tornado of one axis at a time, a screening by elementary effects, a break-even value.
#pragma once

#include "reports/reading.hpp"
#include "reports/terminal.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

// One axis with all others as the scenario has them; differences to the scenario itself, paired by seed.
struct TornadoBar {
  std::string key, low_value, high_value;
  std::optional<FigureReading> low, high;
};

struct Tornado {
  std::string figure;
  std::optional<FigureReading> base;
  std::vector<TornadoBar> bars;
};

struct ScreenedAxis {
  std::string key;
  std::optional<FigureReading> strength;      // mean absolute effect of the axis' whole range, over trajectories
  std::optional<FigureReading> effect;        // mean effect, with its sign
  double spread = 0;                          // standard deviation of the effects
};

struct Screening { std::string figure; std::vector<ScreenedAxis> axes; };

struct BreakEvenSide {
  std::string value;                          // of the key
  std::optional<FigureReading> gain;          // above 0: the condition holds, or the scenario is better than what it is compared with
};

struct BreakEven {
  std::string key, figure, condition;         // condition in words: "goodput at least 0.95", "better than data-parallel"
  std::vector<BreakEvenSide> sides;           // the last value on either side, least first; the ends of the range where there is none
  bool found = false;
  std::size_t points = 0;                     // that were played
};

std::string tornado_text(Tornado tornado, const Terminal& terminal);
std::string screening_text(Screening screening, const Terminal& terminal);
std::string break_even_text(const BreakEven& search, const Terminal& terminal);

nlohmann::ordered_json to_json(const Tornado& tornado);
nlohmann::ordered_json to_json(const Screening& screening);
nlohmann::ordered_json to_json(const BreakEven& search);

} // namespace archipelago
