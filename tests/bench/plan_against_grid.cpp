// What a plan gives up for playing few of the points: its pick against the best of the whole design, played with every seed.
//
//   bench_plan STUDY.json... [--scratch DIR]      stores and answers are kept in DIR, and a second start goes on with them
//
// Target: at most 10 % of the design's runs, explanation among them; the paired 90 % interval of the difference reaches 0, or the loss is under 1 %.
// The best of thousands under the same seeds is a lucky one, so the loss is an upper bound.
#include "models/statistics/estimate.hpp"
#include "reports/study_report.hpp"
#include "sim/study/store/store.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace archipelago;
using nlohmann::json;

namespace {

json answer(const std::string& command, const std::string& file) {
  if (std::system((command + " > '" + file + "'").c_str()) != 0) throw std::runtime_error(command + " failed");
  std::ifstream stream(file);
  return json::parse(stream);
}

std::string scenario_of(Store& store, const std::string& study, std::int64_t number) {
  SqlStatement read(store.database(), "SELECT scenario FROM point WHERE study = ? AND number = ?");
  return read.bind(study, number).step() ? read.text(0) : std::string();
}

bool measure(const std::string& study_file, const std::filesystem::path& scratch) {
  const std::string stem = std::filesystem::path(study_file).stem().string(), base = (scratch / stem).string();
  const std::string plan = fmt::format("{} plan '{}' --quiet --json", PROGRAM, study_file);
  const json grid = answer(fmt::format("{} --exhaustive --out '{}-grid.db'", plan, base), base + "-grid.json");
  std::filesystem::remove(base + "-plan.db");
  const json found = answer(fmt::format("{} --out '{}-plan.db'", plan, base), base + "-plan.json");
  Store store(base + "-grid.db");
  const std::string figure = found["goal"]["figure"];
  const auto values = [&](const json& number) { return store.figure(scenario_of(store, grid["name"], number.get<std::int64_t>()), figure); };
  const auto differences = paired(values(found["winner"]), values(grid["winner"]));
  const Estimate loss = student_estimate(differences);
  const double best = reading_of(values(grid["winner"]))->value, share = std::abs(loss.mean / best);
  const double runs = found["search"]["runs"].get<double>() + found["search"]["explanation_runs"].get<double>(), all = grid["search"]["runs"].get<double>();
  const bool level = !loss.interval || (loss.interval->low <= 0 && loss.interval->high >= 0);
  const bool met = (level || share < 0.01) && runs <= 0.1 * all;
  fmt::print("{}: {} points of {} can be played; grid's best {} ({:.6g}), plan's pick {}: {:+.4g} [{:.4g}, {:.4g}], {:.3f} % of {}; {:.0f} runs ({:.0f} to search) of {:.0f}: {:.1f} %; {}\n",
             stem, grid["points"].size(), grid["search"]["design"].get<std::size_t>(), grid["winner"].get<int>(), best, found["winner"].get<int>(), loss.mean,
             loss.interval ? loss.interval->low : loss.mean, loss.interval ? loss.interval->high : loss.mean, 100 * share, figure, runs, found["search"]["runs"].get<double>(), all,
             100 * runs / all, met ? "target met" : "TARGET MISSED");
  return met;
}

} // namespace

int main(int argc, char** argv) {
  std::vector<std::string> studies;
  std::filesystem::path scratch = std::filesystem::temp_directory_path() / "bench-plan";
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "--scratch" && i + 1 < argc) scratch = argv[++i];
    else studies.emplace_back(argv[i]);
  }
  if (studies.empty())
    for (const char* name : {"cheapest", "before-the-deadline", "which-sites"}) studies.push_back(fmt::format("{}/scenarios/examples/studies/{}.json", SOURCE_ROOT, name));
  std::filesystem::create_directories(scratch);
  bool met = true;
  for (const std::string& study : studies) met = measure(study, scratch) && met;
  return met ? 0 : 1;
}
