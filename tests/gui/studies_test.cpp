// A user who decides: explains a run, compares, sweeps, writes a proposal.
#include "gui/data/sweep_data.hpp"
#include "gui/models/comparison_model.hpp"
#include "gui/models/sweep_model.hpp"
#include "gui/pages/compare_page.hpp"
#include "gui/pages/explain_page.hpp"
#include "gui/pages/report_page.hpp"
#include "gui/pages/sweep_page.hpp"
#include "gui/pages/sweep_setup.hpp"
#include "tests/gui/window_fixture.hpp"

#include <nlohmann/json.hpp>

#include <QFileInfo>
#include <QPushButton>
#include <QTableView>

using namespace archipelago;
using namespace archipelago::gui;
using namespace archipelago::gui::test;

TEST_CASE_METHOD(Window, "two protocols are compared, a hundred runs swept, and the best point opened") {
  open(short_scenario(folder));
  auto& compare = page<ComparePage>("compare");
  compare.choose_protocols({"decoupled-diloco", "data-parallel"});
  compare.compare();
  REQUIRE(wait_for([&] { return !compare.busy(); }));
  CHECK(compare.model().comparison().designs == QStringList{"decoupled-diloco", "data-parallel"});
  CHECK(compare.model().rowCount() > 10);
  picture("compare");

  auto& sweep = page<SweepPage>("sweep");
  sweep.setup().set_axes({"protocol.sync_interval=24,48,72,96,120", "network.links.west-wan.bandwidth=100 Mbps..1600 Mbps*2", "protocol.bits=4,8"});
  sweep.setup().set_seeds(2);
  REQUIRE(sweep.setup().plan().points == 50);
  sweep.start();
  REQUIRE(wait_for([&] { return !sweep.busy() && sweep.state().data(); }));
  CHECK(sweep.state().data()->runs_done == 100);
  CHECK(sweep.model().rowCount() == 50);
  sweep.model().sort(4, Qt::DescendingOrder);
  sweep.state().choose(sweep.model().point(0));
  picture("sweep");
  sweep.open_chosen();
  REQUIRE(wait_for([this] { return window.session().result() != nullptr; }));
  const auto best = static_cast<std::size_t>(sweep.state().chosen());
  CHECK(window.session().result()->figure("goodput")->value == Approx(static_cast<double>(sweep.state().data()->figures[0].mean[best])).epsilon(1e-6));
  sweep.setup().set_axes({"protocol.sync_intervall=24"});
  CHECK(sweep.setup().plan().faults.join("").contains("sync_interval"));
}

TEST_CASE_METHOD(Window, "a run is explained, its single changes played, and the best one taken") {
  open(short_scenario(folder, {"\"2 Gbps\"", "\"400 Mbps\""}));
  window.session().run();
  REQUIRE(wait_for([this] { return window.session().result() && !window.session().run_client().running(); }));
  auto& explain = page<ExplainPage>("explain");
  explain.play_changes();
  REQUIRE(wait_for([&] { return !explain.busy(); }));
  auto* table = explain.findChild<QTableView*>();
  REQUIRE(table->model()->rowCount() > 8);
  CHECK(table->model()->index(0, 0).data().toString() == "the scenario as it is");   // what all are compared with stands first
  CHECK(table->model()->index(1, 2).data().toString().startsWith("+"));
  table->selectRow(1);
  picture("explain");
  for (QPushButton* press : explain.findChildren<QPushButton*>())
    if (press->text().startsWith("Take")) QTest::mouseClick(press, Qt::LeftButton);
  REQUIRE(wait_for([this] { return window.session().scenario().fresh(); }));
  CHECK(last_message.startsWith("Taken"));
  CHECK(window.session().scenario().modified());
}

TEST_CASE_METHOD(Window, "a baseline is kept, the proposal written, read and saved") {
  open(short_scenario(folder, {"\"2 Gbps\"", "\"400 Mbps\""}));
  auto& report = page<ReportPage>("report");
  const auto run = [this] {
    window.session().show_result(nullptr);
    window.session().run();
    REQUIRE(wait_for([this] { return window.session().result() && !window.session().run_client().running(); }));
  };
  run();
  report.keep_baseline();
  REQUIRE(window.session().scenario().apply_override("network.links.west-wan.bandwidth=5 Gbps"));
  REQUIRE(wait_for([this] { return window.session().scenario().fresh(); }));
  run();
  report.write(folder.filePath("proposal"));
  REQUIRE(wait_for([&] { return !report.busy(); }));
  INFO(last_message.toStdString());
  CHECK(report.shown().contains("Decision"));
  CHECK(report.shown().contains("higher"));   // goodput, against the baseline
  CHECK(QFileInfo(folder.filePath("proposal/proposal.html")).size() > 10000);
  window.show_page("report");
  picture("report");
}
