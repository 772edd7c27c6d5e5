// The supervisor's view of one child: starts it, listens to it, and says what became of it.
#pragma once

#include "sim/study/supervisor.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace archipelago {

class ChildWatch {
public:
  using Clock = std::chrono::steady_clock;

  ChildWatch(std::size_t run, const Job& job, const SupervisorOptions& options);   // forks
  ~ChildWatch();                                  // kills and reaps a child that still runs
  ChildWatch(const ChildWatch&) = delete;
  ChildWatch& operator=(const ChildWatch&) = delete;

  std::size_t run() const { return run_; }
  std::optional<Clock::time_point> deadline() const { return deadline_; }
  std::vector<int> open_pipes() const;

  void listen();                                  // takes in what has arrived, without waiting
  std::optional<Outcome> ended();                 // absent while the child runs; kills it at its deadline

private:
  bool drain(int& pipe, std::string& into, std::size_t at_most);   // false: nothing more for now
  void take_lines();
  void take_line(std::string_view line);
  void condemn(std::string reason);
  Outcome judge(int status);
  std::string cause_of_death(int status) const;
  std::string with_last_words(std::string reason) const;

  std::size_t run_;
  std::uint64_t seed_;
  const SupervisorOptions& options_;
  pid_t pid_ = -1;
  int records_ = -1, errors_ = -1;
  std::optional<Clock::time_point> deadline_;
  std::string pending_;                           // an unfinished line
  std::string last_words_;                        // the end of stdout and stderr
  std::optional<Result> result_;
  std::string reason_;                            // of a failure, the first one found
  std::uint64_t next_seq_ = 0;
  Seconds latest_;                                // simulated, of its last record
  bool said_error_ = false;
};

} // namespace archipelago
