// How fast the dashboard is, to be read and not to pass: frames of a long timeline, a large store, a flood, the first window, sliders, memory.
#include "gui/canvas/timeline_view.hpp"
#include "gui/client/child_client.hpp"
#include "gui/models/sweep_model.hpp"
#include "gui/session/quick_answer.hpp"
#include "gui/session/view_stack.hpp"
#include "gui/window/main_window.hpp"
#include "tests/gui/support.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace archipelago;
using namespace archipelago::gui;
using namespace archipelago::gui::test;

namespace {

double milliseconds(const std::function<void()>& work) {
  QElapsedTimer timer;
  timer.start();
  work();
  return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double resident_mb() {
  QFile file("/proc/self/status");
  if (!file.open(QIODevice::ReadOnly)) return 0;
  for (const QByteArray& line : file.readAll().split('\n'))
    if (line.startsWith("VmRSS:")) return line.mid(6).trimmed().split(' ').front().toDouble() / 1024;
  return 0;
}

std::shared_ptr<Timeline> long_timeline(std::size_t events) {
  auto timeline = std::make_shared<Timeline>();
  constexpr std::size_t learners = 64;
  for (std::size_t m = 0; m < learners; ++m) {
    TimelineRow row;
    row.name = QString("learner-%1").arg(m + 1);
    double at = 0;
    for (std::size_t i = 0; i < events / learners * 8 / 10; ++i) {
      const double length = 1 + static_cast<double>((i * 2654435761U + m) % 1000) / 500;
      row.from.push_back(at);
      row.to.push_back(at += length);
      row.what.push_back(static_cast<std::uint8_t>(i % 3 == 0 ? 1 + i % 13 : 0));
    }
    timeline->learners.push_back(std::move(row));
  }
  const double end = timeline->learners.front().to.back();
  for (std::size_t i = 0; i < events / 5; ++i) {
    const double at = end * static_cast<double>(i) / static_cast<double>(events / 5);
    timeline->rounds.push_back({at, at + 1.5, static_cast<std::int32_t>(i), 0, 40 + static_cast<std::int32_t>(i % 24), static_cast<std::int32_t>(i % 4)});
  }
  timeline->finish();
  return timeline;
}

void large_store(const QString& file, int points) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.toUtf8().constData(), &database) == SQLITE_OK);
  const QByteArray fill = QStringLiteral(
      "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID; INSERT INTO meta VALUES('format', 'archipelago-store/1');"
      "CREATE TABLE run(scenario TEXT NOT NULL, seed INTEGER NOT NULL, status TEXT NOT NULL, reason TEXT, attempts INTEGER, fidelity TEXT, fingerprint TEXT, events INTEGER, wall_s REAL, result TEXT, PRIMARY KEY(scenario, seed));"
      "CREATE TABLE metric(scenario TEXT NOT NULL, seed INTEGER NOT NULL, key TEXT NOT NULL, value REAL NOT NULL, PRIMARY KEY(scenario, key, seed)) WITHOUT ROWID;"
      "CREATE TABLE point(study TEXT NOT NULL, number INTEGER NOT NULL, scenario TEXT NOT NULL, PRIMARY KEY(study, number)) WITHOUT ROWID;"
      "CREATE TABLE param(study TEXT NOT NULL, number INTEGER NOT NULL, place INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(study, number, place)) WITHOUT ROWID;"
      "BEGIN; CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < %1) SELECT i, 'scenario-' || i AS id FROM c;"
      "INSERT INTO point SELECT 'large', i, id FROM n; INSERT INTO param SELECT 'large', i, 0, 'protocol.sync_interval', i %% 50 FROM n; INSERT INTO param SELECT 'large', i, 1, 'protocol.quorum', i / 50 %% 40 FROM n;"
      "INSERT INTO run(scenario, seed, status, attempts) SELECT id, 1, 'done', 1 FROM n;"
      "INSERT INTO metric SELECT id, 1, 'goodput', (i %% 997) / 997.0 FROM n; INSERT INTO metric SELECT id, 1, 'cost.per_million_tokens_usd', (i %% 499) / 49.0 FROM n; COMMIT;").arg(points).replace("%%", "%").toUtf8();
  char* fault = nullptr;
  sqlite3_exec(database, fill.constData(), nullptr, nullptr, &fault);
  INFO((fault ? fault : ""));
  REQUIRE(!fault);
  sqlite3_close(database);
}

} // namespace

