#include "reports/sensitivity_text.hpp"

#include "reports/figures.hpp"
#include "reports/quantity_text.hpp"
#include "reports/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

double size_of(const std::optional<FigureReading>& reading) { return reading ? std::abs(reading->value) : 0; }
bool includes_zero(const FigureReading& reading) { return reading.interval && reading.interval->first <= 0 && reading.interval->second >= 0; }

std::string signed_text(const std::optional<FigureReading>& reading, const Scale& scale, const Terminal& terminal) {
  if (!reading) return "unknown";
  return (reading->value > 0 ? "+" : "") + plus_minus_text(*reading, scale, terminal) + (includes_zero(*reading) ? " =" : "");
}

// A bar to the left or right of a middle line, of at most `width` columns on either side.
std::string side_bars(double low, double high, double largest, int width, const Terminal& terminal) {
  const double left = std::max(0.0, -std::min(low, high)), right = std::max(0.0, std::max(low, high));
  const auto columns = [&](double size) { return largest > 0 ? static_cast<int>(std::lround(size / largest * width)) : 0; };
  std::string text(static_cast<std::size_t>(width - columns(left)), ' ');
  const std::string block = terminal.utf8 ? "█" : "#";
  for (int i = 0; i < columns(left); ++i) text += block;
  text += terminal.utf8 ? "│" : "|";
  for (int i = 0; i < columns(right); ++i) text += block;
  return text;
}

std::string definition_line(const std::string& figure, const std::string& words, const Terminal& terminal) {
  const Figure* known = find_figure(figure);
  return wrapped(fmt::format("{} ({}): {}. {}", figure_title(figure), figure, known ? known->definition : "", words), 2, terminal) + '\n';
}

} // namespace

std::string tornado_text(Tornado tornado, const Terminal& terminal) {
  std::stable_sort(tornado.bars.begin(), tornado.bars.end(), [](const TornadoBar& a, const TornadoBar& b) {
    return std::max(size_of(a.low), size_of(a.high)) > std::max(size_of(b.low), size_of(b.high));
  });
  double largest = 0;
  for (const TornadoBar& bar : tornado.bars) largest = std::max({largest, size_of(bar.low), size_of(bar.high)});
  const Scale scale = scale_for(largest, figure_unit(tornado.figure));
  Table table;
  table.add_column("key", {}, Align::left);
  table.add_column("from");
  table.add_column("", unit_of_difference(scale));
  table.add_column("change", {}, Align::left);
  table.add_column("to");
  table.add_column("", unit_of_difference(scale));
  table.add_column("n");
  for (const TornadoBar& bar : tornado.bars)
    table.add_row({printable(bar.key, terminal), printable(bar.low_value, terminal), signed_text(bar.low, scale, terminal),
                   side_bars(bar.low ? bar.low->value : 0, bar.high ? bar.high->value : 0, largest, 12, terminal), printable(bar.high_value, terminal),
                   signed_text(bar.high, scale, terminal), bar.high ? fmt::format("{}", bar.high->n) : "0"});
  std::string text = fmt::format("{}, {} as the scenario stands; changes one key at a time, largest first\n\n", figure_title(tornado.figure),
                                 tornado.base ? plus_minus_text(*tornado.base, scale_for(tornado.base->value, figure_unit(tornado.figure)), terminal) + " " +
                                                    scale_for(tornado.base->value, figure_unit(tornado.figure)).unit : std::string("unknown"));
  return text + table.render(terminal) + '\n' + definition_line(tornado.figure, "Changes are paired by seed, with 90 % intervals (Student's t, n seeds); \"=\": the interval includes 0.", terminal);
}

std::string screening_text(Screening screening, const Terminal& terminal) {
  std::stable_sort(screening.axes.begin(), screening.axes.end(), [](const ScreenedAxis& a, const ScreenedAxis& b) { return size_of(a.strength) > size_of(b.strength); });
  double largest = 0;
  for (const ScreenedAxis& axis : screening.axes) largest = std::max({largest, size_of(axis.strength), axis.spread});
  const Scale scale = scale_for(largest, figure_unit(screening.figure));
  Table table;
  table.add_column("key", {}, Align::left);
  table.add_column("strength", unit_of_difference(scale));
  table.add_column("", {}, Align::left);
  table.add_column("effect", unit_of_difference(scale));
  table.add_column("spread", unit_of_difference(scale));
  table.add_column("n");
  for (const ScreenedAxis& axis : screening.axes)
    table.add_row({printable(axis.key, terminal), axis.strength ? plus_minus_text(*axis.strength, scale, terminal) : "unknown",
                   bar(largest > 0 ? size_of(axis.strength) / largest : 0, 20, terminal), signed_text(axis.effect, scale, terminal), number_text(axis.spread, scale),
                   axis.strength ? fmt::format("{}", axis.strength->n) : "0"});
  return fmt::format("{}: elementary effects of each key's whole range, strongest first\n\n", figure_title(screening.figure)) + table.render(terminal) + '\n' +
         definition_line(screening.figure, "strength: mean absolute effect; effect: mean with its sign; spread: standard deviation of the effects, large where the effect depends "
                                           "on the other keys; n trajectories, 90 % intervals (Student's t).", terminal);
}

std::string break_even_text(const BreakEven& search, const Terminal& terminal) {
  double largest = 0;
  for (const BreakEvenSide& side : search.sides) largest = std::max(largest, size_of(side.gain));
  const Scale scale = scale_for(largest, figure_unit(search.figure));
  std::string text;
  if (search.found && search.sides.size() == 2) {
    const bool rises = search.sides[1].gain && search.sides[1].gain->value >= 0;
    text = fmt::format("{}: {} {} {} = {}, not at {}\n\n", figure_title(search.figure), search.condition, rises ? "from" : "up to", search.key,
                       rises ? search.sides[1].value : search.sides[0].value, rises ? search.sides[0].value : search.sides[1].value);
  } else {
    const bool all = !search.sides.empty() && search.sides.front().gain && search.sides.front().gain->value >= 0;
    text = fmt::format("{}: {} {} in the range of {}; there is no break-even value in it\n\n", figure_title(search.figure), search.condition, all ? "everywhere" : "nowhere", search.key);
  }
  Table table;
  table.add_column(printable(search.key, terminal));
  table.add_column("margin", unit_of_difference(scale));
  table.add_column("n");
  bool unsure = false;
  for (const BreakEvenSide& side : search.sides) {
    table.add_row({printable(side.value, terminal), signed_text(side.gain, scale, terminal), side.gain ? fmt::format("{}", side.gain->n) : "0"});
    unsure = unsure || (side.gain && includes_zero(*side.gain));
  }
  text = wrapped(printable(text.substr(0, text.size() - 2), terminal), 2, terminal) + "\n\n" + table.render(terminal) + '\n';
  if (unsure) text += wrapped("\"=\": at that value the interval includes 0, so the seeds do not decide on which side it lies; more of them would.", 2, terminal) + '\n';
  return text + definition_line(search.figure, fmt::format("margin: above 0 where the condition holds; mean over seeds with 90 % interval (Student's t); {} values were played.", search.points), terminal);
}

} // namespace archipelago
