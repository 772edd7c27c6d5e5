#include "sim/study/store/store.hpp"

#include "models/random.hpp"
#include "reports/result_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr const char* tables = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE scenario(id TEXT PRIMARY KEY, version TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE run(scenario TEXT NOT NULL REFERENCES scenario(id), seed INTEGER NOT NULL, status TEXT NOT NULL CHECK(status IN ('done', 'failed')),
                 reason TEXT, attempts INTEGER NOT NULL, fidelity TEXT, fingerprint TEXT, events INTEGER, wall_s REAL, result TEXT,
                 PRIMARY KEY(scenario, seed));
CREATE TABLE metric(scenario TEXT NOT NULL, seed INTEGER NOT NULL, key TEXT NOT NULL, value REAL NOT NULL, PRIMARY KEY(scenario, key, seed)) WITHOUT ROWID;
CREATE TABLE point(study TEXT NOT NULL, number INTEGER NOT NULL, scenario TEXT NOT NULL REFERENCES scenario(id), PRIMARY KEY(study, number)) WITHOUT ROWID;
CREATE TABLE param(study TEXT NOT NULL, number INTEGER NOT NULL, place INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
                   PRIMARY KEY(study, number, place)) WITHOUT ROWID;
INSERT INTO meta VALUES('format', 'archipelago-store/1');
)sql";

std::uint64_t hash_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return entity_key(bytes.str());
}

// Files that the scenario names: their contents count, not only their names.
void add_file_hashes(const json& value, const std::filesystem::path& folder, std::string& into) {
  if (value.is_structured()) {
    for (const auto& part : value) add_file_hashes(part, folder, into);
    return;
  }
  if (!value.is_string()) return;
  const auto text = value.get<std::string>();
  std::error_code none;
  const auto path = folder / text;
  if (text.empty() || text.size() > 4096 || !std::filesystem::is_regular_file(path, none)) return;
  into += fmt::format("\n{} {:016x}", text, hash_of_file(path));
}

// Every number that stands under a name of its own: "cost.total_usd". Lists are in the whole result.
void each_scalar(const json& value, const std::string& key, const std::function<void(const std::string&, double)>& take) {
  if (value.is_number()) return take(key, value.get<double>());
  if (!value.is_object()) return;
  for (const auto& [name, part] : value.items()) each_scalar(part, key.empty() ? name : key + "." + name, take);
}

} // namespace

ScenarioIdentity scenario_identity(const std::string& canonical, const std::filesystem::path& folder, const std::string& program_version) {
  json document = json::parse(canonical);
  document.erase("name");
  if (document.contains("simulation") && document["simulation"].is_object())
    for (const char* key : {"seeds", "replications", "half_width"}) document["simulation"].erase(key);
  ScenarioIdentity identity{{}, document.dump()};
  std::string whole = program_version + "\n" + identity.canonical;
  add_file_hashes(document, folder, whole);
  identity.id = fmt::format("{:016x}", entity_key(whole));
  return identity;
}

