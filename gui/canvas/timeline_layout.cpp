#include "gui/canvas/timeline_layout.hpp"

#include <QFontMetrics>

#include <algorithm>

namespace archipelago::gui {

namespace {

constexpr int least_row = 9, most_row = 40, gap = 3, group_gap = 12;

class Placing {
public:
  Placing(TimelineLayout& layout, int width) : layout_(layout), width_(width) {}

  void put(Strip::Kind kind, std::size_t index, QString label, int height) {
    layout_.strips.push_back({kind, index, std::move(label), QRect(layout_.label_width, layout_.height, width_, height)});
    layout_.height += height + gap;
  }
  void pause() { layout_.height += group_gap; }

private:
  TimelineLayout& layout_;
  int width_;
};

} // namespace

const Strip* TimelineLayout::at(int y) const {
  for (const Strip& strip : strips)
    if (y >= strip.place.top() && y <= strip.place.bottom() + gap) return &strip;
  return nullptr;
}

TimelineLayout lay_out(const Timeline& timeline, const QStringList& learners, QSize size, const QFontMetrics& metrics) {
  TimelineLayout layout;
  std::vector<std::size_t> shown;
  for (std::size_t m = 0; m < timeline.learners.size(); ++m)
    if (learners.isEmpty() || learners.contains(timeline.learners[m].name)) shown.push_back(m);
  int widest = metrics.horizontalAdvance("fragments in flight");
  for (const std::size_t m : shown) widest = std::max(widest, metrics.horizontalAdvance(timeline.learners[m].name));
  for (const auto& link : timeline.links) widest = std::max(widest, metrics.horizontalAdvance(link.name));
  layout.label_width = std::min(widest, size.width() / 4) + 14;
  layout.axis_height = layout.height = metrics.height() + 10;

  Placing placing(layout, std::max(1, size.width() - layout.label_width));
  const int small = metrics.height() + 2, links = static_cast<int>(timeline.links.size());
  const int tall = size.height() > 700 ? 3 * small : 2 * small;
  const int others = layout.height + small + 2 * (tall + gap) + links * (small + gap) + 4 * group_gap;
  const int free = std::max(0, size.height() - others) / std::max<int>(1, static_cast<int>(shown.size())) - gap;
  placing.put(Strip::Kind::failures, 0, QStringLiteral("events"), small);
  placing.pause();
  for (const std::size_t m : shown) placing.put(Strip::Kind::learner, m, timeline.learners[m].name, std::clamp(free, shown.size() > 16 ? least_row : small, most_row));
  if (!timeline.rounds.empty()) {
    placing.pause();
    placing.put(Strip::Kind::in_flight, 0, QStringLiteral("fragments in flight"), tall);
    placing.put(Strip::Kind::contributors, 0, QStringLiteral("contributors"), tall);
  }
  if (links > 0) placing.pause();
  for (std::size_t link = 0; link < timeline.links.size(); ++link) placing.put(Strip::Kind::link, link, timeline.links[link].name, small);
  return layout;
}

} // namespace archipelago::gui
