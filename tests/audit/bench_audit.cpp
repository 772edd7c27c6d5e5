// How fast large profiles are read, and in how much memory: bench_audit [SIZE_MB [FORMAT...]]
//
// For each format (all if none is named) writes a profile of that size (1000 MB if not given; unpacked, for gz) into the temporary
// folder, audits it in a process of its own, and removes it. Reports CPU time and peak memory, does not judge: the aim is 1 GB in
// under 30 s and under 500 MB.
#include "sim/audit/profile_file.hpp"
#include "tests/audit/large_files.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <cstdio>
#include <filesystem>
#include <optional>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace archipelago;

namespace {

double seconds_of(const timeval& time) { return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec); }

// In the child: what was read, on one line.
int audit_alone(const std::string& path) {
  std::string why;
  const auto read = read_profile_file(path, 0, why);
  if (!read || !read->report.complete) return fmt::print("failed: {}\n", why), 1;
  fmt::print("{:>11} events, ", read->report.events);
  std::fflush(stdout);
  return 0;
}

// Each in a process of its own, so that neither counts what the other held.
template <class Body> std::optional<rusage> apart(Body body) {
  const pid_t child = fork();
  if (child == 0) _exit(body());
  int status = 0;
  rusage usage{};
  return wait4(child, &status, 0, &usage) == child && status == 0 ? std::optional(usage) : std::nullopt;
}

void measure(ProfileFormat format, double bytes) {
  const Scratch scratch;
  const std::string path = scratch / "large";
  if (!apart([&] { return write_large(path, format, bytes), 0; })) return;
  fmt::print("{:<12} {:>5.0f} MB, ", name_of(format), 1e-6 * static_cast<double>(std::filesystem::file_size(path)));
  std::fflush(stdout);
  if (const auto usage = apart([&] { return audit_alone(path); }))
    fmt::print("{:>5.1f} s of CPU, peak memory {:>4.0f} MB\n", seconds_of(usage->ru_utime) + seconds_of(usage->ru_stime), 1e-3 * static_cast<double>(usage->ru_maxrss));
}

} // namespace

int main(int argc, char** argv) {
  const double bytes = 1e6 * (argc > 1 ? std::atof(argv[1]) : 1000.0);
  for (const ProfileFormat format : profile_formats) {
    bool asked = argc < 3;
    for (int i = 2; i < argc; ++i) asked = asked || name_of(format) == argv[i];
    if (asked) measure(format, bytes);
  }
}