Store::Lock::Lock(const std::string& path) {
  file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) throw StoreError(fmt::format("cannot write {}: {}", path, std::strerror(errno)));
  for (int tries = 0; flock(file, LOCK_EX | LOCK_NB) != 0; ++tries) {   // the children of a killed study hold it for an instant longer
    if (tries == 50) {
      close(file);
      throw StoreError(fmt::format("{} is being written by another study; wait for it, or use another --out", path));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}
Store::Lock::~Lock() { close(file); }

void prepare_store(Database& database) {
  // WAL: readers do not wait for the writer; NORMAL: a crash of the machine may cost the last runs, never the file.
  database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;");
  SqlStatement has(database, "SELECT count(*) FROM sqlite_master");
  has.step();
  if (has.integer(0) == 0) {
    Transaction transaction(database);
    database.execute(tables);
    transaction.commit();
    return;
  }
  has.run();
  std::string format;
  try {
    SqlStatement read(database, "SELECT value FROM meta WHERE key = 'format'");
    if (read.step()) format = read.text(0);
  } catch (const StoreError&) {}
  if (format != store_format) throw StoreError(fmt::format("{} is {}; this program writes {}", database.path(), format.empty() ? "a database of something else" : format, store_format));
}

Store::Store(const std::string& path) : lock_(path), database_(path, Database::Access::write) {
  prepare_store(database_);
  find_run_ = std::make_unique<SqlStatement>(database_, "SELECT status, attempts FROM run WHERE scenario = ? AND seed = ?");
  write_run_ = std::make_unique<SqlStatement>(database_, "INSERT INTO run(scenario, seed, status, reason, attempts, fidelity, fingerprint, events, wall_s, result) "
      "VALUES(?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(scenario, seed) DO UPDATE SET status = ?3, reason = ?4, attempts = attempts + 1, "
      "fidelity = ?5, fingerprint = ?6, events = ?7, wall_s = ?8, result = ?9");
  write_metric_ = std::make_unique<SqlStatement>(database_, "INSERT OR REPLACE INTO metric(scenario, seed, key, value) VALUES(?, ?, ?, ?)");
  clear_metrics_ = std::make_unique<SqlStatement>(database_, "DELETE FROM metric WHERE scenario = ? AND seed = ?");
  read_figure_ = std::make_unique<SqlStatement>(database_, "SELECT seed, value FROM metric WHERE scenario = ? AND key = ? ORDER BY seed");
}

Store::~Store() = default;

void Store::add_scenario(const ScenarioIdentity& scenario, const std::string& program_version) {
  SqlStatement(database_, "INSERT OR IGNORE INTO scenario(id, version, json) VALUES(?, ?, ?)").bind(scenario.id, program_version, scenario.canonical).run();
}

void Store::set_points(const std::string& study, const std::vector<StoredPoint>& points) {
  Transaction transaction(database_);
  for (const char* table : {"point", "param"}) SqlStatement(database_, fmt::format("DELETE FROM {} WHERE study = ?", table)).bind(study).run();
  SqlStatement point(database_, "INSERT INTO point(study, number, scenario) VALUES(?, ?, ?)");
  SqlStatement param(database_, "INSERT INTO param(study, number, place, key, value) VALUES(?, ?, ?, ?, ?)");
  for (const StoredPoint& stored : points) {
    point.bind(study, static_cast<std::int64_t>(stored.number), stored.scenario).run();
    std::int64_t place = 0;
    for (const auto& [key, value] : stored.values) param.bind(study, static_cast<std::int64_t>(stored.number), place++, key, value).run();
  }
  transaction.commit();
}

Store::Run Store::run(const std::string& scenario, std::uint64_t seed) {
  Run run;
  find_run_->bind(scenario, seed);
  while (find_run_->step()) run = {find_run_->text(0) == "done" ? RunState::done : RunState::failed, static_cast<int>(find_run_->integer(1))};
  return run;
}

void Store::record(const std::string& scenario, const Outcome& outcome) {
  Transaction transaction(database_);
  if (outcome.result) {
    json result = to_json(*outcome.result);
    const double wall_s = outcome.result->wall_s;
    result["engine"].erase("wall_s");
    write_run_->bind(scenario, outcome.seed, "done", "", outcome.result->fidelity, fmt::format("{:016x}", outcome.result->fingerprint), outcome.result->events, wall_s, result.dump()).run();
    each_scalar(result, "", [&](const std::string& key, double value) { if (key != "seed") write_metric_->bind(scenario, outcome.seed, key, value).run(); });
  } else {
    clear_metrics_->bind(scenario, outcome.seed).run();
    const std::optional<double> none;
    write_run_->bind(scenario, outcome.seed, "failed", outcome.failure, none, none, none, none, none).run();
  }
  transaction.commit();
}

void Store::forget(const std::string& scenario, std::uint64_t seed) {
  Transaction transaction(database_);
  clear_metrics_->bind(scenario, seed).run();
  SqlStatement(database_, "DELETE FROM run WHERE scenario = ? AND seed = ?").bind(scenario, seed).run();
  transaction.commit();
}

std::map<std::uint64_t, double> Store::figure(const std::string& scenario, const std::string& key) {
  std::map<std::uint64_t, double> values;
  read_figure_->bind(scenario, key);
  while (read_figure_->step()) values.emplace(static_cast<std::uint64_t>(read_figure_->integer(0)), read_figure_->real(1));
  return values;
}

std::optional<Result> Store::result(const std::string& scenario, std::uint64_t seed) {
  SqlStatement read(database_, "SELECT result, wall_s FROM run WHERE scenario = ? AND seed = ? AND status = 'done'");
  if (!read.bind(scenario, seed).step()) return std::nullopt;
  try {
    json document = json::parse(read.text(0));
    document.at("engine")["wall_s"] = read.real(1);
    return result_from_json(document);
  } catch (const json::exception& fault) {
    throw StoreError(fmt::format("{}: the result of run {} with seed {} is not as it was written: {}", database_.path(), scenario, seed, fault.what()));
  }
}

std::string Store::failure(const std::string& scenario, std::uint64_t seed) {
  SqlStatement read(database_, "SELECT reason FROM run WHERE scenario = ? AND seed = ? AND status = 'failed'");
  return read.bind(scenario, seed).step() ? read.text(0) : std::string();
}

} // namespace archipelago
