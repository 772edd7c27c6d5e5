#include "sim/study/child.hpp"

#include "sim/study/records.hpp"

#include <fmt/format.h>

#include <csignal>
#include <chrono>
#include <cstdio>
#include <exception>
#include <new>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace archipelago {

namespace {

class PipeProgress : public Progress {
public:
  PipeProgress(std::size_t run, int pipe) : run_(run), pipe_(pipe) {}

  void share(double done, Seconds t) override {
    latest_ = t;
    const auto now = Clock::now();
    if (now - last_share_ < std::chrono::milliseconds(50)) return;   // 20 a second are enough for any reader
    last_share_ = now;
    record("progress", t, fmt::format("\"share\":{:.4f}", done));
  }

  void record(std::string_view kind, Seconds t, std::string_view fields) override {
    latest_ = t;
    write_line(make_record(kind, run_, seq_++, t, fields));
  }

  void error(std::string_view reason) { record("error", latest_, error_fields(reason)); }

  void result(const Result& result) { record("result", latest_, result_fields(result)); }

private:
  using Clock = std::chrono::steady_clock;

  void write_line(std::string line) {
    line += '\n';
    for (std::string_view rest = line; !rest.empty();) {
      const ssize_t written = ::write(pipe_, rest.data(), rest.size());
      if (written <= 0) _exit(1);   // the supervisor is gone
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  std::size_t run_;
  int pipe_;
  std::uint64_t seq_ = 0;
  Seconds latest_;
  Clock::time_point last_share_{};
};

void settle_in(ChildPipes pipes, std::optional<Bytes> memory_limit, pid_t supervisor) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);   // a killed supervisor leaves no orphans behind
  if (getppid() != supervisor) _exit(1);   // nor one that was killed a moment before
  std::signal(SIGTERM, SIG_DFL);
  std::signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigaddset(&none, SIGINT);           // Ctrl-C reaches the whole group: the supervisor decides, and SimGrid's handler would exit
  sigprocmask(SIG_SETMASK, &none, nullptr);
  dup2(pipes.errors, STDOUT_FILENO);  // nothing that a library prints may land in the program's output
  dup2(pipes.errors, STDERR_FILENO);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  if (memory_limit) {
    const auto bytes = static_cast<rlim_t>(memory_limit->value);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_AS, &limit);
  }
}

} // namespace

void run_child(std::size_t run, const Job& job, ChildPipes pipes, std::optional<Bytes> memory_limit, pid_t supervisor) {
  settle_in(pipes, memory_limit, supervisor);
  PipeProgress progress(run, pipes.records);
  int status = 1;
  try {
    progress.record("hello", Seconds(0), fmt::format("\"seed\":{},\"pid\":{}", job.seed, getpid()));
    progress.result(job.body(progress));
    status = 0;
  } catch (const std::bad_alloc&) {
    progress.error(memory_limit ? "ran out of the memory it was allowed" : "out of memory");
  } catch (const std::exception& error) {
    progress.error(error.what());
  } catch (...) {
    progress.error("an exception of an unknown type");
  }
  std::fflush(nullptr);
  _exit(status);   // no destructors of the supervisor's objects, no exit handlers of libraries
}

} // namespace archipelago
