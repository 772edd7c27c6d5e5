// The answer for the terminal: a table, a picture in bars, and a sentence to decide by.
#include "reports/table.hpp"
#include "sim/trace/spares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

std::string four_digit_percent(double share) { return fmt::format("{:.4g} %", 100 * share); }
std::string rounded_percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

void add_rows(Table& table, const SpareStudy& study, const std::vector<double>& shares, const std::string& whose, std::uint32_t pools) {
  for (const double share : shares) {
    const SpareAnswer answer = study.answer(share);
    const std::string interval = answer.interval ? fmt::format("{:.0f} to {:.0f}", answer.interval->low, answer.interval->high) : "one history";
    table.add_row({whose, four_digit_percent(share), fmt::format("{}", answer.spares), interval, pools > 1 ? fmt::format("{}", std::uint64_t(pools) * answer.spares) : "", rounded_percent(answer.waiting),
                   fmt::format("{}", answer.memoryless), rounded_percent(answer.memoryless_covers)});
  }
}

// About a dozen numbers of spares, among them those asked for.
std::vector<std::uint32_t> shown_numbers(const SpareReport& report) {
  std::vector<std::uint32_t> numbers;
  std::uint32_t most = 1;
  for (const double share : report.question.shares) {
    const SpareAnswer answer = report.together.answer(share);
    numbers.insert(numbers.end(), {answer.spares, answer.memoryless});
    most = std::max(most, answer.spares);
  }
  const std::uint32_t step = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(std::lround(most / 9.0)));
  for (std::uint32_t spares = 0; spares <= most + step; spares += step) numbers.push_back(spares);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::string picture(const SpareReport& report, const Terminal& terminal) {
  std::string text = "  share of the time for which all places are filled, by spares (dots: memoryless nodes)\n";
  const int width = std::clamp(terminal.width - 24, 20, 60);
  for (const std::uint32_t spares : shown_numbers(report)) {
    const double share = report.together.coverage(spares), plain = report.together.memoryless_coverage(spares);
    std::string bars = painted(bar(share, width, terminal), Hue::blue, terminal);
    const int drawn = display_width(bar(share, width, terminal)), dots = static_cast<int>(std::lround(plain * width)) - drawn;
    if (dots > 0) bars += painted(std::string(static_cast<std::size_t>(dots), '.'), Hue::orange, terminal);
    text += fmt::format("  {:>6}  {:5.1f} %  {}\n", spares, 100 * share, bars);
  }
  return text;
}

std::string decision(const SpareReport& report) {
  const SpareAnswer last = report.together.answer(*std::max_element(report.question.shares.begin(), report.question.shares.end()));
  std::string text = fmt::format("For {} of the time {} nodes need {} spares ({:.1f} %).", four_digit_percent(last.share), report.question.nodes, last.spares, 100.0 * last.spares / report.question.nodes);
  if (last.memoryless < last.spares)
    text += fmt::format(" Whoever takes nodes for memoryless buys {}, and is whole for {} of the time.", last.memoryless, rounded_percent(last.memoryless_covers));
  if (report.question.pools > 1) {
    const std::uint64_t own = std::uint64_t(report.question.pools) * report.apart.answer(last.share).spares;
    text += fmt::format(" Spares that serve one of {} learners only: {} in all.", report.question.pools, own);
  }
  return text;
}

} // namespace

std::string spares_text(const SpareReport& report, const Terminal& terminal) {
  std::string text = strong(fmt::format("How many spares for {} nodes? {}", report.question.nodes, printable(report.name, terminal)), terminal) + "\n";
  text += "  " + wrapped(printable(report.about, terminal), 2, terminal) + "\n";
  text += fmt::format("  nodes down at once: mean {:.2f} ({:.2f} %)\n\n", report.together.mean_down(), 100 * report.together.mean_down() / report.question.nodes);
  Table table;
  table.add_column("spares", {}, Align::left);
  table.add_column("whole for", "of the time");
  table.add_column("needed");
  table.add_column("90 %", "interval");
  table.add_column("in all");
  table.add_column("outages", "that wait");
  table.add_column("memoryless", "would say");
  table.add_column("that covers", "of the time");
  const auto& shares = report.question.shares;
  add_rows(table, report.together, shares, "one pool", 1);
  if (report.question.pools > 1) add_rows(table, report.apart, shares, fmt::format("{} pools", report.question.pools), report.question.pools);
  if (report.as_observed) add_rows(table, *report.as_observed, shares, "as observed", 1);
  text += table.render(terminal, 2) + "\n" + picture(report, terminal) + "\n";
  return text + "  " + wrapped(decision(report), 2, terminal) + "\n";
}

} // namespace archipelago
