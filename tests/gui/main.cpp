// Catch with a Qt application around it: offscreen unless told otherwise, with settings of its own.
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include "gui/base/theme.hpp"

#include <QApplication>
#include <QStandardPaths>

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  if (qEnvironmentVariableIsEmpty("ARCHIPELAGO_PROGRAM")) qputenv("ARCHIPELAGO_PROGRAM", PROGRAM);
  qputenv("ARCHIPELAGO_DATA", SOURCE_ROOT);
  QStandardPaths::setTestModeEnabled(true);
  QApplication application(argc, argv);
  QApplication::setOrganizationName("archipelago-tests");
  QApplication::setApplicationName("dashboard-tests");
  archipelago::gui::apply_theme(application, archipelago::gui::Ground::light);
  return Catch::Session().run(argc, argv);
}
