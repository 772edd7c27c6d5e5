#include "gui/base/places.hpp"
#include "gui/data/file_kind.hpp"
#include "gui/data/world_map.hpp"
#include "gui/models/change_model.hpp"
#include "gui/models/comparison_model.hpp"
#include "gui/models/figure_model.hpp"
#include "gui/models/form_model.hpp"
#include "gui/models/problem_model.hpp"
#include "gui/session/session.hpp"
#include "tests/gui/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QAbstractItemModelTester>

using namespace archipelago;
using namespace archipelago::gui;
using namespace archipelago::gui::test;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

struct Form {
  QTemporaryDir folder;
  ScenarioDocument document;
  FormModel model{document};
  QAbstractItemModelTester tester{&model, fatal};
  QString refused;

  Form() {
    QObject::connect(&model, &FormModel::refused, [this](const QString& reason) { refused = reason; });
    QObject::connect(&document, &ScenarioDocument::read, [this] { model.refresh(); });
    REQUIRE(document.open(short_scenario(folder)).isEmpty());
    settle();
  }
  void settle() { REQUIRE(wait_for([this] { return document.fresh(); })); }
  QModelIndex value(const std::string& pointer) { return model.index_of(pointer).siblingAtColumn(FormModel::value); }
};

} // namespace

TEST_CASE_METHOD(Form, "form and text are in step both ways, with one history") {
  CHECK(value("/protocol/quorum").data().toString() == "1");
  REQUIRE(model.setData(value("/protocol/quorum"), "3", Qt::EditRole));
  settle();
  CHECK(document.text().find("\"quorum\": 3") != std::string::npos);
  CHECK(document.text().find("// Can a 12B model") == 0);             // comments stay
  CHECK(document.reading()->world()->protocol.quorum == 3);
  document.text_document().undo();
  settle();
  CHECK(value("/protocol/quorum").data().toString() == "1");
  document.text_document().redo();
  settle();
  CHECK(value("/protocol/quorum").data().toString() == "3");
  REQUIRE(model.setData(value("/protocol/quorum"), "", Qt::EditRole));   // back to the default
  settle();
  CHECK(document.text().find("quorum") == std::string::npos);
}

TEST_CASE_METHOD(Form, "what is not allowed is refused with the reason, and text that is wrong shows where") {
  CHECK_FALSE(model.setData(value("/network/links/2/bandwidth"), "5 GB", Qt::EditRole));
  CHECK(refused.contains("bandwidth"));
  CHECK_FALSE(model.setData(value("/protocol/name"), "diloko", Qt::EditRole));
  CHECK(refused.contains("diloco"));
  REQUIRE(document.set("/learners/0/accelerators", "-3"));
  settle();
  CHECK_FALSE(document.reading()->world());
  CHECK_FALSE(model.problem_of(*model.node(model.index_of("/learners"))).isEmpty());
  CHECK(model.problem_of(*model.node(model.index_of("/sites"))).isEmpty());
  ProblemModel problems;
  QAbstractItemModelTester problem_tester(&problems, fatal);
  problems.show(document.reading()->reading.problems);
  REQUIRE(problems.rowCount() >= 1);
  CHECK(problems.index(0, ProblemModel::place).data().toString().contains("/learners/0/accelerators"));
}

TEST_CASE_METHOD(Form, "a part of a catalogue name keeps the name") {
  REQUIRE(document.apply_override("learners.west.accelerator.mfu=0.5"));
  settle();
  CHECK(document.text().find("{\"base\": \"h100-sxm\", \"mfu\": 0.5}") != std::string::npos);
  REQUIRE(document.apply_override("network.links.west-wan.bandwidth=7 Gbps"));
  settle();
  CHECK(value("/network/links/2/bandwidth").data().toString() == "7 Gbps");
  CHECK_FALSE(document.apply_override("network.links.nowhere.bandwidth=7 Gbps"));
}

