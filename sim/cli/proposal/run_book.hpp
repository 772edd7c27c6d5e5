// Runs that a proposal needs beside the results it is given: played at fidelity fast in children, kept by what was played.
//
// A run is known by the hash of its world, its seeds and the version of the program; what a book of before has of it is not played again.
// After the time limit no further run is begun, and what is missing says so.
#pragma once

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace archipelago {

struct RunBookOptions {
  unsigned jobs = 0;
  bool quiet = false;
  double within_s = 300;
  std::function<void(const nlohmann::json& runs)> keep = [](const nlohmann::json&) {};   // called as runs are finished, also when interrupted
};

class RunBook {
public:
  struct Wanted {
    std::string name;
    nlohmann::json scenario;
    std::vector<std::uint64_t> seeds;
    bool drop_unused = false;                 // keys that its protocol does not use
  };

  // `file` is the scenario that all were made from: what it names lies beside it.
  RunBook(const nlohmann::json& before, std::string file, const RunBookOptions& options);

  void play(const std::vector<Wanted>& wanted);
  const nlohmann::json* find(const std::string& name) const;   // its account, less what is by learner and link

  const nlohmann::json& runs() const { return runs_; }
  const nlohmann::json& left_out() const { return left_out_; }   // [{run, reason}]
  bool out_of_time() const { return Clock::now() > deadline_; }

private:
  using Clock = std::chrono::steady_clock;

  nlohmann::json runs_ = nlohmann::json::object(), left_out_ = nlohmann::json::array(), before_ = nlohmann::json::object();
  std::string file_;
  RunBookOptions options_;
  Clock::time_point deadline_;
};

} // namespace archipelago
