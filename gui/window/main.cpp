// The program `archipelago-dashboard`: its command line, the theme, the window.
#include "gui/base/theme.hpp"
#include "gui/pages/page.hpp"
#include "gui/window/main_window.hpp"
#include "gui/window/screenshot.hpp"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QTimer>

#include <cstdio>
#include <string_view>

namespace {

using namespace archipelago::gui;

constexpr int usage = 2;

bool wants_screenshot(int count, char** arguments) {
  for (int i = 1; i < count; ++i)
    if (std::string_view(arguments[i]).starts_with("--screenshot")) return true;
  return false;
}

// Without a display Qt says things that are no concern of the user's.
void say_quietly(QtMsgType, const QMessageLogContext&, const QString& text) {
  if (!text.contains("propagateSizeHints") && !text.contains("XDG_RUNTIME_DIR")) std::fprintf(stderr, "archipelago: %s\n", qPrintable(text));
}

int refuse(const QString& reason) {
  std::fprintf(stderr, "archipelago: %s\n", qPrintable(reason));
  return usage;
}

std::optional<QSize> size_of(const QString& text) {
  const QStringList parts = text.split('x');
  const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
  return parts.size() == 2 && size.width() >= 640 && size.height() >= 400 ? std::optional(size) : std::nullopt;
}

} // namespace

int main(int argc, char** argv) {
  if (wants_screenshot(argc, argv)) {
    qInstallMessageHandler(say_quietly);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  }
  QApplication application(argc, argv);
  QApplication::setApplicationName("dashboard");
  QApplication::setOrganizationName("archipelago");
  QApplication::setApplicationVersion(ARCHIPELAGO_VERSION);
  QApplication::setDesktopFileName("archipelago-dashboard");
  QApplication::setWindowIcon(QIcon::fromTheme("archipelago"));

  QCommandLineParser parser;
  parser.setApplicationDescription("The dashboard: change a scenario and see what it does, watch a run, find out why goodput is lost, compare designs.");
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addOptions({{"page", "go to this page: start, scenario, world, run, explain, what-if, compare, sweep, plan, report.", "P"},
                     {"open", "open a scenario, result, timeline, study or store; several: one after the other.", "FILE"},
                     {"run", "run the scenario that is open."},
                     {"screenshot", "write a picture of the window once it has come to rest, and end; needs no display.", "F.png"},
                     {"size", "size of the window.", "WxH", "1440x900"},
                     {"theme", "light or dark.", "T"}});
  parser.addPositionalArgument("FILE", "files to open.", "[FILE…]");
  parser.process(application);

  const QString theme = parser.value("theme");
  if (!theme.isEmpty() && theme != "light" && theme != "dark") return refuse("--theme is light or dark, not " + theme);
  const auto size = size_of(parser.value("size"));
  if (!size) return refuse("--size is WxH, at least 640x400, not " + parser.value("size"));
  apply_theme(application, theme.isEmpty() ? remembered_ground() : theme == "dark" ? Ground::dark : Ground::light);

  const QString picture = parser.value("screenshot"), page = parser.value("page");
  MainWindow window(picture.isEmpty());
  if (!page.isEmpty() && !window.page(page)) {
    QStringList names;
    for (const Page* known : window.pages()) names << known->name();
    return refuse("there is no page " + page + "; there are: " + names.join(", "));
  }
  if (!picture.isEmpty() || parser.isSet("size")) window.resize(*size);
  window.confirm_close = picture.isEmpty();
  window.show();
  const QStringList files = parser.values("open") + parser.positionalArguments();
  QTimer::singleShot(0, &window, [&] {
    for (const QString& file : files) window.session().open(file);
    if (parser.isSet("run")) window.session().run();
    if (!page.isEmpty()) window.keep_page(page);
    if (!picture.isEmpty()) take_screenshot(window, picture);
  });
  return QApplication::exec();
}
