// Which strip of a timeline stands where: failures, learners, fragments in flight, contributors, links.
#pragma once

#include "gui/data/timeline.hpp"

#include <QRect>
#include <QStringList>

#include <vector>

class QFontMetrics;

namespace archipelago::gui {

struct Strip {
  enum class Kind { failures, learner, in_flight, contributors, link };
  Kind kind = Kind::learner;
  std::size_t index = 0;                      // of the learner or link direction
  QString label;
  QRect place;                                // of its pixels, before scrolling
};

struct TimelineLayout {
  std::vector<Strip> strips;
  int label_width = 0, axis_height = 0, height = 0;   // height: of all strips, the axis included
  const Strip* at(int y) const;
};

TimelineLayout lay_out(const Timeline& timeline, const QStringList& learners, QSize size, const QFontMetrics& metrics);

} // namespace archipelago::gui
