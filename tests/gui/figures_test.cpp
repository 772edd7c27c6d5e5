// Every figure that is shown equals that of the program for the same run, whichever way it came here.
#include "gui/base/text.hpp"
#include "gui/data/comparison.hpp"
#include "gui/models/comparison_model.hpp"
#include "gui/models/figure_model.hpp"
#include "gui/models/sweep_model.hpp"
#include "gui/session/quick_answer.hpp"
#include "gui/session/session.hpp"
#include "reports/figures.hpp"
#include "reports/quantity_text.hpp"
#include "reports/result_json.hpp"
#include "tests/gui/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QAbstractItemModelTester>
#include <QDir>
#include <QProcess>

#include <array>
#include <numeric>

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
  const nlohmann::json expected = result_of(scenario, {"--timeline", folder.filePath("t.json")});   // as the window runs it: nothing is jumped over
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

TEST_CASE("a scenario that extends another is studied with its changes, and no copy is left") {
  QTemporaryDir folder;
  short_scenario(folder);
  write(folder.filePath("over.json"), R"({"extends": "short.json", "protocol": {"bits": 8}})");
  {
    Session session;
    session.scenario().open(folder.filePath("over.json"));
    REQUIRE(wait_for([&] { return session.scenario().fresh(); }));
    REQUIRE(session.scenario().set("/protocol/bits", "16"));
    REQUIRE(wait_for([&] { return session.scenario().fresh(); }));
    QString problem;
    const QString frozen = session.frozen_scenario("sweep.json", &problem);
    INFO(problem.toStdString());
    REQUIRE_FALSE(frozen.isEmpty());
    CHECK(result_of(frozen)["scenario"]["document"]["protocol"]["bits"] == 16);
    QFile::remove(frozen + ".result.json");
  }
  CHECK(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden) == QStringList{"over.json", "short.json"});
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

// What is shown while a run is under way adds up to what its result has.
TEST_CASE("the live figures of a run end as its timeline's") {
  QTemporaryDir folder;
  Session session;
  session.scenario().open(short_scenario(folder, {"\"2 Gbps\"", "\"400 Mbps\"", "\"replications\": 2", "\"replications\": 1"}));
  REQUIRE(wait_for([&] { return session.scenario().fresh(); }));
  std::array<double, time_class_count> times{};
  std::int64_t merged = 0;
  double until = 0, last_to = 0;
  bool in_order = true;
  QObject::connect(&session.run_client(), &ChildClient::progressed, [&](const ChildProgress& progress) {
    for (const LiveSlice& slice : progress.new_live) {
      in_order = in_order && slice.from == Approx(last_to) && slice.to >= slice.from && slice.learners.size() == 8;
      last_to = slice.to;
      until = std::max(until, slice.to);
      merged += slice.merged;
      for (const auto& learner : slice.learners)
        for (std::size_t c = 0; c < time_class_count; ++c) times[c] += static_cast<double>(learner[c]);
    }
  });
  session.run();
  REQUIRE(wait_for([&] { return session.timeline() && !session.run_client().running(); }));
  CHECK(in_order);
  CHECK(until > 0.9 * session.timeline()->end);
  const double whole = std::accumulate(times.begin(), times.end(), 0.0);
  CHECK(times[0] / whole == Approx(session.result()->figure("time_shares.compute")->value).margin(0.02));
  CHECK(static_cast<double>(merged) == Approx(session.result()->figure("outer_steps")->value).epsilon(0.05));
}

TEST_CASE("every comparison shown equals the program's, with its definition") {
  QTemporaryDir folder;
  const QString scenario = short_scenario(folder, {"\"2 Gbps\"", "\"400 Mbps\""});
  QProcess process;
  process.start(qEnvironmentVariable("ARCHIPELAGO_PROGRAM"), {"compare", scenario, "--protocols", "decoupled-diloco,data-parallel", "--json", "--replications", "3"});
  REQUIRE(process.waitForFinished(patience_ms));
  const QByteArray answer = process.readAllStandardOutput();
  const nlohmann::json expected = nlohmann::json::parse(answer.toStdString());
  ComparisonModel model;
  model.show(read_comparison(answer));
  REQUIRE(model.rowCount() == static_cast<int>(expected["figures"].size()));
  for (int row = 0; row < model.rowCount(); ++row) {
    const nlohmann::json& figure = expected["figures"][static_cast<std::size_t>(row)];
    const std::string key = figure["key"], unit = figure["unit"];
    INFO(key);
    if (const Figure* known = find_figure(key)) CHECK(model.index(row, 1).data(Qt::ToolTipRole).toString().contains(to_qt(known->definition).toHtmlEscaped()));
    for (const auto& [column, design] : {std::pair{1, 0}, std::pair{2, 1}}) {
      const auto value = reading_at(figure["values"][static_cast<std::size_t>(design)], "value");
      CHECK(model.index(row, column).data().toString() == (value ? quantity(*value, unit) : QString("unknown")));
    }
  }
}

TEST_CASE("every figure of a sweep's table equals the program's, to the digits that it shows") {
  QTemporaryDir folder;
  const QString scenario = short_scenario(folder), store = folder.filePath("s.db");
  QProcess process;
  process.start(qEnvironmentVariable("ARCHIPELAGO_PROGRAM"), {"sweep", scenario, "--vary", "protocol.bits=4,16", "--vary", "network.links.west-wan.bandwidth=400 Mbps,2 Gbps", "--replications", "3", "--json", "--out", store});
  REQUIRE(process.waitForFinished(patience_ms));
  const nlohmann::json expected = nlohmann::json::parse(process.readAllStandardOutput().toStdString());
  SweepState state;
  SweepModel model(state);
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  state.open(store);
  REQUIRE(wait_for([&] { return !state.reading() && model.rowCount() == 4; }));
  int compared = 0;
  for (const nlohmann::json& point : expected["points"])
    for (std::size_t f = 0; f < state.data()->figures.size(); ++f) {
      const SweepFigure& figure = state.data()->figures[f];
      if (!point["figures"].contains(figure.key)) continue;
      const auto value = reading_of(point["figures"][figure.key]);
      REQUIRE(value);
      const auto number = point["point"].get<std::int64_t>();
      const auto place = std::find(state.data()->numbers.begin(), state.data()->numbers.end(), number) - state.data()->numbers.begin();
      const QModelIndex cell = model.index(model.row_of(place), 1 + static_cast<int>(state.data()->keys.size() + f));
      INFO(figure.key << " of point " << number);
      CHECK(cell.data().toString() == quantity(*value, figure.unit));
      if (const Figure* known = find_figure(figure.key)) CHECK(cell.data(Qt::ToolTipRole).toString().contains(to_qt(known->definition).toHtmlEscaped()));
      ++compared;
    }
  CHECK(compared >= 12);
}
