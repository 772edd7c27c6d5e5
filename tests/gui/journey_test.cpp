// The whole way of a research lead, by keys and clicks: opens an example, edits M and a link, runs, jumps to a failure, explains, compares two
// protocols, sweeps a hundred runs, opens the best point, plans, exports a proposal. Every page on the way is looked at.
#include "gui/base/palette.hpp"
#include "gui/canvas/map_view.hpp"
#include "gui/canvas/timeline_view.hpp"
#include "gui/models/comparison_model.hpp"
#include "gui/models/form_model.hpp"
#include "gui/models/plan_model.hpp"
#include "gui/models/sweep_model.hpp"
#include "gui/pages/compare_page.hpp"
#include "gui/pages/explain_page.hpp"
#include "gui/pages/plan_page.hpp"
#include "gui/pages/plan_setup.hpp"
#include "gui/pages/report_page.hpp"
#include "gui/pages/run_page.hpp"
#include "gui/pages/scenario_page.hpp"
#include "gui/pages/sweep_page.hpp"
#include "gui/pages/sweep_setup.hpp"
#include "gui/pages/what_if_page.hpp"
#include "tests/gui/layout_check.hpp"
#include "tests/gui/look_around.hpp"
#include "tests/gui/window_fixture.hpp"

#include <nlohmann/json.hpp>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QTableView>
#include <QTextBrowser>
#include <QTreeView>

using namespace archipelago;
using namespace archipelago::gui;
using namespace archipelago::gui::test;

namespace {

struct Journey : Window {
  void press(QWidget& in, const QString& text) {
    for (QPushButton* button : in.findChildren<QPushButton*>())
      if (button->text().startsWith(text) && button->isVisible()) {
        REQUIRE(button->isEnabled());
        return QTest::mouseClick(button, Qt::LeftButton);
      }
    FAIL("no button " + text.toStdString());
  }
  void type_over(QWidget& edit, const QString& text) {
    edit.setFocus();
    QTest::keyClick(&edit, Qt::Key_A, Qt::ControlModifier);
    const QStringList lines = text.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
      if (i > 0) QTest::keyClick(&edit, Qt::Key_Return);
      QTest::keyClicks(&edit, lines[i]);
    }
  }
  template <class Condition> void wait(const char* what, const Condition& condition) {
    INFO(what << "; said last: " << last_message.toStdString());
    REQUIRE(wait_for(condition));
    CHECK(window.size() == QSize(1280, 720));   // nothing on the way pushes it wider
  }
  void go(const char* name, Qt::Key digit) {
    QTest::keyClick(&window, digit, Qt::ControlModifier);
    REQUIRE(window.current_page());
    REQUIRE(window.current_page()->name() == name);
  }
};

} // namespace

