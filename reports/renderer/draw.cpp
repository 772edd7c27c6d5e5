#include "reports/renderer/draw.hpp"

#include <nlohmann/json.hpp>
#include <qcustomplot.h>

#include <QSvgGenerator>

#include <algorithm>

namespace archipelago {

using nlohmann::json;

namespace {

// Okabe and Ito's palette: told apart by people who do not see red and green, and in print.
const QColor palette[] = {QColor("#0072B2"), QColor("#E69F00"), QColor("#009E73"), QColor("#CC79A7"), QColor("#D55E00"), QColor("#56B4E9"), QColor("#999999"), QColor("#F0E442")};
const QColor total_color("#0072B2"), loss_color("#D55E00");

QString text(const json& value) { return QString::fromStdString(value.get<std::string>()); }

QCPBars* bars(QCustomPlot& plot, const QColor& color, const QString& name) {
  auto* one = new QCPBars(plot.yAxis, plot.xAxis);   // categories run down, values to the right
  one->setName(name);
  one->setPen(Qt::NoPen);
  one->setBrush(color);
  return one;
}

// Categories from the top down.
double place(std::size_t category, std::size_t count) { return static_cast<double>(count - category); }

void draw_series(QCustomPlot& plot, const json& chart) {
  const auto& series = chart.at("series");
  const std::size_t categories = chart.at("categories").size();
  const bool stacked = chart.at("kind") == "stacked";
  auto* group = stacked ? nullptr : new QCPBarsGroup(&plot);
  QCPBars* below = nullptr;
  for (std::size_t s = 0; s < series.size(); ++s) {
    QCPBars* one = bars(plot, palette[s % std::size(palette)], text(series[s].at("name")));
    one->setWidth(stacked ? 0.6 : 0.7 / static_cast<double>(series.size()));
    if (group) one->setBarsGroup(group);
    if (stacked && below) one->moveAbove(below);
    below = one;
    for (std::size_t c = 0; c < categories; ++c) one->addData(place(c, categories), series[s].at("values")[c].get<double>());
    const auto& intervals = series[s].at("intervals");
    if (intervals.empty() || stacked) continue;
    auto* whiskers = new QCPErrorBars(plot.yAxis, plot.xAxis);
    whiskers->removeFromLegend();
    whiskers->setSymbolGap(0);
    whiskers->setDataPlottable(one);
    for (std::size_t c = intervals.size(); c-- > 0;) {   // the bars lie in the order of their places: from the last category up
      const double value = series[s].at("values")[c].get<double>();
      whiskers->addData(value - intervals[c][0].get<double>(), intervals[c][1].get<double>() - value);
    }
  }
}

void draw_waterfall(QCustomPlot& plot, const json& chart) {
  const auto& values = chart.at("series")[0].at("values");
  const auto& totals = chart.at("totals");
  double level = 0;
  for (std::size_t c = 0; c < values.size(); ++c) {
    const double value = values[c].get<double>();
    const bool total = totals[c].get<bool>();
    QCPBars* one = new QCPBars(plot.yAxis, plot.xAxis);
    one->setPen(Qt::NoPen);
    one->setWidth(0.62);
    one->setBrush(total ? total_color : loss_color);
    one->setBaseValue(total ? 0 : std::min(level, level + value));
    one->addData(place(c, values.size()), total ? value : std::abs(value));
    level = total ? value : level + value;
  }
}

void draw_spans(QCustomPlot& plot, const json& chart) {
  const auto& series = chart.at("series");
  const std::size_t categories = chart.at("categories").size();
  double begin = 0, end = 0;
  for (std::size_t s = 0; s < series.size(); ++s) {
    const QColor color = palette[s % std::size(palette)];
    bars(plot, color, text(series[s].at("name")))->setWidth(0.6);   // of no values: the legend's
    for (const auto& span : series[s].at("spans")) {
      auto* piece = new QCPItemRect(&plot);
      const double middle = place(span[0].get<std::size_t>(), categories);
      piece->topLeft->setCoords(span[1].get<double>(), middle + 0.3);
      piece->bottomRight->setCoords(span[2].get<double>(), middle - 0.3);
      piece->setPen(Qt::NoPen);
      piece->setBrush(color);
      begin = std::min(begin, span[1].get<double>()), end = std::max(end, span[2].get<double>());
    }
  }
  plot.xAxis->setRange(begin, end);
}

void draw_mark(QCustomPlot& plot, double at) {
  auto* line = new QCPItemStraightLine(&plot);
  line->point1->setCoords(at, 0);
  line->point2->setCoords(at, 1);
  line->setPen(QPen(QColor("#1b1f24"), 1.5));
}

// Cells tinted towards blue or orange by their value, light enough for black words.
void draw_grid(QCustomPlot& plot, const json& chart, const QFont& font) {
  const auto& values = chart.at("series")[0].at("values");
  const std::size_t rows = chart.at("categories").size(), columns = chart.at("columns").size();
  double most = 0;
  for (const auto& value : values)
    if (value.is_number()) most = std::max(most, std::abs(value.get<double>()));
  QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
  for (std::size_t c = 0; c < columns; ++c) ticker->addTick(static_cast<double>(c + 1), text(chart.at("columns")[c]));
  plot.xAxis->setTicker(ticker);
  plot.xAxis->setRange(0.5, static_cast<double>(columns) + 0.5);
  plot.xAxis->grid()->setVisible(false);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double x = static_cast<double>(i % columns + 1), y = place(i / columns, rows);
    const double value = values[i].is_number() ? values[i].get<double>() : 0, strength = most > 0 ? 0.15 + 0.5 * std::abs(value) / most : 0;
    QColor tint(value >= 0 ? total_color : loss_color);
    tint.setAlphaF(value == 0 ? 0 : strength);
    auto* cell = new QCPItemRect(&plot);
    cell->topLeft->setCoords(x - 0.49, y + 0.47);
    cell->bottomRight->setCoords(x + 0.49, y - 0.47);
    cell->setPen(QPen(QColor("#d4d9de")));
    cell->setBrush(values[i].is_number() ? QBrush(tint) : QBrush(QColor("#bbbbbb"), Qt::BDiagPattern));
    auto* words = new QCPItemText(&plot);
    words->position->setCoords(x, y);
    words->setText(text(chart.at("texts")[i]));
    words->setFont(font);
    words->setColor(QColor("#1b1f24"));
  }
}

void draw_axes(QCustomPlot& plot, const json& chart, const QFont& font) {
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
    axis->setTickLabelFont(font);
    axis->setLabelFont(font);
  }
  const auto& categories = chart.at("categories");
  QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
  for (std::size_t c = 0; c < categories.size(); ++c) ticker->addTick(place(c, categories.size()), text(categories[c]));
  plot.yAxis->setTicker(ticker);
  plot.yAxis->setTickLength(0);
  plot.yAxis->setSubTicks(false);
  plot.yAxis->grid()->setVisible(false);
  plot.yAxis->setRange(0.4, static_cast<double>(categories.size()) + 0.6);
  plot.xAxis->setSubTicks(false);
  plot.xAxis->setLabel(text(chart.at("unit")));
  if (chart.at("kind") == "grid") return;
  if (chart.at("kind") != "spans") plot.xAxis->rescale();
  const bool whole = std::max(plot.xAxis->range().upper, -plot.xAxis->range().lower) > 20;   // hours and shares in full, unit costs with their decimals
  plot.xAxis->setNumberFormat(whole ? "f" : "g");
  plot.xAxis->setNumberPrecision(whole ? 0 : 4);
  const double least = std::min(0.0, plot.xAxis->range().lower);
  plot.xAxis->setRange(least * 1.04, plot.xAxis->range().upper * 1.04 + 1e-12);
}

}   // namespace

