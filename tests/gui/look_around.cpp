#include "tests/gui/look_around.hpp"

#include "tests/gui/layout_check.hpp"

#include <QImage>
#include <QTabWidget>

namespace archipelago::gui::test {

namespace {

// What lies behind the tab in front.
void look_behind_tabs(Window& user, const QString& state) {
  for (const Page* shown : user.window.pages()) {
    user.window.show_page(shown->name());
    for (QTabWidget* tabs : shown->findChildren<QTabWidget*>()) {
      const int front = tabs->currentIndex();
      for (int tab = 0; tabs->isVisible() && tab < tabs->count(); ++tab) {
        if (tab == front) continue;
        tabs->setCurrentIndex(tab);
        INFO(shown->name().toStdString() << ": " << tabs->tabText(tab).toStdString());
        user.picture(QStringLiteral("%1-%2-tab-%3").arg(shown->name(), state, tabs->tabText(tab).replace(' ', '-')));
        CHECK(layout_faults(user.window).join("\n").toStdString() == "");
      }
      tabs->setCurrentIndex(front);
    }
  }
}

} // namespace

void look_at_all(Window& user, const QString& state) {
  const QString target = qEnvironmentVariable("DASHBOARD_PICTURES");
  look_behind_tabs(user, state);
  for (const char* theme : {"light", "dark"}) {
    for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)}) {
      user.window.resize(size);
      QTest::qWait(30);
      user.window.resize(size);              // what a page that has just gone held open is free now
      for (const Page* shown : user.window.pages()) {
        user.window.show_page(shown->name());
        QTest::qWait(80);
        INFO(shown->name().toStdString() << " at " << size.width() << " " << theme);
        CHECK(user.window.size() == size);
        CHECK(layout_faults(user.window).join("\n").toStdString() == "");
        const QString name = QStringLiteral("%1-%2-%3-%4").arg(shown->name(), state).arg(size.width()).arg(theme);
        if (!target.isEmpty()) CHECK(user.window.grab().save(target + "/" + name + ".png"));
        if (target.isEmpty() || size.width() != 1280) continue;
        QImage sharp(2 * size, QImage::Format_ARGB32_Premultiplied);
        sharp.setDevicePixelRatio(2);
        user.window.render(&sharp);
        CHECK(sharp.save(target + "/" + name + "-2x.png"));
      }
    }
    user.window.toggle_theme();
  }
  user.window.resize(1280, 720);
}

} // namespace archipelago::gui::test
