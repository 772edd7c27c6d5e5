#include "gui/chart/scatter_plot.hpp"

#include <catch2/catch.hpp>
#include <qcustomplot.h>

using namespace archipelago::gui;

TEST_CASE("each point has its own whiskers, in whatever order points come") {
  ScatterPlot scatter;
  scatter.show({{.id = 1, .x = 3, .y = 10, .x_half = 0.3, .y_half = 1}, {.id = 2, .x = 1, .y = 20, .x_half = 0.1, .y_half = 2}, {.id = 3, .x = 2, .y = 30, .x_half = 0.2, .y_half = 3},
                {.id = 4, .x = 1, .y = 40, .x_half = 0.1, .y_half = 4}},
               {"cost", "share", false}, {"time", "share", false});
  auto* plot = scatter.findChild<QCustomPlot*>();
  REQUIRE(plot);
  int kinds = 0;
  for (int i = 0; i < plot->plottableCount(); ++i) {
    auto* whiskers = qobject_cast<QCPErrorBars*>(plot->plottable(i));
    if (!whiskers) continue;
    ++kinds;
    REQUIRE(whiskers->dataCount() == 4);
    for (int k = 0; k < 4; ++k) {
      const bool across = whiskers->errorType() == QCPErrorBars::etKeyError;
      const double value = across ? whiskers->dataPlottable()->interface1D()->dataMainKey(k) : whiskers->dataPlottable()->interface1D()->dataMainValue(k);
      INFO(k << " " << across);
      CHECK(whiskers->data()->at(k).errorPlus / value == Approx(0.1));
    }
  }
  CHECK(kinds == 2);
}

TEST_CASE("points that stand out are named in the legend, where no name lies on a point") {
  ScatterPlot scatter;
  scatter.show({{.id = 1, .x = 1, .y = 1}, {.id = 2, .x = 2, .y = 2}}, {"cost", "share", false}, {"time", "share", false}, {{{.id = 2, .x = 2, .y = 2}, "winner"}});
  auto* plot = scatter.findChild<QCustomPlot*>();
  REQUIRE(plot);
  CHECK(plot->itemCount() == 0);
  QStringList names;
  for (int i = 0; i < plot->legend->itemCount(); ++i)
    if (auto* item = qobject_cast<QCPPlottableLegendItem*>(plot->legend->item(i))) names << item->plottable()->name();
  CHECK(plot->legend->visible());
  CHECK(names.contains("winner"));
}