TEST_CASE_METHOD(Journey, "the whole way: from an example to a proposal, by keys and clicks", "[on-x]") {
  open(short_scenario(folder, {"\"5 year\"", "\"20 d\"", "\"2 Gbps\"", "\"800 Mbps\""}));

  go("scenario", Qt::Key_2);                  // M
  auto& scenario = page<ScenarioPage>("scenario");
  scenario.go_to("/learners/2/count");
  auto* tree = scenario.findChild<QTreeView*>();
  tree->setFocus();
  tree->setCurrentIndex(tree->currentIndex().siblingAtColumn(FormModel::value));
  QTest::keyClick(tree, Qt::Key_F2);
  auto* line = tree->findChild<QLineEdit*>();
  REQUIRE(line);
  type_over(*line, "2");
  QTest::keyClick(line, Qt::Key_Return);
  wait("M is edited", [this] { const auto reading = window.session().scenario().reading(); return window.session().scenario().fresh() && reading->world() && reading->world()->learners.size() == 7; });

  go("world", Qt::Key_3);                     // a link
  window.page("world")->findChild<MapView*>()->choose_link("west-wan");
  auto* bandwidth = window.page("world")->findChild<QLineEdit*>("bandwidth");
  REQUIRE(bandwidth);
  type_over(*bandwidth, "700 Mbps");
  QTest::keyClick(bandwidth, Qt::Key_Return);
  wait("a link is edited", [this] { return window.session().scenario().text().find("\"700 Mbps\"") != std::string::npos && window.session().scenario().fresh(); });

  QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier);
  wait("it runs", [this] { return window.session().run_client().running(); });
  CHECK(window.current_page()->name() == "run");
  wait("it has run", [this] { return window.session().timeline() && !window.session().run_client().running(); });
  const double end = window.session().playhead();
  wait("the timeline has the focus", [this] { return window.focusWidget() == window.page("run")->findChild<TimelineView*>(); });
  QTest::keyClick(window.focusWidget(), Qt::Key_N);   // to a failure
  wait("the playhead is at a failure", [&] { return window.session().playhead() < end; });
  CHECK(last_message.contains("lost"));

  go("explain", Qt::Key_5);
  auto& explain = page<ExplainPage>("explain");
  explain.play_changes();
  go("what-if", Qt::Key_6);
  wait("what-if answers", [this] { return !window.current_page()->busy(); });
  wait("changes are played", [&] { return !explain.busy(); });

  go("compare", Qt::Key_7);
  auto& compare = page<ComparePage>("compare");
  CHECK(compare.findChildren<QCheckBox*>().size() > 5);
  press(compare, "Compare");
  wait("compared", [&] { return !compare.busy() && compare.model().rowCount() > 10; });
  CHECK(compare.model().comparison().designs == QStringList{"decoupled-diloco", "data-parallel"});

  go("sweep", Qt::Key_8);                     // a hundred runs
  auto& sweep = page<SweepPage>("sweep");
  type_over(*sweep.findChild<QPlainTextEdit*>(), "protocol.sync_interval=24,48,72,96,120\nnetwork.links.west-wan.bandwidth=100 Mbps..1600 Mbps*2\nprotocol.bits=4,8");
  sweep.setup().set_seeds(2);
  wait("the axes are sound", [&] { return sweep.setup().plan().points == 50; });
  press(sweep, "Sweep");
  wait("swept", [&] { return !sweep.busy() && sweep.state().data() && sweep.state().data()->runs_done == 100; });
  auto* points = sweep.findChild<QTableView*>();
  points->sortByColumn(4, Qt::DescendingOrder);   // goodput
  points->setFocus();
  points->selectRow(0);
  QTest::keyClick(points, Qt::Key_Return);
  wait("the best point is open", [this] { return window.current_page() && window.current_page()->name() == "explain"; });
  const auto best = static_cast<std::size_t>(sweep.state().chosen());
  CHECK(window.session().result()->figure("goodput")->value == Approx(static_cast<double>(sweep.state().data()->figures[0].mean[best])).epsilon(1e-6));

  go("plan", Qt::Key_9);
  auto& plan = page<PlanPage>("plan");
  const auto edits = plan.findChildren<QPlainTextEdit*>();
  REQUIRE(edits.size() == 3);
  type_over(*edits[0], "protocol.sync_interval=24,96\nprotocol.bits=4,16\nnetwork.links.west-wan.bandwidth=700 Mbps,2 Gbps");
  type_over(*edits[1], "quality.token_efficiency>=0.8");
  wait("the plan is sound", [&] { return plan.setup().sound() && plan.setup().verdict().points == 8; });
  press(plan, "Plan");
  wait("planned", [&] { return !plan.busy() && plan.points().plan().winner >= 0; });
  press(plan, "Propose");
  auto& report = page<ReportPage>("report");
  wait("proposed", [&] { return !report.busy() && report.shown().contains("Decision"); });
  CHECK(window.current_page()->name() == "report");
  report.write(folder.filePath("proposal"));  // where "Save it …" asks for a folder
  wait("exported", [&] { return !report.busy(); });
  CHECK(QFileInfo(folder.filePath("proposal/proposal.html")).size() > 10000);
  CHECK(report.findChild<QTextBrowser*>()->horizontalScrollBar()->maximum() == 0);   // all of its width is there

  QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier);   // so that every page has something to show
  wait("it has run again", [this] { return window.session().timeline() && !window.session().run_client().running(); });
  look_at_all(*this, "full");
}

TEST_CASE_METHOD(Journey, "empty pages fit, and every control has a name and is reached by the keyboard") {
  look_at_all(*this, "empty");
  CHECK(nameless_controls(window).join("\n").toStdString() == "");
  for (const Page* shown : window.pages()) {
    window.show_page(shown->name());
    QTest::qWait(30);
    window.page(shown->name())->setFocus();
    QSet<QWidget*> reached;
    for (int i = 0; i < 60; ++i) {
      QTest::keyClick(window.focusWidget() ? window.focusWidget() : &window, Qt::Key_Tab);
      if (window.focusWidget()) reached << window.focusWidget();
    }
    INFO(shown->name().toStdString());
    for (const QPushButton* button : shown->findChildren<QPushButton*>())
      if (button->isVisible() && button->isEnabled() && shown->name() != "start") {
        INFO(button->text().toStdString());
        CHECK(reached.contains(const_cast<QPushButton*>(button)));
      }
    CHECK_FALSE(reached.isEmpty());
  }
}

TEST_CASE("words can be read on every ground") {
  for (const Ground ground : {Ground::light, Ground::dark}) {
    choose_ground(ground);
    const Palette& colors = gui::palette();
    for (const QColor& behind : {colors.window, colors.surface, colors.raised})
      for (const QColor& words : {colors.text, colors.muted, colors.good, colors.warning, colors.bad}) {
        INFO(words.name().toStdString() << " on " << behind.name().toStdString());
        CHECK(contrast(words, behind) >= 4.5);
      }
    CHECK(contrast(colors.accent_text, colors.accent) >= 4.5);
    CHECK(contrast(colors.text, colors.selection) >= 4.5);
  }
  choose_ground(Ground::light);
}

TEST_CASE("what is cut or lies on another is found") {
  QWidget widget;
  widget.resize(300, 200);
  auto* one = new QPushButton("a rather long caption", &widget);
  auto* other = new QLabel("words", &widget);
  auto* apart = new QComboBox(&widget);
  apart->addItem("protocol.sync_interval");
  one->setGeometry(0, 0, 200, 40);
  other->setGeometry(0, 60, 200, 40);
  apart->setGeometry(0, 120, 290, 40);
  widget.show();
  REQUIRE(QTest::qWaitForWindowExposed(&widget));
  CHECK(layout_faults(widget).join("\n").toStdString() == "");
  one->resize(60, 40);
  apart->resize(80, 40);
  other->move(20, 20);
  const QString faults = layout_faults(widget).join("\n");
  CHECK(faults.contains("cut: QPushButton"));
  CHECK(faults.contains("cut: protocol.sync_interval"));
  CHECK(faults.contains("on each other"));
}