TEST_CASE_METHOD(Form, "sites of known regions stand where they are, others by their links") {
  const WorldMap by_links = world_map(*document.reading()->world(), nullptr);
  CHECK_FALSE(by_links.geographic);
  REQUIRE(by_links.nodes.size() == 5);
  for (const auto& [site, region] : {std::pair{"midwest", "aws-us-east-2"}, {"south", "aws-sa-east-1"}, {"west", "aws-us-west-2"}, {"plains", "aws-eu-west-1"}}) {
    REQUIRE(document.apply_override(std::string("sites.") + site + ".region=" + region));
    settle();
  }
  const WorldMap map = world_map(*document.reading()->world(), nullptr);
  REQUIRE(map.geographic);
  CHECK(map.nodes[2].at.x() == Approx(0));                             // Oregon is the farthest west of the four
  CHECK(map.nodes[3].at.x() == Approx(1));                             // Dublin the farthest east
  CHECK(map.nodes[1].at.y() == Approx(1));                             // and Sao Paulo south
  CHECK(map.nodes[4].at.x() > 0.1);                                    // the hub between them
  CHECK(map.nodes[4].at.x() < 0.9);
}

TEST_CASE("every example fills the form, and its text survives") {
  for (const QString& file : example_files()) {
    INFO(file.toStdString());
    CHECK(file_kind(file).kind == (contents(file).contains("archipelago-study/") ? FileKind::Kind::study : FileKind::Kind::scenario));
    ScenarioDocument document;
    FormModel model(document);
    QAbstractItemModelTester tester(&model, fatal);
    REQUIRE(document.open(file).isEmpty());
    REQUIRE(wait_for([&] { return document.fresh(); }));
    model.refresh();
    CHECK(document.reading()->world());
    CHECK(model.rowCount() > 5);
    CHECK(document.text() == contents(file).toStdString());
  }
}

TEST_CASE("figures, changes and comparisons hold as models") {
  FigureModel figures;
  ComparisonModel comparison;
  QAbstractItemModelTester one(&figures, fatal), two(&comparison, fatal);
  figures.show(as_result(std::make_shared<nlohmann::json>(nlohmann::json{{"goodput", 0.5}, {"mfu", nullptr}, {"unknown", {{{"key", "mfu"}, {"needs", "a peak"}}}}})));
  REQUIRE(figures.rowCount() == 2);
  CHECK(figures.index(0, FigureModel::value).data().toString() == "50.00 %");
  CHECK(figures.index(1, FigureModel::value).data().toString() == "unknown");
  comparison.show(read_comparison(R"({"designs": ["a", "b"], "figures": [{"key": "goodput", "unit": "share", "values": [{"value": {"mean": 0.9, "ci90": [0.8, 1.0], "n": 2}, "difference": null},
    {"value": {"mean": 0.5, "ci90": [0.4, 0.6], "n": 2}, "difference": {"mean": -0.4, "ci90": [-0.5, -0.3], "n": 2}}]}]})"));
  CHECK(comparison.columnCount() == 4);
  CHECK(comparison.index(0, 3).data().toString().contains("-40.00"));
  CHECK(read_comparison("no json").problem.contains("no comparison"));

  Session session;
  ChangeRunner runner(session, ChangeModel::figures());
  ChangeModel changes(runner);
  QAbstractItemModelTester three(&changes, fatal);
  QTemporaryDir folder;
  session.scenario().open(short_scenario(folder, {"\"2 Gbps\"", "\"400 Mbps\""}));
  REQUIRE(wait_for([&] { return session.scenario().fresh(); }));
  runner.start({{"as it is", {}}, {"wider", {"network.links.west-wan.bandwidth=5 Gbps"}}, {"wrong", {"protocol.quorum=-1"}}}, {});
  REQUIRE(wait_for([&] { return !runner.running(); }));
  CHECK(changes.index(0, ChangeModel::goodput).data().toString().startsWith("40."));
  CHECK(changes.index(1, ChangeModel::goodput_difference).data().toString().startsWith("+5"));
  CHECK(changes.index(2, ChangeModel::goodput).data().toString() == "failed");
  CHECK(changes.index(2, 0).data(Qt::ToolTipRole).toString().contains("quorum"));
}
