// Simulations of measured runs under candidate constants: each distinct one is played once.
//
// A constant that a scenario states itself stays as stated there, as it would when the scenario extends what was found. Runs of
// several seeds are played with the first few of them; long runs with the first alone, and shortened where nothing asked for
// depends on their length (shortened.hpp).
#pragma once

#include "models/calibration/run_fit.hpp"
#include "models/result.hpp"
#include "sim/calibrate/runs/progress.hpp"
#include "sim/calibrate/runs/run_file.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace archipelago {

class RunPredictions {
public:
  static constexpr std::size_t most_seeds = 4;

  struct Options {
    std::filesystem::path catalogues;         // folder
    unsigned jobs = 0;                        // runs at a time; 0: one per core
  };

  // Reads the scenarios. What is wrong with them, or with a figure that a run does not give, is in `problems`.
  RunPredictions(const std::vector<MeasuredFigure>& figures, const Options& options);

  const std::vector<std::string>& problems() const { return problems_; }
  const std::vector<std::string>& notes() const { return notes_; }   // what was not played in full
  std::size_t run_of(std::size_t figure) const { return run_of_[figure]; }
  std::size_t runs() const { return runs_.size(); }
  const std::string& run_key(std::size_t run) const { return runs_[run].key; }   // its file's name and overrides, wherever the file lies
  std::vector<BytesPerSecond> rates() const;
  std::optional<BytesPerSecond> slowest_rate(std::size_t run) const;   // of its links and lans
  bool all_state(ConstantKind kind) const;    // every scenario says it itself

  // Throws CalibrationError when a run failed or the user interrupted.
  std::vector<std::vector<double>> operator()(const std::vector<JobConstants>& candidates) { return predicted(candidates, false); }
  // By the closed form (models/preview) instead, where it gives all figures of a run about as the simulation does.
  std::vector<std::vector<double>> by_formula(const std::vector<JobConstants>& candidates) { return predicted(candidates, true); }
  std::size_t played() const { return played_; }

private:
  struct Run {
    std::string name, key;
    World world;
    std::set<ConstantKind> stated;
    std::vector<std::size_t> figures;
    bool formula = false;                     // the closed form is about right
  };
  struct Wanted { std::size_t run; World world; std::string identity; };

  void add_run(const MeasuredFigure& figure, const std::string& name);
  void shorten(Run& run);
  bool is_like_formula(std::size_t run) const;
  std::vector<std::vector<double>> predicted(const std::vector<JobConstants>& candidates, bool by_formula);
  JobConstants masked(const Run& run, JobConstants constants) const;
  std::string identity(std::size_t run, const JobConstants& constants) const;
  void play(const std::vector<Wanted>& wanted);
  std::vector<std::string> take(std::size_t run, const std::vector<Result>& results, std::vector<double>& values) const;

  const std::vector<MeasuredFigure>& figures_;
  Options options_;
  std::vector<Run> runs_;
  std::vector<std::size_t> run_of_;
  std::map<std::string, std::vector<double>> known_;   // the figures of a run, by identity
  std::vector<std::string> problems_, notes_;
  std::size_t played_ = 0;
  FitProgress progress_;
};

} // namespace archipelago
