// How fast the dashboard is, to be read and not to pass: frames of a long timeline, a large store, a flood, the first window, sliders, memory.
#include "gui/canvas/timeline_view.hpp"
#include "gui/client/child_client.hpp"
#include "gui/models/sweep_model.hpp"
#include "gui/session/quick_answer.hpp"
#include "gui/session/view_stack.hpp"
#include "gui/window/main_window.hpp"
#include "tests/gui/large_data.hpp"
#include "tests/gui/support.hpp"

#include <catch2/catch.hpp>

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
  client.start({{}, true, flood(folder)});
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
