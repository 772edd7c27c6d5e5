// Every figure that is shown equals that of the program for the same run, whichever way it came here.
#include "gui/base/text.hpp"
#include "gui/models/figure_model.hpp"
#include "gui/session/quick_answer.hpp"
#include "gui/session/session.hpp"
#include "reports/figures.hpp"
#include "reports/quantity_text.hpp"
#include "reports/result_json.hpp"
#include "tests/gui/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QDir>

using namespace archipelago;
using namespace archipelago::gui;
using namespace archipelago::gui::test;

namespace {

nlohmann::json result_of(const QString& scenario, const QStringList& extra = {}) {
  const QString file = scenario + ".result.json";
  run_program(QStringList{"run", scenario, "--quiet", "--out", file} + extra);
  return nlohmann::json::parse(contents(file).toStdString());
}

} // namespace

TEST_CASE("a run in the window has the figures of one in the terminal, all of them, with their definitions") {
  QTemporaryDir folder;
  const QString scenario = short_scenario(folder, {"\"2 Gbps\"", "\"400 Mbps\"", "\"5 year\"", "\"30 d\""});
  const nlohmann::json expected = result_of(scenario);
  Session session;
  session.scenario().open(scenario);
  REQUIRE(wait_for([&] { return session.scenario().fresh(); }));
  session.run();
  REQUIRE(wait_for([&] { return session.result() && !session.run_client().running(); }));
  CHECK(session.result_is_of_scenario());
  FigureModel model;
  model.show(session.result());
  REQUIRE(model.rowCount() > 40);
  int compared = 0;
  for (int row = 0; row < model.rowCount(); ++row) {
    const ShownFigure& figure = model.figures()[static_cast<std::size_t>(row)];
    if (figure.key == "engine.wall_s") continue;   // real time
    INFO(figure.key);
    const auto value = reading_at(expected, figure.key);
    REQUIRE(value.has_value() == figure.reading.has_value());
    const QVariant tip = model.index(row, FigureModel::title).data(Qt::ToolTipRole);
    CHECK(tip.toString().contains(to_qt(find_figure(figure.key)->definition).toHtmlEscaped()));
    if (!value) continue;
    CHECK(figure.reading->value == value->value);
    CHECK(figure.reading->interval == value->interval);
    ++compared;
  }
  CHECK(compared > 40);
  CHECK(model.index(0, FigureModel::value).data().toString().toStdString() == quantity_text(expected["horizon_s"]["mean"].get<double>(), "s"));
}

TEST_CASE("an unsaved change is what runs") {
  QTemporaryDir folder;
  Session session;
  session.scenario().open(short_scenario(folder));
  REQUIRE(wait_for([&] { return session.scenario().fresh(); }));
  REQUIRE(session.scenario().set("/network/links/2/bandwidth", "\"400 Mbps\""));
  session.run();
  REQUIRE(wait_for([&] { return session.result() && !session.run_client().running(); }));
  CHECK(session.result()->figure("goodput")->value == Approx(0.4).margin(0.01));
  CHECK(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden) == QStringList{"short.json"});   // no copy is left
}

TEST_CASE("the closed form beside the sliders is the program's") {
  QTemporaryDir folder;
  const QString scenario = short_scenario(folder, {"\"2 Gbps\"", "\"400 Mbps\""});
  const nlohmann::json expected = result_of(scenario, {"--set", "simulation.fidelity=closed-form", "--set", "protocol.quorum=2"});
  const QuickAnswer answer = quick_answer(contents(scenario).toStdString(), scenario.toStdString(), {"protocol.quorum=2"});
  INFO(answer.problem.toStdString());
  REQUIRE(answer.result);
  const nlohmann::json document = archipelago::to_json(*answer.result);
  for (const char* key : {"goodput", "compute_utilization", "tokens_per_s", "time_to_target_s", "cost.total_usd", "cost.per_million_tokens_usd"}) {
    INFO(key);
    const auto ours = reading_at(document, key), theirs = reading_at(expected, key);
    REQUIRE(ours.has_value());
    REQUIRE(theirs.has_value());
    CHECK(ours->value == theirs->value);
  }
}
