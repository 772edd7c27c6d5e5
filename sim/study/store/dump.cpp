#include "sim/study/store/dump.hpp"

#include "sim/study/store/store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>

namespace archipelago {

using nlohmann::json;

namespace {

void check_format(Database& database) {
  std::string format;
  try {
    SqlStatement read(database, "SELECT value FROM meta WHERE key = 'format'");
    if (read.step()) format = read.text(0);
  } catch (const StoreError&) {}
  if (format != store_format) throw StoreError(fmt::format("{} is no {}", database.path(), store_format));
}

std::size_t count(Database& database, const char* statement) {
  SqlStatement counted(database, statement);
  counted.step();
  const auto number = static_cast<std::size_t>(counted.integer(0));
  counted.run();
  return number;
}

void refuse_contradictions(Database& database, const std::string& from) {
  SqlStatement differ(database, "SELECT a.scenario, a.seed FROM run a JOIN other.run b USING(scenario, seed) "
                             "WHERE a.status = 'done' AND b.status = 'done' AND a.result <> b.result ORDER BY 1, 2 LIMIT 1");
  if (differ.step())
    throw StoreError(fmt::format("{}: run {} with seed {} has another result than in {}: the stores come from different builds or engines", from, differ.text(0), differ.integer(1), database.path()));
}

} // namespace

void dump_store(Database& database, std::ostream& out) {
  check_format(database);
  SqlStatement runs(database, "SELECT scenario, seed, status, reason, fidelity, fingerprint, events, result FROM run ORDER BY scenario, seed");
  while (runs.step()) {
    nlohmann::ordered_json line{{"scenario", runs.text(0)}, {"seed", static_cast<std::uint64_t>(runs.integer(1))}, {"status", runs.text(2)}};
    const bool done = runs.text(2) == "done";
    if (done) {
      line["fidelity"] = runs.text(4);
      line["fingerprint"] = runs.text(5);
      line["events"] = runs.integer(6);
    } else line["reason"] = runs.text(3);
    std::string text = line.dump(-1, ' ', false, json::error_handler_t::replace);
    if (done) {
      const std::string result = runs.text(7);   // stored as one line of JSON
      if (!json::accept(result) || result.find('\n') != std::string::npos)
        throw StoreError(fmt::format("{}: the result of run {} with seed {} is not as it was written", database.path(), runs.text(0), runs.integer(1)));
      text.insert(text.size() - 1, ",\"result\":" + result);
    }
    out << text << '\n';
  }
}

std::vector<MergeCount> merge_stores(const std::vector<std::string>& from, const std::string& into) {
  for (const std::string& path : from) {      // all of them, before anything is written
    if (!std::filesystem::exists(path)) throw StoreError(fmt::format("{}: no such file", path));
    Database database(path, Database::Access::read);
    check_format(database);
  }
  std::vector<MergeCount> counts;
  Store store(into);
  Database& database = store.database();
  for (const std::string& path : from) {
    SqlStatement(database, "ATTACH DATABASE ? AS other").bind(database_uri(path, Database::Access::read)).run();
    {
      refuse_contradictions(database, path);
      Transaction transaction(database);
      const std::size_t before = count(database, "SELECT count(*) FROM run WHERE status = 'done'");
      database.execute(R"sql(
INSERT OR IGNORE INTO scenario SELECT * FROM other.scenario;
INSERT INTO run SELECT * FROM other.run WHERE true ON CONFLICT(scenario, seed) DO UPDATE SET status = excluded.status, reason = excluded.reason,
  attempts = excluded.attempts, fidelity = excluded.fidelity, fingerprint = excluded.fingerprint, events = excluded.events, wall_s = excluded.wall_s,
  result = excluded.result WHERE run.status = 'failed' AND excluded.status = 'done';
INSERT OR REPLACE INTO metric SELECT * FROM other.metric;
INSERT OR REPLACE INTO point SELECT * FROM other.point;
INSERT OR REPLACE INTO param SELECT * FROM other.param;)sql");
      counts.push_back({count(database, "SELECT count(*) FROM other.run"), count(database, "SELECT count(*) FROM run WHERE status = 'done'") - before});
      transaction.commit();
    }
    database.execute("DETACH DATABASE other");
  }
  return counts;
}

} // namespace archipelago
