#include "gui/data/columns.hpp"

#include <algorithm>

namespace archipelago::gui {

namespace {

// One walk over the spans of a range. Where a column holds whole blocks of spans their sums are taken instead.
class ColumnWalk {
public:
  ColumnWalk(const Timeline& timeline, const TimelineRow& row, TimeRange range, int columns, std::vector<ClassTimes>& into)
      : timeline_(timeline), row_(row), range_(range), width_(range.length() / columns), per_second_(static_cast<float>(1 / width_)), into_(into) {
    into_.assign(static_cast<std::size_t>(columns), {});
  }

  void walk() {
    auto i = static_cast<std::size_t>(std::upper_bound(row_.to.begin(), row_.to.end(), range_.from) - row_.to.begin());
    while (i < row_.size() && row_.from[i] < range_.to) i = take(i);
  }

private:
  std::size_t column_of(double at) const {
    const auto column = static_cast<std::ptrdiff_t>((at - range_.from) / width_);
    return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(column, 0, static_cast<std::ptrdiff_t>(into_.size()) - 1));
  }

  std::size_t take(std::size_t i) {
    const double from = std::max(row_.from[i], range_.from), to = std::min(row_.to[i], range_.to);
    const std::size_t first = column_of(from);
    const std::size_t next = i + TimelineRow::block;
    if (i % TimelineRow::block == 0 && next <= row_.size() && row_.to[next - 1] <= range_.from + static_cast<double>(first + 1) * width_ && row_.from[i] >= range_.from) {
      const ClassTimes& sums = row_.blocks[i / TimelineRow::block];
      for (std::size_t c = 0; c < time_class_count; ++c) into_[first][c] += sums[c] * per_second_;
      return next;
    }
    const std::size_t last = column_of(to);
    for (std::size_t column = first; column <= last; ++column) {
      const double begin = range_.from + static_cast<double>(column) * width_;
      const double seconds = std::min(to, begin + width_) - std::max(from, begin);
      if (seconds > 0) add(into_[column], i, static_cast<float>(seconds) * per_second_);
    }
    return i + 1;
  }

  void add(ClassTimes& into, std::size_t i, float share) const {
    const std::int32_t mix = row_.mix.empty() ? -1 : row_.mix[i];
    if (mix < 0) {
      into[row_.what[i]] += share;
      return;
    }
    const ClassTimes& shares = timeline_.mixes[static_cast<std::size_t>(mix)];
    for (std::size_t c = 0; c < time_class_count; ++c) into[c] += share * shares[c];
  }

  const Timeline& timeline_;
  const TimelineRow& row_;
  TimeRange range_;
  double width_;
  float per_second_;
  std::vector<ClassTimes>& into_;
};

} // namespace

void class_columns(const Timeline& timeline, const TimelineRow& row, TimeRange range, int columns, std::vector<ClassTimes>& into) {
  ColumnWalk(timeline, row, range, columns, into).walk();
}

void rate_columns(const TimelineRate& rate, TimeRange range, int columns, std::vector<RateColumn>& into) {
  into.assign(static_cast<std::size_t>(columns), {});
  const double width = range.length() / columns;
  const auto note = [](RateColumn& column, float value) {
    column.least = column.known ? std::min(column.least, value) : value;
    column.most = column.known ? std::max(column.most, value) : value;
    column.known = true;
  };
  auto i = static_cast<std::size_t>(std::upper_bound(rate.at.begin(), rate.at.end(), range.from) - rate.at.begin());
  i = i > 0 ? i - 1 : 0;                      // what holds when the range begins
  for (std::size_t column = 0; column < into.size(); ++column) {
    const double end = range.from + static_cast<double>(column + 1) * width;
    if (i < rate.at.size() && rate.at[i] < end) note(into[column], rate.gbps[i]);
    while (i + 1 < rate.at.size() && rate.at[i + 1] < end) note(into[column], rate.gbps[++i]);
  }
}

void round_columns(const Timeline& timeline, TimeRange range, int columns, std::vector<RoundColumn>& into) {
  into.assign(static_cast<std::size_t>(columns), {});
  const double width = range.length() / columns;
  const auto begins_before = [](const TimelineRound& round, double at) { return round.launched < at; };
  auto round = std::lower_bound(timeline.rounds.begin(), timeline.rounds.end(), range.from - timeline.longest_round, begins_before);
  for (; round != timeline.rounds.end() && round->launched < range.to; ++round) {
    if (round->back <= range.from) continue;
    const double from = std::max(round->launched, range.from), to = std::min(round->back, range.to);
    const auto first = static_cast<std::size_t>((from - range.from) / width);
    const auto last = std::min(static_cast<std::size_t>((to - range.from) / width), into.size() - 1);
    for (std::size_t column = std::min(first, last); column <= last; ++column) {
      const double begin = range.from + static_cast<double>(column) * width;
      into[column].in_flight += static_cast<float>(std::max(0.0, std::min(to, begin + width) - std::max(from, begin)) / width);
    }
    if (round->back > range.to || round->contributors <= 0) continue;
    RoundColumn& end = into[last];
    end.fewest = end.most == 0 ? round->contributors : std::min(end.fewest, round->contributors);
    end.most = std::max(end.most, round->contributors);
  }
}

} // namespace archipelago::gui
