// A user at the window, with real input events: opens, edits, runs, looks, turns knobs, exports, and meets what is broken.
#include "gui/canvas/live_gantt.hpp"
#include "gui/canvas/map_view.hpp"
#include "gui/canvas/share_bars.hpp"
#include "gui/models/form_model.hpp"
#include "gui/pages/figure_card.hpp"
#include "gui/pages/knob_row.hpp"
#include "gui/pages/live_panel.hpp"
#include "gui/pages/run_page.hpp"
#include "gui/pages/scenario_page.hpp"
#include "gui/pages/what_if_page.hpp"
#include "gui/window/exporting.hpp"
#include "gui/window/figures_dock.hpp"
#include "tests/gui/layout_check.hpp"
#include "tests/gui/window_fixture.hpp"

#include <nlohmann/json.hpp>

#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QStatusBar>
#include <QTableView>
#include <QTextCursor>
#include <QTreeView>

using namespace archipelago;
using namespace archipelago::gui;
using namespace archipelago::gui::test;

TEST_CASE_METHOD(Window, "from a file to a result: edit M and a link, run, watch, jump to a loss", "[on-x]") {
  open(short_scenario(folder, {"\"5 year\"", "\"20 d\""}));
  auto& scenario = page<ScenarioPage>("scenario");
  scenario.go_to("/learners/2/count");
  auto* tree = scenario.findChild<QTreeView*>();
  tree->setFocus();
  tree->setCurrentIndex(tree->currentIndex().siblingAtColumn(FormModel::value));
  tree->edit(tree->currentIndex());
  auto* line = tree->findChild<QLineEdit*>();
  REQUIRE(line);
  QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
  QTest::keyClicks(line, "2");
  QTest::keyClick(line, Qt::Key_Return);
  REQUIRE(wait_for([this] { const auto reading = window.session().scenario().reading(); return window.session().scenario().fresh() && reading->world() && reading->world()->learners.size() == 7; }));

  window.show_page("world");
  auto* map = window.page("world")->findChild<MapView*>();
  map->choose_link("west-wan");
  auto* bandwidth = window.page("world")->findChild<QLineEdit*>("bandwidth");
  REQUIRE(bandwidth);
  bandwidth->setFocus();
  QTest::keyClick(bandwidth, Qt::Key_A, Qt::ControlModifier);
  QTest::keyClicks(bandwidth, "3 Gbps");
  QTest::keyClick(bandwidth, Qt::Key_Return);
  REQUIRE(wait_for([this] { return window.session().scenario().text().find("\"3 Gbps\"") != std::string::npos && window.session().scenario().fresh(); }));

  auto& run = page<RunPage>("run");
  QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier);
  REQUIRE(wait_for([this] { return window.session().timeline() && !window.session().run_client().running(); }));
  CHECK(window.session().timeline()->learners.size() == 7);
  CHECK(window.session().result_is_of_scenario());
  const double end = window.session().playhead();
  run.jump(1);
  CHECK(window.session().playhead() < end);
  CHECK(last_message.contains("lost"));
  run.play(true);
  const double before = window.session().playhead();
  REQUIRE(wait_for([&] { return window.session().playhead() > before; }, 5000));
  run.play(false);
  QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);             // the zoom of the jump is undone
  CHECK(window.session().view().state().range.length() == Approx(window.session().timeline()->end));

  for (const char* ending : {"png", "svg", "csv"}) {
    const QString file = folder.filePath(QString("run.") + ending);
    CHECK(export_page(run, file).isEmpty());
    CHECK(QFileInfo(file).size() > 300);
  }
}

TEST_CASE_METHOD(Window, "what-if answers at once, then fast, and greys what is old") {
  open(short_scenario(folder, {"\"2 Gbps\"", "\"400 Mbps\""}));
  auto& page_shown = page<WhatIfPage>("what-if");
  REQUIRE(wait_for([&] { return !page_shown.busy(); }));
  CHECK(page_shown.shown(0, 0).startsWith("40.0"));
  CHECK(page_shown.shown(1, 0).startsWith("40.0"));
  for (KnobRow* knob : page_shown.knobs())
    if (knob->knob().name.contains("bandwidth west-wan")) {
      knob->slider().setFocus();
      for (int i = 0; i < 3; ++i) QTest::keyClick(&knob->slider(), Qt::Key_PageUp);
    }
  CHECK(page_shown.findChildren<QLabel*>().size() > 10);
  REQUIRE(wait_for([&] { return page_shown.shown(0, 0) != "39.99 %" && !page_shown.busy(); }));
  CHECK(page_shown.shown(0, 0).split('.')[0].toInt() > 60);
  CHECK(std::abs(page_shown.shown(0, 0).section(' ', 0, 0).toDouble() - page_shown.shown(1, 0).section(' ', 0, 0).toDouble()) < 2);
}

