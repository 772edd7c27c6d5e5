#include "gui/data/pareto.hpp"
#include "gui/data/store_reader.hpp"
#include "gui/models/sweep_model.hpp"
#include "tests/gui/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <QAbstractItemModelTester>
#include <QDir>

#include <sys/wait.h>
#include <unistd.h>

using namespace archipelago::gui;
using namespace archipelago::gui::test;

namespace {

void execute(const QString& file, const char* statement, sqlite3** keep = nullptr) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.toUtf8().constData(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, statement, nullptr, nullptr, nullptr) == SQLITE_OK);
  if (keep) *keep = database;
  else sqlite3_close(database);
}

struct Swept {
  QTemporaryDir folder;
  QString store = folder.filePath("s.db");
  QByteArray printed;

  Swept() {
    QProcess process;
    process.start(qEnvironmentVariable("ARCHIPELAGO_PROGRAM"), {"sweep", short_scenario(folder), "--vary", "protocol.sync_interval=96,24,48", "--vary", "network.links.west-wan.bandwidth=500 Mbps,2 Gbps",
                                                                "--replications", "2", "--out", store, "--json"});
    REQUIRE(process.waitForFinished(patience_ms));
    printed = process.readAllStandardOutput();
    REQUIRE(process.exitCode() == 0);
  }
};

} // namespace

TEST_CASE_METHOD(Swept, "a store shows the figures that sweep prints, and is sorted and filtered") {
  const StoreReading read = read_store(store);
  INFO(read.problem.toStdString());
  REQUIRE(read.data);
  REQUIRE(read.data->size() == 6);
  CHECK(read.data->keys[0].words == std::vector<QString>{"24", "48", "96"});   // by size, not as they were given
  CHECK(read.data->keys[1].words == std::vector<QString>{"500 Mbps", "2 Gbps"});
  const auto document = nlohmann::json::parse(printed.toStdString());
  for (const auto& point : document["points"]) {
    const auto i = static_cast<std::size_t>(point["point"].get<int>() - 1);
    for (const auto& figure : read.data->figures) {
      if (!point["figures"].contains(figure.key)) continue;
      CHECK(static_cast<double>(figure.mean[i]) == Approx(point["figures"][figure.key]["mean"].get<double>()).epsilon(1e-6));
      const auto& interval = point["figures"][figure.key]["ci90"];
      CHECK(2 * static_cast<double>(figure.half[i]) == Approx(interval[1].get<double>() - interval[0].get<double>()).margin(1e-6 * std::abs(interval[1].get<double>())));
    }
  }

  SweepState state;
  SweepModel model(state);
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  state.open(store);
  REQUIRE(wait_for([&] { return state.data() && !state.reading(); }));
  CHECK(model.rowCount() == 6);
  state.set_words("24");
  CHECK(model.rowCount() == 2);
  state.set_words("24 gbps");
  CHECK(model.rowCount() == 1);
  state.clear_ranges();
  state.set_range(0, {0.5, 2});
  CHECK(model.rowCount() == 4);
  model.sort(1, Qt::DescendingOrder);
  CHECK(model.index(0, 1).data().toString() == "96");
}

TEST_CASE_METHOD(Swept, "a point opens as the result of its seeds") {
  const PointReading point = read_point(store, "short", 1);
  INFO(point.problem.toStdString());
  REQUIRE(point.document);
  CHECK((*point.document)["format"] == "archipelago-result/1");
  CHECK((*point.document)["goodput"]["n"] == 2);
  CHECK(read_point(store, "short", 99).problem.contains("not in"));
}

TEST_CASE_METHOD(Swept, "stores that are locked, cut off, of a newer version, foreign or gone end in words") {
  sqlite3* holder = nullptr;
  execute(store, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE", &holder);
  CHECK(read_store(store).problem.contains("locked"));
  sqlite3_exec(holder, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(holder);
  CHECK(read_store(store).data);

  const QByteArray whole = contents(store);
  const QString cut = folder.filePath("cut.db");
  write(cut, whole.left(whole.size() / 3));
  CHECK(read_store(cut).problem.contains("damaged or cut off"));
  write(cut, "SQLite format 3" + QByteArray(2000, 'x'));
  CHECK(read_store(cut).problem.contains("damaged or cut off"));

  const QString newer = folder.filePath("newer.db");
  write(newer, whole);
  execute(newer, "UPDATE meta SET value = 'archipelago-store/9'");
  CHECK(read_store(newer).problem.contains("newer version (archipelago-store/9)"));

  const QString foreign = folder.filePath("foreign.db");
  execute(foreign, "CREATE TABLE t(x)");
  CHECK(read_store(foreign).problem.contains("no store of a study"));
  CHECK(read_store(folder.filePath("gone.db")).problem.contains("not there any more"));
}

TEST_CASE_METHOD(Swept, "a store in a folder that may only be read is shown, whatever it is called") {
  const QString shared = folder.filePath("shared runs #1, 50% done?");
  const QString there = shared + "/s.db";
  REQUIRE(QDir().mkpath(shared));
  REQUIRE(QFile::copy(store, there));
  for (const QString& passed : {folder.path(), store}) QFile::setPermissions(passed, QFile::permissions(passed) | QFile::ReadOther | QFile::ExeOther);
  QFile::setPermissions(there, QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
  QFile::setPermissions(shared, QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther);
  const std::size_t points = read_store(store).data->size();
  const pid_t reader = fork();
  if (reader == 0) {
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(9);
    if (access(there.toUtf8().constData(), R_OK) != 0) _exit(9);
    const StoreReading read = read_store(there);
    _exit(read.data && read.data->size() == points ? 0 : 1);
  }
  int status = 0;
  waitpid(reader, &status, 0);
  if (WEXITSTATUS(status) == 9) WARN("nobody else may look at temporary files here: not tested");
  else CHECK(status == 0);
  QFile::setPermissions(shared, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

TEST_CASE("the front keeps what nothing beats in both figures") {
  const std::vector<FrontPoint> points{{0, 1, 5, 0, 0}, {1, 2, 4, 0, 0}, {2, 2, 3, 0, 0}, {3, 3, 4, 0, 0}, {4, 4, 1, 0, 0}};
  CHECK(pareto_front(points, true, true) == std::vector<std::size_t>{0, 3, 4});
  CHECK(pareto_front(points, false, true) == std::vector<std::size_t>{0});
  CHECK(pareto_front({}, true, true).empty());
}
