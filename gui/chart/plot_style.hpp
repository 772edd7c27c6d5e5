// A QCustomPlot in the colours and letters of the dashboard.
#pragma once

class QCustomPlot;

namespace archipelago::gui {

void style_plot(QCustomPlot& plot);

} // namespace archipelago::gui
