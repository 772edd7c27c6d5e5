#include "gui/chart/plot_style.hpp"

#include "gui/base/palette.hpp"

#include <qcustomplot.h>

namespace archipelago::gui {

void style_plot(QCustomPlot& plot) {
  const Palette& colors = palette();
  plot.setBackground(QBrush(colors.surface));
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis, plot.xAxis2, plot.yAxis2}) {
    axis->setBasePen(QPen(colors.border));
    axis->setTickPen(QPen(colors.border));
    axis->setSubTickPen(QPen(colors.border));
    axis->setTickLabelColor(colors.muted);
    axis->setLabelColor(colors.muted);
    axis->setTickLabelFont(plot.font());
    axis->setLabelFont(plot.font());
    QColor line = colors.border;
    line.setAlpha(110);
    axis->grid()->setPen(QPen(line, 0));
    axis->grid()->setZeroLinePen(Qt::NoPen);
  }
  plot.legend->setBrush(Qt::NoBrush);
  plot.legend->setBorderPen(Qt::NoPen);
  plot.legend->setTextColor(colors.text);
  plot.legend->setFont(plot.font());
}

} // namespace archipelago::gui
