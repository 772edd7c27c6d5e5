#include "gui/window/screenshot.hpp"

#include "gui/pages/page.hpp"
#include "gui/window/main_window.hpp"

#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>

#include <cstdio>
#include <memory>

namespace archipelago::gui {

namespace {
constexpr int look_every_ms = 50, rest_ms = 400, patience_ms = 120'000;
}

void take_screenshot(MainWindow& window, const QString& path) {
  auto* timer = new QTimer(&window);
  QObject::connect(timer, &QTimer::timeout, &window, [&window, path, timer, waited = 0, rested = 0]() mutable {
    waited += look_every_ms;
    const Page* page = window.current_page();
    rested = page && !page->busy() ? rested + look_every_ms : 0;
    if (rested < rest_ms && waited < patience_ms) return;
    timer->stop();
    const bool written = rested >= rest_ms && window.grab().save(path);
    if (!written) std::fprintf(stderr, "archipelago: %s\n", rested < rest_ms ? "the page did not come to rest within two minutes" : qPrintable("cannot write " + path));
    QCoreApplication::exit(written ? 0 : 5);
  });
  timer->start(look_every_ms);
}

} // namespace archipelago::gui
