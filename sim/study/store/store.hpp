// The store of a study: one SQLite file, written by one process, read by anybody. Its tables are in README.md beside this file.
//
// A run is known by its scenario and its seed; the scenario by a hash over its effective text (without what chooses seeds, and
// without its name), over the files that it names, and over the version of the program. So a run that is there need not be
// played again, whatever study asks for it. Each outcome is one transaction: a killed study loses what was under way and
// nothing else.
#pragma once

#include "models/result.hpp"
#include "sim/study/job.hpp"
#include "sim/study/store/database.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

inline constexpr const char* store_format = "archipelago-store/1";

struct ScenarioIdentity { std::string id, canonical; };

// `canonical` as scenarios/scenario.hpp gives it; `folder` is where relative paths in it start.
ScenarioIdentity scenario_identity(const std::string& canonical, const std::filesystem::path& folder, const std::string& program_version);

struct StoredPoint {
  std::size_t number = 0;
  std::string scenario;                       // its id
  std::vector<std::pair<std::string, std::string>> values;   // key and value of every axis
};

enum class RunState { absent, done, failed };

class Store {
public:
  explicit Store(const std::string& path);    // makes it, or goes on with one of this format; StoreError where another process writes it
  ~Store();

  void add_scenario(const ScenarioIdentity& scenario, const std::string& program_version);
  void set_points(const std::string& study, const std::vector<StoredPoint>& points);   // replaces the study's

  struct Run { RunState state = RunState::absent; int attempts = 0; };
  Run run(const std::string& scenario, std::uint64_t seed);
  void record(const std::string& scenario, const Outcome& outcome);
  void forget(const std::string& scenario, std::uint64_t seed);     // so that it is played again

  // A figure of every finished run of a scenario, by seed. The key is that of the result; absent figures have no entry.
  std::map<std::uint64_t, double> figure(const std::string& scenario, const std::string& key);
  std::optional<Result> result(const std::string& scenario, std::uint64_t seed);
  std::string failure(const std::string& scenario, std::uint64_t seed);

  Database& database() { return database_; }

private:
  struct Lock {                               // of the file, for as long as this process writes it
    explicit Lock(const std::string& path);
    ~Lock();
    int file = -1;
  };

  Lock lock_;
  Database database_;
  std::unique_ptr<SqlStatement> find_run_, write_run_, write_metric_, clear_metrics_, read_figure_;
};

// Makes the tables in a new file; throws StoreError when the file is something else.
void prepare_store(Database& database);

} // namespace archipelago
