// A sweep of points that need no engine: their figures depend on the point and the seed alone.
#pragma once

#include "sim/study/store/dump.hpp"
#include "sim/study/sweep.hpp"
#include "tests/study/jobs.hpp"

#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace archipelago {

class ScratchStores {                         // a folder of its own, gone with the object
public:
  ScratchStores() { if (!mkdtemp(path_.data())) throw std::runtime_error("no scratch folder"); }
  ~ScratchStores() { std::error_code none; std::filesystem::remove_all(path_, none); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

private:
  std::string path_ = (std::filesystem::temp_directory_path() / "archipelago-store-XXXXXX").string();
};

inline std::vector<PlannedPoint> planned_points(std::size_t count, std::vector<std::uint64_t> seeds) {
  std::vector<PlannedPoint> points;
  for (std::size_t i = 1; i <= count; ++i) {
    const std::string text = "{\"protocol\":{\"quorum\":" + std::to_string(i) + "}}";
    points.push_back({{i, {std::to_string(i)}, {"protocol.quorum=" + std::to_string(i)}}, scenario_identity(text, ".", "test"), "", seeds, true});
  }
  return points;
}

inline void add_scenarios(Store& store, const std::vector<PlannedPoint>& points) {
  for (const PlannedPoint& point : points) store.add_scenario(point.scenario, "test");
}

inline std::string dump_of(const std::string& path) {
  Database database(path, Database::Access::read);
  std::ostringstream text;
  dump_store(database, text);
  return text.str();
}

// Goodput from quorum and seed; takes `pause_us`, so that a kill finds runs under way.
inline Sweep::MakeJob paced_jobs(useconds_t pause_us) {
  return [pause_us](const SweepRun& run) {
    return Job{run.seed, [run, pause_us](Progress&) {
                 usleep(pause_us);
                 Result result = result_of_seed(run.seed);
                 result.goodput = static_cast<double>(run.overrides.front().back() - '0') / 10 + 0.001 * static_cast<double>(run.seed % 3);
                 return result;
               }};
  };
}

} // namespace archipelago
