// A plan as a user sees it: what is asked and checked, the search as it goes, the winner, and every figure that of the program.
#include "gui/base/text.hpp"
#include "gui/models/comparison_model.hpp"
#include "gui/models/plan_model.hpp"
#include "gui/models/stage_model.hpp"
#include "gui/pages/plan_page.hpp"
#include "gui/pages/plan_setup.hpp"
#include "gui/pages/report_page.hpp"
#include "reports/figures.hpp"
#include "tests/gui/window_fixture.hpp"

#include <nlohmann/json.hpp>

#include <QAbstractItemModelTester>
#include <QDir>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QTableView>

using namespace archipelago;
using namespace archipelago::gui;
using namespace archipelago::gui::test;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

PlanRequest small_request() {
  PlanRequest request;
  request.goal = "min cost.to_equal_loss_usd";
  request.axes = QStringList{"protocol.sync_interval=24,96", "protocol.bits=4,16", "network.links.west-wan.bandwidth=500 Mbps,2 Gbps"};
  request.limits = QStringList{"quality.token_efficiency>=0.8"};
  request.seeds = 2;
  return request;
}

QByteArray answer_of(const QStringList& arguments) {
  QProcess process;
  process.start(qEnvironmentVariable("ARCHIPELAGO_PROGRAM"), arguments);
  REQUIRE(process.waitForFinished(patience_ms));
  REQUIRE(process.exitCode() == 0);
  return process.readAllStandardOutput();
}

} // namespace

TEST_CASE("what a plan asks is checked as a whole, and survives a study file") {
  PlanRequest request = small_request();
  CHECK(check(request).points == 8);
  request.axes << "protocol.overlap=1,2";
  request.where = QStringList{"protocol.overlap * 4 <= protocol.sync_interval"};
  request.settings = QStringList{"simulation.horizon=6 h", "simulation.fidelity=fast"};
  request.limits << "quality.time_to_equal_loss_s<=36 h" << "zones=eu,us" << "memory=fits" << "site_power.west<=5 MW";
  request.name = "small";
  request.scenario = "short.json";
  REQUIRE(check(request).faults.isEmpty());
  QTemporaryDir folder;
  write(folder.filePath("study.json"), QByteArray::fromStdString(study_text(request)));
  const auto read = read_plan_request(folder.filePath("study.json"));
  INFO(read.problem.toStdString());
  REQUIRE(read.request);
  CHECK(read.request->axes == request.axes);
  CHECK(read.request->where == request.where);
  CHECK(QSet<QString>(read.request->settings.begin(), read.request->settings.end()) == QSet<QString>(request.settings.begin(), request.settings.end()));
  CHECK(QSet<QString>(read.request->limits.begin(), read.request->limits.end()) == QSet<QString>(request.limits.begin(), request.limits.end()));
  CHECK(read.request->goal == request.goal);
  CHECK(read.request->seeds == 2);
  CHECK(QFileInfo(read.request->scenario) == QFileInfo(folder.filePath("short.json")));

  PlanRequest wrong = small_request();
  wrong.axes << "protocol.quorumm=1,2";
  wrong.limits << "goodputt>=0.9";
  wrong.settings << "nothing";
  wrong.goal = "min cost.totl_usd";
  const PlanVerdict verdict = check(wrong);
  INFO(verdict.faults.join("; ").toStdString());
  CHECK(verdict.faults.size() == 4);
  CHECK(verdict.faults.join(";").contains("did you mean quorum"));
  CHECK(verdict.faults.join(";").contains("did you mean goodput"));
  CHECK(read_plan_request(folder.filePath("gone.json")).problem.contains("gone.json"));
}

TEST_CASE("every study that is shipped is opened as it is written") {
  for (const QString& name : QDir(example("studies")).entryList({"*.json"})) {
    INFO(name.toStdString());
    const auto read = read_plan_request(example("studies/" + name));
    INFO(read.problem.toStdString());
    REQUIRE(read.request);
    CHECK(check(*read.request).faults.isEmpty());
    CHECK(check(*read.request).points > 1);
  }
}

