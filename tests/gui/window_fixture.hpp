// A window of a small screen's size, as a test's user has it before them.
#pragma once

#include "gui/pages/page.hpp"
#include "gui/window/main_window.hpp"
#include "tests/gui/support.hpp"

#include <catch2/catch.hpp>

#include <QApplication>

namespace archipelago::gui::test {

struct Window {
  QTemporaryDir folder;
  MainWindow window{false};
  QString last_message;

  Window() {
    window.confirm_close = false;
    window.resize(1280, 720);
    window.show();
    QObject::connect(&window.session(), &Session::said, [this](const QString& text, bool) { last_message = text; });
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    QApplication::setActiveWindow(&window);   // an X server without a window manager activates none
  }
  template <class Kind> Kind& page(const char* name) {
    window.show_page(name);
    auto* found = qobject_cast<Kind*>(window.page(name));
    REQUIRE(found);
    return *found;
  }
  // For people to look at: DASHBOARD_PICTURES names a folder.
  void picture(const QString& name) {
    const QString target = qEnvironmentVariable("DASHBOARD_PICTURES");
    QTest::qWait(60);
    if (!target.isEmpty()) CHECK(window.grab().save(target + "/" + name + ".png"));
  }
  void open(const QString& file) {
    window.session().open(file);
    REQUIRE(wait_for([this] { return window.session().scenario().fresh(); }));
  }
};

} // namespace archipelago::gui::test
