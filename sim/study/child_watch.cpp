#include "sim/study/child_watch.hpp"

#include "sim/study/child.hpp"
#include "sim/study/records.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace archipelago {

namespace {

constexpr std::size_t longest_line = 64u << 20;    // a result with thousands of learners is a few MB
constexpr std::size_t kept_last_words = 2000;

struct Pipe { int read, write; };

Pipe open_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "cannot open a pipe for a run");
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return {ends[0], ends[1]};
}

} // namespace

ChildWatch::ChildWatch(std::size_t run, const Job& job, const SupervisorOptions& options) : run_(run), seed_(job.seed), options_(options) {
  const Pipe records = open_pipe(), errors = open_pipe();
  std::fflush(nullptr);   // what is buffered here must not be printed a second time by the child
  const pid_t self = getpid();
  pid_ = fork();
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "cannot start a process for a run");
  if (pid_ == 0) run_child(run, job, {records.write, errors.write}, options.memory_limit, self);
  close(records.write);
  close(errors.write);
  records_ = records.read;
  errors_ = errors.read;
  if (options.wall_limit) deadline_ = Clock::now() + *options.wall_limit;
}

ChildWatch::~ChildWatch() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {}
  }
  for (int pipe : {records_, errors_}) if (pipe >= 0) close(pipe);
}

std::vector<int> ChildWatch::open_pipes() const {
  std::vector<int> open;
  for (int pipe : {records_, errors_}) if (pipe >= 0) open.push_back(pipe);
  return open;
}

bool ChildWatch::drain(int& pipe, std::string& into, std::size_t at_most) {
  if (pipe < 0) return false;
  char buffer[65536];
  const ssize_t size = read(pipe, buffer, sizeof buffer);
  if (size > 0) {
    into.append(buffer, static_cast<std::size_t>(size));
    return into.size() <= at_most;
  }
  if (size == 0) { close(pipe); pipe = -1; }
  return false;
}

void ChildWatch::listen() {
  // A few reads at a time: a child that never stops talking must not keep the others from being heard.
  for (int turn = 0; turn < 16 && drain(records_, pending_, longest_line); ++turn) take_lines();
  take_lines();
  if (pending_.size() > longest_line) condemn("sent a line without end");
  for (int turn = 0; turn < 16 && drain(errors_, last_words_, longest_line); ++turn)
    if (last_words_.size() > 2 * kept_last_words) last_words_.erase(0, last_words_.size() - kept_last_words);
}

void ChildWatch::take_lines() {
  std::size_t start = 0;
  for (std::size_t end; (end = pending_.find('\n', start)) != std::string::npos; start = end + 1)
    take_line(std::string_view(pending_).substr(start, end - start));
  pending_.erase(0, start);
}

void ChildWatch::take_line(std::string_view line) {
  if (!reason_.empty()) return;
  auto record = parse_record(line);
  if (!record || record->run != run_) return condemn(fmt::format("sent something that is no record: {:.60}", line));
  if (record->result) result_ = std::move(record->result);
  next_seq_ = record->seq + 1;
  latest_ = record->t;
  if (record->kind == "error") {
    reason_ = record->reason;
    said_error_ = true;
  }
  if (!options_.listener) return;
  if (record->kind == "progress") options_.listener->on_progress(run_, record->share);
  options_.listener->on_record(run_, line);
}

void ChildWatch::condemn(std::string reason) {
  if (reason_.empty()) reason_ = std::move(reason);
  if (pid_ > 0) kill(pid_, SIGKILL);
}

std::optional<Outcome> ChildWatch::ended() {
  if (deadline_ && Clock::now() >= *deadline_) {
    condemn(fmt::format("took longer than its limit of {:.6g} s", std::chrono::duration<double>(*options_.wall_limit).count()));
    deadline_.reset();
  }
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
  pid_ = -1;
  while (drain(records_, pending_, longest_line)) take_lines();   // what it said before it ended
  take_lines();
  while (drain(errors_, last_words_, longest_line)) {}
  return judge(status);
}

Outcome ChildWatch::judge(int status) {
  if (reason_.empty()) reason_ = cause_of_death(status);
  if (reason_.empty()) return {seed_, std::move(result_), {}};
  if (options_.listener && !said_error_)
    options_.listener->on_record(run_, make_record("error", run_, next_seq_, latest_, error_fields(reason_)));
  return {seed_, std::nullopt, reason_};
}

std::string ChildWatch::cause_of_death(int status) const {
  if (WIFSIGNALED(status)) return with_last_words(fmt::format("died of signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status))));
  if (WEXITSTATUS(status) != 0) return with_last_words(fmt::format("exited with status {}", WEXITSTATUS(status)));
  return result_ ? "" : with_last_words("ended without a result");
}

std::string ChildWatch::with_last_words(std::string reason) const {
  std::string_view words = last_words_;
  if (words.size() > kept_last_words) words.remove_prefix(words.size() - kept_last_words);
  while (!words.empty() && words.back() == '\n') words.remove_suffix(1);
  return words.empty() ? reason : fmt::format("{}; its last words: {}", reason, words);
}

} // namespace archipelago
