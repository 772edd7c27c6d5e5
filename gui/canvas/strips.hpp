// Strips of a timeline as pixels, written column by column into an image: one pass, whatever the number of events.
#pragma once

#include "gui/data/columns.hpp"

#include <QImage>
#include <QRect>

namespace archipelago::gui {

// Each column as a stack of its classes: computing below, what is lost above, at least one pixel where there is any.
void paint_classes(QImage& image, QRect place, const std::vector<ClassTimes>& columns);

// Least to most of each column, on a scale from 0 to `top`.
void paint_rates(QImage& image, QRect place, const std::vector<RateColumn>& columns, float top, QColor color);

// Fragments in flight as an area; contributors from the fewest to the most.
void paint_in_flight(QImage& image, QRect place, const std::vector<RoundColumn>& columns, float top, QColor color);
void paint_contributors(QImage& image, QRect place, const std::vector<RoundColumn>& columns, int top, QColor color);

} // namespace archipelago::gui
