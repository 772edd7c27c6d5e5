// The event loop is never held for long, whatever comes: a flood, a long timeline, a large store. The bench has the times (gui/README.md: 50 ms are
// the aim); here ten times as much fails, so that a machine with other work to do does not.
#include "gui/canvas/timeline_view.hpp"
#include "gui/models/sweep_model.hpp"
#include "gui/pages/run_page.hpp"
#include "gui/session/view_stack.hpp"
#include "tests/gui/large_data.hpp"
#include "tests/gui/window_fixture.hpp"

using namespace archipelago;
using namespace archipelago::gui;
using namespace archipelago::gui::test;

namespace {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double bearable_ms = 5000;
#else
constexpr double bearable_ms = 500;
#endif
}

TEST_CASE_METHOD(Window, "a run that floods the window with records does not hold it up") {
  page<RunPage>("run");
  ChildProgress last;
  QObject::connect(&window.session().run_client(), &ChildClient::progressed, [&](const ChildProgress& progress) { last = progress; });
  Watchdog watchdog;
  window.session().run_client().start({{}, true, flood(folder)});
  REQUIRE(wait_for([this] { return !window.session().run_client().running(); }));
  CHECK(last.records == 512000);
  CHECK(last.marks == 512000);
  CHECK(watchdog.longest_ms() < bearable_ms);
}

TEST_CASE("a timeline of a million events is moved and zoomed without a wait") {
  const auto timeline = long_timeline(1'000'000);
  CHECK(timeline->events() > 900'000);
  ViewStack stack;
  TimelineView view(stack);
  view.resize(1280, 640);
  view.setVisible(true);
  REQUIRE(QTest::qWaitForWindowExposed(&view));
  stack.reset(timeline->end);
  view.show(timeline);
  QTest::qWait(50);
  Watchdog watchdog;
  for (int i = 0; i < 60; ++i) {
    QTest::keyClick(&view, i % 3 == 0 ? Qt::Key_Plus : i % 3 == 1 ? Qt::Key_Right : Qt::Key_Minus);
    QTest::qWait(1);
  }
  CHECK(watchdog.longest_ms() < bearable_ms);
}

TEST_CASE("a store of a hundred thousand points fills, sorts and filters without a wait") {
  QTemporaryDir folder;
  const QString file = folder.filePath("large.db");
  large_store(file, 100'000);
  SweepState state;
  SweepModel model(state);
  Watchdog watchdog;
  state.open(file);
  REQUIRE(wait_for([&] { return model.rowCount() > 0; }));
  const bool early = state.reading();
  REQUIRE(wait_for([&] { return !state.reading(); }));
  CHECK(early);                               // the first rows stood there before the last were read
  CHECK(state.data()->size() == 100'000);
  state.set_words("17");
  const int filtered = model.rowCount();
  CHECK(filtered > 0);
  CHECK(filtered < 100'000);
  QTest::qWait(5);
  model.sort(3, Qt::DescendingOrder);
  QTest::qWait(5);
  CHECK(watchdog.longest_ms() < bearable_ms);
}
