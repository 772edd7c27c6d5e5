// A published table as it lies in scenarios/validation/: what was printed, how each cell is simulated, what is asked of us.
//
// A series is one line of the table and names a scenario file with overrides, so a user can run any cell:
//   archipelago run scenarios/validation/<world> --set <each of set> --set <each key of vary>=<its value in the column>
// A measure says how a cell's number comes from the runs:
//   figure                the result key (JSON pointer) times `scale`; of a list, the share that its entries have from number `from` on
//   compare               difference from, or ratio to, the same figure of a reference run
//   least_bandwidth       the least bandwidth of all links, in Gbps, at which the figure is at least `at_least` of the column;
//                         searched by bisection or on the 50-point grid of the published simulator
#pragma once

#include "reports/validation.hpp"

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace archipelago {

struct Measurement {
  enum class Compare { none, difference, ratio };
  enum class LeastBandwidth { none, bisection, grid };
  std::string figure;   // "/goodput"
  double scale = 1;
  std::vector<std::size_t> from;   // per column; empty: the figure is a number
  Compare compare = Compare::none;
  LeastBandwidth least_bandwidth = LeastBandwidth::none;
  std::vector<double> at_least;   // per column
};

// A run as a user would ask for it: a scenario file and --set overrides in order.
struct Configuration {
  std::string world;   // relative to the folder of the tables
  std::vector<std::string> overrides;
};

struct PublishedValue {
  double value = 0;
  double digit = 0;       // one unit of the last printed digit
  bool or_more = false;   // printed as "1000+"
};

struct PublishedCell {
  std::string key;
  RowKind kind = RowKind::predicted;
  std::size_t column = 0;
  PublishedValue published;
  std::string run;   // measured; empty: published
  Configuration configuration;
  std::optional<Configuration> reference;
};

struct PublishedSeries {
  std::string key, group, unit, source;
  std::string calibration;   // whose constants its runs have; none if empty
  int learners = 0;   // M, where the rule goodput(M, N) = goodput(kM, kN) is asked for; else 0
  Measurement measure;
  std::vector<PublishedCell> cells;
};

// A constant that was chosen on some rows of the table. Where `set` is given, `validate --refit` finds it anew: overrides in
// which
// {} stands for the number, and where the search starts and how widely.
struct FittedConstant {
  std::string name, value, on, how;   // on: key of the series
  std::vector<std::string> set;
  double start = 0, reach = 0;
};

// Measured runs that a job's constants are fitted to, by the same code as `calibrate runs`, before other runs are simulated.
struct TableCalibration {
  struct Line {
    Configuration configuration;
    std::string run, result_key, value, unit;
  };
  std::string name;
  std::vector<std::string> runs;
  std::vector<Line> lines;                          // of these runs and of those of the other choices
  std::vector<std::vector<std::string>> choices;    // groups of runs: another choice has one run each of as many groups
  int tries = 0;                                    // other choices to draw
};

struct Requirement {
  enum class Statistic { rms, max, max_relative, max_relative_or_digit, share_beyond_one_grid_step, max_grid_steps, diagonal,
                         median_relative, ninetieth_relative };
  std::string group;   // empty: the whole table
  Statistic statistic = Statistic::rms;
  double at_most = 0;
};

struct PublishedTable {
  std::string name, title;
  bool data_here = true;   // false: it needs measured data that is not there, and has no series
  std::vector<FittedConstant> fitted;
  std::vector<TableCalibration> calibrations;
  std::vector<PublishedSeries> series;
  std::vector<Requirement> requirements;
  std::vector<std::string> notes;   // for the reader: what is not here, what was fitted
};

struct TableError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct TableInterrupted {};   // SIGINT or SIGTERM came while its runs were played
struct UnknownTable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Throws TableError with the file and what is wrong. Measured data is looked for in the folder, if there is one.
PublishedTable read_table(const std::filesystem::path& file, const std::optional<std::filesystem::path>& data_folder = {});
std::vector<std::filesystem::path> table_files(const std::filesystem::path& folder);   // sorted by name

}   // namespace archipelago
