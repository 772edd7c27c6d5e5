// What each command was asked to do: its command line, read and checked (sim/cli/arguments.cpp has the flags and their help).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

// How runs are to be played; shared by the commands that play some.
struct PlayArguments {
  std::vector<std::string> overrides;         // "learners.west.count=4"
  std::optional<std::uint64_t> seed;
  std::optional<std::uint64_t> replications;
  unsigned jobs = 0;                          // 0: one per core
  std::optional<double> time_limit_s;         // wall time of one run
  std::optional<double> memory_limit_bytes;   // of one run
  std::vector<std::string> simgrid_options;
  bool quiet = false;
};

struct RunArguments {
  std::string file;
  PlayArguments play;
  std::optional<std::string> out, timeline, record, replay;
  std::vector<std::string> chaos;             // "kill=learner:west-1@2d"
  bool stream = false;
};

struct CompareArguments {
  std::vector<std::string> files;
  std::vector<std::string> protocols;
  PlayArguments play;
  bool json = false;
};

struct ReportArguments {
  std::string result;
  std::optional<std::string> baseline;
  std::vector<std::string> formats;           // of html, md, csv, pdf
  std::string out;
  std::optional<std::string> audit, questionnaire;   // of today's training
  bool quick = false, quiet = false;          // quick: no further runs
  double within_s = 300;                      // for further runs
  unsigned jobs = 0;
};

struct ListArguments { std::string catalogue; bool json = false; };
struct ShowArguments { std::string name; bool json = false; };
struct ExplainArguments {
  std::string subject;                        // a figure, a result file or a scenario
  std::vector<std::string> overrides;         // of a scenario
};
struct SchemaArguments {
  std::string format = "scenario";
  bool reference = false, study = false;
};
struct InitArguments { std::string file; bool force = false; };
struct DoctorArguments { bool json = false; };

} // namespace archipelago
