// The scale of simulated time: ticks at round dates, from milliseconds to years.
#pragma once

#include "gui/data/columns.hpp"

#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace archipelago::gui {

struct TimeTick { double at = 0; QString label; };
std::vector<TimeTick> time_ticks(TimeRange range, int most);

void paint_time_axis(QPainter& painter, QRectF place, TimeRange range);

} // namespace archipelago::gui
