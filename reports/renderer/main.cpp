// archipelago-charts CHARTS.json DIR: draws a list of charts (reports/bar_chart.hpp) as DIR/<id>.svg. Started by `archipelago report`.
#include "reports/renderer/draw.hpp"

#include <nlohmann/json.hpp>

#include <QApplication>

#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>

namespace {
// Without a session of its own (a container, a batch job) Qt remarks on a folder that drawing does not use.
void say(QtMsgType, const QMessageLogContext&, const QString& text) {
  if (!text.startsWith("QStandardPaths")) std::cerr << "archipelago-charts: " << text.toStdString() << "\n";
}
} // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: archipelago-charts CHARTS.json DIR\n";
    return 2;
  }
  qInstallMessageHandler(say);
  setenv("QT_QPA_PLATFORM", "offscreen", 1);   // draws files only: no display is needed
  QApplication application(argc, argv);
  try {
    std::ifstream stream(argv[1]);
    for (const auto& chart : nlohmann::json::parse(stream)) {
      const int rows = static_cast<int>(chart.at("categories").size() * (chart.at("kind") == "bars" ? chart.at("series").size() : 1));
      const bool legend = chart.at("kind") != "waterfall" && chart.at("kind") != "grid" && chart.at("series").size() > 1;
      archipelago::draw_chart(chart, std::string(argv[2]) + "/" + chart.at("id").get<std::string>() + ".svg", 760, 90 + 30 * rows + (legend ? 60 : 0));
    }
  } catch (const std::exception& error) {
    std::cerr << "archipelago-charts: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
