#include "gui/data/timeline.hpp"

#include <algorithm>

namespace archipelago::gui {

namespace {

void add_span(const Timeline& timeline, const TimelineRow& row, std::size_t i, double seconds, std::array<double, time_class_count>& into) {
  const std::int32_t mix = row.mix.empty() ? -1 : row.mix[i];
  if (mix < 0) {
    into[row.what[i]] += seconds;
    return;
  }
  const ClassTimes& shares = timeline.mixes[static_cast<std::size_t>(mix)];
  for (std::size_t c = 0; c < time_class_count; ++c) into[c] += seconds * static_cast<double>(shares[c]);
}

void sum_blocks(const Timeline& timeline, TimelineRow& row) {
  row.blocks.assign(row.size() / TimelineRow::block, {});
  for (std::size_t b = 0; b < row.blocks.size(); ++b) {
    std::array<double, time_class_count> sum{};
    for (std::size_t i = b * TimelineRow::block; i < (b + 1) * TimelineRow::block; ++i) add_span(timeline, row, i, row.to[i] - row.from[i], sum);
    for (std::size_t c = 0; c < time_class_count; ++c) row.blocks[b][c] = static_cast<float>(sum[c]);
  }
}

} // namespace

std::size_t Timeline::events() const {
  std::size_t count = rounds.size() + marks.size();
  for (const auto& row : learners) count += row.size();
  for (const auto& link : links) count += link.at.size();
  return count;
}

void Timeline::finish() {
  std::stable_sort(rounds.begin(), rounds.end(), [](const auto& a, const auto& b) { return a.launched < b.launched; });
  std::stable_sort(marks.begin(), marks.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  for (const auto& round : rounds) {
    longest_round = std::max(longest_round, round.back - round.launched);
    lanes = std::max(lanes, round.lane + 1);
    most_contributors = std::max(most_contributors, round.contributors);
    end = std::max(end, round.back);
  }
  for (auto& row : learners) {
    if (std::all_of(row.mix.begin(), row.mix.end(), [](std::int32_t mix) { return mix < 0; })) row.mix = {};
    sum_blocks(*this, row);
    if (row.size() > 0) end = std::max(end, row.to.back());
  }
  for (auto& link : links) link.most = link.gbps.empty() ? 0 : *std::max_element(link.gbps.begin(), link.gbps.end());
}

std::array<double, time_class_count> class_times(const Timeline& timeline, const TimelineRow& row, double from, double to) {
  std::array<double, time_class_count> sum{};
  auto i = static_cast<std::size_t>(std::upper_bound(row.to.begin(), row.to.end(), from) - row.to.begin());
  while (i < row.size() && row.from[i] < to) {
    const std::size_t b = i / TimelineRow::block, next = i + TimelineRow::block;
    if (i % TimelineRow::block == 0 && next <= row.size() && row.from[i] >= from && row.to[next - 1] <= to) {
      for (std::size_t c = 0; c < time_class_count; ++c) sum[c] += static_cast<double>(row.blocks[b][c]);
      i = next;
      continue;
    }
    add_span(timeline, row, i, std::min(row.to[i], to) - std::max(row.from[i], from), sum);
    ++i;
  }
  return sum;
}

std::ptrdiff_t span_at(const TimelineRow& row, double at) {
  const auto next = std::upper_bound(row.from.begin(), row.from.end(), at);
  if (next == row.from.begin()) return -1;
  const auto i = next - row.from.begin() - 1;
  return at < row.to[static_cast<std::size_t>(i)] ? i : -1;
}

} // namespace archipelago::gui
