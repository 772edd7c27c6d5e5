// The simulations behind the tables: asked for one by one, played in batches, each distinct one once.
//
// A run is a configuration, perhaps with the bandwidth of all its links set anew. Whoever asks for an unknown one gets
// nothing yet and has it played with the next batch.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"
#include "sim/validate/published_table.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace archipelago {

struct RunFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Runs {
public:
  struct Options {
    std::filesystem::path tables;   // the folder with the tables and their worlds
    std::filesystem::path catalogues;
    unsigned parallel = 0;   // 0: one per core
  };
  struct Query {
    Configuration configuration;
    std::optional<BitsPerSecond> bandwidth;   // of every link; absent: as the scenario has it
  };

  explicit Runs(Options options) : options_(std::move(options)) {}

  // The seeds' results, if known. Throws RunFailed when a seed failed.
  const std::vector<Result>* find(const Query& query);
  // The world of a query; throws TableError with every problem of the scenario.
  std::shared_ptr<const World> world(const Query& query);

  bool anything_wanted() const { return !wanted_.empty(); }
  // False when the user interrupted.
  bool play_wanted();
  std::size_t played() const { return played_; }
  double steps_played() const { return steps_; }

private:
  struct Entry {
    std::shared_ptr<const World> world;
    std::vector<Result> results;
    std::string failure;
    bool done = false;
  };
  static std::string identity(const Query& query);

  Options options_;
  std::map<std::string, std::shared_ptr<const World>> worlds_;
  std::map<std::string, Entry> entries_;
  std::vector<Entry*> wanted_;   // map nodes keep their address
  std::size_t played_ = 0;
  double steps_ = 0;
};

}   // namespace archipelago
