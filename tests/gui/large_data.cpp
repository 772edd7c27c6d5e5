#include "tests/gui/large_data.hpp"

#include "tests/gui/support.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

namespace archipelago::gui::test {

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

QString flood(const QTemporaryDir& folder) {
  return script(folder, "flood", "line='{\"kind\":\"mark\",\"run\":0,\"seq\":1,\"t\":1,\"mark\":\"slice lost\",\"learner\":\"a\"}'; block=\"$line\"\n"
                                 "for k in 1 2 3 4 5 6 7 8 9 10; do block=\"$block\n$block\"; done; i=0; while [ $i -lt 500 ]; do printf '%s\\n' \"$block\"; i=$((i+1)); done");
}

} // namespace archipelago::gui::test