void draw_chart(const json& chart, const std::string& file, int width, int height) {
  QCustomPlot plot;
  plot.setLocale(QLocale(QLocale::English));   // thousands apart, as in the tables
  QFont font("DejaVu Sans");
  font.setPixelSize(13);
  plot.setFont(font);
  plot.setBackground(QBrush(Qt::white));
  if (chart.at("kind") == "waterfall") draw_waterfall(plot, chart);
  else if (chart.at("kind") == "spans") draw_spans(plot, chart);
  else if (chart.at("kind") == "grid") draw_grid(plot, chart, font);
  else draw_series(plot, chart);
  draw_axes(plot, chart, font);
  if (chart.at("mark").is_number()) draw_mark(plot, chart.at("mark").get<double>());
  if (chart.at("kind") != "waterfall" && chart.at("kind") != "grid" && (chart.at("series").size() > 1 || chart.at("kind") != "bars")) {
    plot.legend->setVisible(true);
    plot.legend->setFont(font);
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot.legend->setWrap(4);
    plot.plotLayout()->addElement(1, 0, plot.legend);
    plot.plotLayout()->setRowStretchFactor(1, 0.001);
  }
  QSvgGenerator generator;
  generator.setFileName(QString::fromStdString(file));
  generator.setResolution(96);
  generator.setSize(QSize(width, height));
  generator.setViewBox(QRect(0, 0, width, height));
  generator.setTitle(text(chart.at("title")));
  generator.setDescription(text(chart.at("description")));
  QCPPainter painter(&generator);
  plot.toPainter(&painter, width, height);
}

}   // namespace archipelago
