#include "sim/cli/proposal/break_even_search.hpp"

#include <cmath>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr double close_enough = 1.06;         // of the two values around the crossing
constexpr int most_steps = 8;

struct End { double factor = 1; std::optional<Sides::Pair> pair; std::optional<double> margin; };

struct Search {
  const Knob* knob = nullptr;
  End low, high;
  bool crosses() const { return low.margin && high.margin && (*low.margin >= 0) != (*high.margin >= 0); }
  bool done() const { return !crosses() || high.factor / low.factor <= close_enough; }
};

} // namespace

json search_break_evens(RunBook& book, const Sides& sides, const std::vector<Knob>& knobs, const std::string& figure) {
  std::vector<Search> searches;
  for (const Knob& knob : knobs)
    if (knob.least < knob.most) searches.push_back({&knob, {knob.least, {}, {}}, {knob.most, {}, {}}});
  const auto look = [&](const std::vector<std::pair<const Search*, End*>>& ends) {
    std::vector<RunBook::Wanted> wanted;
    for (const auto& [search, end] : ends)
      if ((end->pair = sides.with({search->knob, end->factor}))) wanted.insert(wanted.end(), end->pair->runs.begin(), end->pair->runs.end());
    book.play(wanted);
    for (const auto& [search, end] : ends)
      if (end->pair) end->margin = margin(book, *end->pair, figure);
  };
  std::vector<std::pair<const Search*, End*>> ends;
  for (Search& search : searches) ends.emplace_back(&search, &search.low), ends.emplace_back(&search, &search.high);
  look(ends);
  for (int step = 0; step < most_steps; ++step) {
    std::vector<End> middles(searches.size());
    ends.clear();
    for (std::size_t s = 0; s < searches.size(); ++s)
      if (!searches[s].done()) middles[s].factor = std::sqrt(searches[s].low.factor * searches[s].high.factor), ends.emplace_back(&searches[s], &middles[s]);
    if (ends.empty() || book.out_of_time()) break;
    look(ends);
    for (std::size_t s = 0; s < searches.size(); ++s) {
      if (!middles[s].margin) continue;       // nothing is known there: the bracket stays as wide as it is
      End& same = (*middles[s].margin >= 0) == (*searches[s].low.margin >= 0) ? searches[s].low : searches[s].high;
      same = std::move(middles[s]);
    }
  }
  json list = json::array();
  for (const Search& search : searches) {
    if (!search.low.margin || !search.high.margin) continue;
    const auto side = [&](const End& end) {
      return json{{"value", value_at(sides.proposed(), *search.knob, end.factor)}, {"factor", end.factor}, {"proposed", end.pair->proposed}, {"today", end.pair->today}};
    };
    list.push_back({{"knob", search.knob->id}, {"title", search.knob->title}, {"now", value_at(sides.proposed(), *search.knob, 1)}, {"found", search.crosses()}, {"finished", search.done()}, {"from", side(search.low)}, {"to", side(search.high)}});
  }
  return list;
}

} // namespace archipelago