TEST_CASE_METHOD(Window, "a result without its timeline shows the account of its learners, and none of an earlier run") {
  const QString scenario = short_scenario(folder, {"\"2 Gbps\"", "\"400 Mbps\""}), result = folder.filePath("r.json"), timeline = folder.filePath("t.json");
  run_program({"run", scenario, "--quiet", "--out", result, "--timeline", timeline});
  window.session().open(timeline);
  REQUIRE(wait_for([this] { return window.session().timeline() != nullptr; }));
  window.session().open(result);
  REQUIRE(wait_for([this] { return window.session().result() != nullptr; }));
  CHECK_FALSE(window.session().timeline());
  auto& run = page<RunPage>("run");
  CHECK(run.findChild<ShareBars*>()->isVisible());
  run.play(true);
  run.jump(1);
  CHECK_FALSE(run.playing());
  picture("result");
}

TEST_CASE_METHOD(Window, "problems, files of no kind and files that vanish leave a working window") {
  const QString file = short_scenario(folder);
  open(file);
  window.session().open(folder.filePath("gone.json"));
  CHECK(last_message.contains("Cannot open"));
  write(folder.filePath("what.bin"), "\x01\x02nonsense");
  window.session().open(folder.filePath("what.bin"));
  CHECK(last_message.contains("none of"));
  write(folder.filePath("cut.json"), "{\"format\": \"archipelago-result/1\", \"goodput\": ");
  window.session().open(folder.filePath("cut.json"));
  REQUIRE(wait_for([this] { return last_message.contains("cut off"); }));
  write(folder.filePath("new.json"), "{\"format\": \"archipelago-result/7\"}");
  window.session().open(folder.filePath("new.json"));
  REQUIRE(wait_for([this] { return last_message.contains("newer version"); }));
  QTextCursor all(&window.session().scenario().text_document());
  all.select(QTextCursor::Document);
  all.insertText("{ \"format\": ");
  REQUIRE(wait_for([this] { return window.session().scenario().fresh(); }));
  window.session().run();
  REQUIRE(wait_for([this] { return !window.session().run_client().running(); }));
  CHECK(last_message.contains("problems"));
  window.session().scenario().text_document().undo();
  REQUIRE(wait_for([this] { return window.session().scenario().fresh() && window.session().scenario().reading()->world(); }));
}

TEST_CASE_METHOD(Window, "no page is wider or taller than a small screen, light or dark, and each paints something") {
  open(short_scenario(folder));
  window.session().run();
  REQUIRE(wait_for([this] { return window.session().timeline() && !window.session().run_client().running(); }));
  for (const Page* shown : window.pages()) {
    INFO(shown->name().toStdString());
    CHECK(shown->minimumSizeHint().width() <= 880);   // figures beside it
  }
  CHECK(window.minimumSizeHint().width() <= 1280);
  CHECK(window.minimumSizeHint().height() <= 720);
  for (int theme = 0; theme < 2; ++theme) {
    for (const Page* shown : window.pages()) {
      window.show_page(shown->name());
      QTest::qWait(30);
      INFO(shown->name().toStdString());
      const QImage picture = window.grab().toImage();
      QSet<QRgb> colors;
      for (int y = 100; y < picture.height(); y += 3)
        for (int x = 0; x < picture.width(); x += 3) colors.insert(picture.pixel(x, y));
      CHECK(colors.size() > 20);
      CHECK(window.width() == 1280);
    }
    window.toggle_theme();
  }
  window.show_page("run");
  QTest::qWait(100);
  auto& figures = window.findChild<FiguresDock*>()->table();
  CHECK(figures.horizontalHeader()->length() <= figures.viewport()->width());   // name, value and interval are all there
}

TEST_CASE_METHOD(Window, "what is said below the pages can be read in both themes, also after a change of theme") {
  window.session().say("It went well.", false);
  for (int theme = 0; theme < 2; ++theme) {
    QTest::qWait(30);
    const QImage picture = window.statusBar()->grab().toImage();
    int least = 255, most = 0;
    for (int y = 2; y < picture.height(); ++y)
      for (int x = 0; x < picture.width(); ++x) {
        least = std::min(least, qGray(picture.pixel(x, y)));
        most = std::max(most, qGray(picture.pixel(x, y)));
      }
    CHECK(most - least > 120);
    window.toggle_theme();
  }
}

TEST_CASE_METHOD(Window, "a run under way shows learners' time so far, rounds and spending") {
  open(short_scenario(folder, {"\"2 h\"", "\"20 d\"", "\"5 year\"", "\"60 d\"", "\"replications\": 2", "\"replications\": 1"}));
  auto& run = page<RunPage>("run");
  auto* live = run.findChild<LivePanel*>();
  window.session().run();
  REQUIRE(wait_for([&] { return live->gantt().until() > 86400; }));
  CHECK(live->isVisible());
  CHECK(window.width() == 1280);              // it does not push the window wider
  picture("live");
  QStringList cards;
  for (const FigureCard* card : live->findChildren<FigureCard*>())
    if (card->isVisible()) cards << card->accessibleName() + ": " + card->accessibleDescription();
  INFO(cards.join("\n").toStdString());
  CHECK(cards.filter("computing so far").value(0).endsWith("%"));
  CHECK(cards.filter("spent so far").value(0).endsWith("USD"));
  CHECK(cards.filter("quorum").value(0).endsWith(" s"));
  CHECK(layout_faults(window).join("\n").toStdString() == "");
  window.session().run_client().cancel();
  REQUIRE(wait_for([this] { return !window.session().run_client().running(); }));
}