TEST_CASE_METHOD(Window, "a plan is asked, watched and won, with the figures of the program, and proposed", "[on-x]") {
  QAbstractItemModelTester points(&page<PlanPage>("plan").points(), fatal), stages(&page<PlanPage>("plan").stages(), fatal);
  const QString scenario = short_scenario(folder, {"\"5 year\"", "\"60 d\""});
  open(scenario);
  auto& plan = page<PlanPage>("plan");
  REQUIRE(wait_for([&] { return plan.setup().sound(); }));   // it suggests axes by itself
  plan.setup().show(small_request());
  REQUIRE(plan.setup().verdict().points == 8);
  for (QPushButton* press : plan.setup().findChildren<QPushButton*>())
    if (press->text() == "Plan") QTest::mouseClick(press, Qt::LeftButton);
  REQUIRE(wait_for([&] { return plan.stages().rowCount() > 1; }));
  REQUIRE(wait_for([&] { return !plan.busy(); }));
  INFO(last_message.toStdString());
  REQUIRE(plan.points().plan().winner >= 0);
  picture("plan");

  const auto expected = nlohmann::json::parse(answer_of(QStringList{"plan", scenario, "--json", "--quiet", "--out", folder.filePath("own.db")} + plan_arguments(small_request())).toStdString());
  const PlanReading& shown = plan.points().plan();
  CHECK(shown.rows[static_cast<std::size_t>(shown.winner)].number == expected["winner"].get<std::int64_t>());
  REQUIRE(shown.rows.size() == expected["points"].size());
  int compared = 0;
  for (std::size_t i = 0; i < shown.rows.size(); ++i)
    for (std::size_t f = 0; f < shown.figures.size(); ++f) {
      const auto& point = expected["points"][i];
      const auto value = point["figures"].contains(shown.figures[f].key) ? reading_of(point["figures"][shown.figures[f].key]) : std::nullopt;
      const auto& reading = shown.rows[i].figures[f];
      REQUIRE(value.has_value() == reading.has_value());
      const QModelIndex cell = plan.points().index(static_cast<int>(i), 1 + static_cast<int>(shown.keys.size() + f));
      CHECK(cell.data(Qt::ToolTipRole).toString().contains(to_qt(find_figure(shown.figures[f].key)->definition).toHtmlEscaped()));
      if (!value) continue;
      CHECK(reading->value == value->value);
      CHECK(reading->interval == value->interval);
      CHECK(cell.data().toString() == quantity(*value, shown.figures[f].unit));
      ++compared;
    }
  CHECK(compared >= 8 * 4);
  CHECK(plan.contenders_shown().comparison().designs.size() >= 2);
  CHECK(plan.contenders_shown().index(0, 3).data().toString().startsWith("+"));   // the other costs more
  CHECK(plan.reasons().contains("wins"));
  CHECK(plan.reasons().contains("What would flip it"));

  plan.choose(shown.rows[static_cast<std::size_t>(shown.winner)].number == 1 ? 2 : 1);
  plan.take_values();
  REQUIRE(wait_for([this] { return window.session().scenario().fresh(); }));
  CHECK(window.session().scenario().modified());
  while (window.session().scenario().text_document().isUndoAvailable()) window.session().scenario().text_document().undo();

  window.show_page("plan");
  for (QPushButton* press : plan.findChildren<QPushButton*>())
    if (press->text().startsWith("Propose")) QTest::mouseClick(press, Qt::LeftButton);
  auto& report = page<ReportPage>("report");
  wait_for([&] { return report.shown().contains("Decision"); }, 20000);
  INFO("said last: " << last_message.toStdString());
  REQUIRE(report.shown().contains("Decision"));
  REQUIRE(wait_for([&] { return !report.busy(); }));
  CHECK(window.session().result()->figure("cost.total_usd")->value > 0);
}

TEST_CASE_METHOD(Window, "limits that no point keeps to, a plan cancelled and one that fails are said so") {
  open(short_scenario(folder));
  auto& plan = page<PlanPage>("plan");
  PlanRequest request = small_request();
  request.limits << "quality.time_to_equal_loss_s<=1 s";
  plan.setup().show(request);
  plan.start();
  REQUIRE(wait_for([&] { return !plan.busy(); }));
  CHECK(last_message.contains("No point keeps"));
  CHECK(plan.reasons().contains("Nearest"));
  plan.start();
  QTest::qWait(50);
  for (QPushButton* press : plan.setup().findChildren<QPushButton*>())
    if (press->text() == "Cancel") QTest::mouseClick(press, Qt::LeftButton);
  REQUIRE(wait_for([&] { return !plan.busy(); }));
  CHECK(plan.isVisible());
  CHECK(plan.setup().isEnabled());
}

TEST_CASE_METHOD(Window, "a study is opened with its scenario, and saved again") {
  window.session().open(example("studies/cheapest.json"));
  auto& plan = page<PlanPage>("plan");
  REQUIRE(wait_for([this] { return window.session().scenario().fresh(); }));
  CHECK(window.session().scenario().title() == "four-regions.json");
  CHECK(plan.setup().verdict().points == 2592);
  const QString file = folder.filePath("again.json");
  CHECK(plan.save_study(file).isEmpty());
  const auto first = read_plan_request(example("studies/cheapest.json")), again = read_plan_request(file);
  REQUIRE(again.request);
  CHECK(again.request->axes == first.request->axes);
  CHECK(again.request->limits == first.request->limits);
  CHECK(QFileInfo(again.request->scenario) == QFileInfo(first.request->scenario));
}
