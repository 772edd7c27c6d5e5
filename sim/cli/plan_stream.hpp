// `plan --stream`: the search as lines of JSON on stdout, for programs that watch; the report is the last.
//
//   {"kind":"screening","run":-1,"seq":0,"t":0,"done":120,"points":2592}        points put to the closed form, at most 20 a second
//   {"kind":"stage", …,"stage":"rung 1, 40 points with 1 seed","runs":40,"cached":0}   runs to play, and those that are in the store
//   {"kind":"progress", …,"share":0.4,"ended":16}                               of the stage, at most 20 a second
//   {"kind":"measured", …,"points":[{"point":3,"values":{},"figures":{}}]}      once a rung has been played, as in "archipelago-plan/1"
//   {"kind":"result", …,"result":{"format":"archipelago-plan/1", …}}
//
// Envelope and rates are those of `run --stream`; "run" is -1 throughout, and t 0: no one run is meant.
#pragma once

#include "reports/study_report.hpp"
#include "sim/study/supervisor.hpp"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace archipelago {

class PlanStream : public Listener {
public:
  void screened(std::size_t done, std::size_t points);
  void stage(const std::string& what, std::size_t runs, std::size_t cached);
  void measured(const std::vector<std::string>& keys, const std::vector<std::string>& figures, const std::vector<MeasuredPoint>& points);
  void end(const nlohmann::ordered_json& report);

  void on_progress(std::size_t run, double share) override;
  void on_outcome(std::size_t run, const Outcome& outcome) override;

private:
  using Clock = std::chrono::steady_clock;
  bool due();
  void print(const char* kind, nlohmann::ordered_json fields);
  void print_share();

  std::vector<double> shares_;                // of the runs of the stage
  std::size_t ended_ = 0, lines_ = 0;
  Clock::time_point printed_{};
};

} // namespace archipelago