TEST_CASE("timeline of a million events") {
  const auto timeline = long_timeline(1'000'000);
  ViewStack stack;
  TimelineView view(stack);
  view.resize(1280, 640);
  view.setVisible(true);
  static_cast<void>(QTest::qWaitForWindowExposed(&view));
  stack.reset(timeline->end);
  view.show(timeline);
  std::vector<double> frames;
  for (int i = 0; i < 120; ++i) {
    const double length = timeline->end / std::pow(1.1, i % 60), from = (timeline->end - length) * (i % 7) / 7;
    stack.show_range({from, from + length}, false);
    frames.push_back(milliseconds([&] { view.viewport()->repaint(); }));
  }
  std::printf("timeline of %zu events: frame %.1f ms median, %.1f ms longest; %.0f MB resident\n", timeline->events(), median(frames), *std::max_element(frames.begin(), frames.end()), resident_mb());
}

TEST_CASE("store of a hundred thousand points") {
  QTemporaryDir folder;
  const QString file = folder.filePath("large.db");
  large_store(file, 100'000);
  SweepState state;
  SweepModel model(state);
  Watchdog watchdog;
  QElapsedTimer timer;
  timer.start();
  state.open(file);
  wait_for([&] { return model.rowCount() > 0; });
  const auto first = timer.elapsed();
  wait_for([&] { return !state.reading(); });
  const auto whole = timer.elapsed();
  const double filter = milliseconds([&] { state.set_words("17"); }), sort = milliseconds([&] { model.sort(3, Qt::DescendingOrder); });
  std::printf("store of 100,000 points: first rows %lld ms, all %lld ms, filter %.0f ms, sort %.0f ms, event loop held at most %.0f ms\n", first, whole, filter, sort, watchdog.longest_ms());
  CHECK(state.data()->size() == 100'000);
}

TEST_CASE("flood of records") {
  QTemporaryDir folder;
  QThread thread;
  thread.start();
  ChildClient client(thread);
  std::int64_t records = 0;
  double seconds = 0;
  QObject::connect(&client, &ChildClient::progressed, [&](const ChildProgress& progress) { records = progress.records; });
  QObject::connect(&client, &ChildClient::ended, [&](const ChildOutcome& outcome) { seconds = outcome.running_s; });
  MainWindow window(false);
  window.show();
  QTest::qWait(200);
  Watchdog watchdog;
  client.start({{}, true, script(folder, "flood", "line='{\"kind\":\"mark\",\"run\":0,\"seq\":1,\"t\":1,\"mark\":\"slice lost\",\"learner\":\"a\"}'; block=\"$line\"\n"
                                                  "for k in 1 2 3 4 5 6 7 8 9 10; do block=\"$block\n$block\"; done; i=0; while [ $i -lt 500 ]; do printf '%s\\n' \"$block\"; i=$((i+1)); done")});
  wait_for([&] { return !client.running(); });
  std::printf("flood: %lld records in %.1f s (%.0f a second), event loop held at most %.0f ms\n", static_cast<long long>(records), seconds, static_cast<double>(records) / seconds, watchdog.longest_ms());
  thread.quit();
  thread.wait();
}

TEST_CASE("first window and sliders") {
  const double start = milliseconds([] {
    MainWindow window(false);
    window.show();
    static_cast<void>(QTest::qWaitForWindowExposed(&window));
    window.grab();
  });
  const std::string text = contents(example("four-regions.json")).toStdString();
  std::vector<double> answers;
  for (int i = 0; i < 20; ++i) answers.push_back(1000 * quick_answer(text, "four-regions.json", {"protocol.quorum=" + std::to_string(1 + i % 8)}).seconds);
  QTemporaryDir folder;
  const double fast = milliseconds([] { run_program({"run", example("four-regions.json"), "--quiet", "--set", "simulation.fidelity=fast"}); });
  std::printf("window: %.0f ms to its first picture; closed form %.1f ms median; four regions fast, 8 seeds of 10 d: %.0f ms; %.0f MB resident\n", start, median(answers), fast, resident_mb());
}
