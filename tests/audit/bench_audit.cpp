// How fast a large profile is read, and in how much memory: bench_audit [SIZE_MB]
//
// Writes a PyTorch trace of that size (1000 MB if not given) into the temporary folder, audits it, removes it. Reports, does not judge:
// the aim is 1 GB in under 30 s and under 500 MB.
#include "sim/audit/profile_file.hpp"
#include "tests/audit/scratch.hpp"
#include "tests/audit/trace_writers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <cstdlib>

#include <sys/resource.h>

using namespace archipelago;

int main(int argc, char** argv) {
  const double wanted = 1e6 * (argc > 1 ? std::atof(argv[1]) : 1000.0);
  const Scratch scratch;
  const std::string path = scratch / "large.json";
  {
    const std::vector<std::string> entries = kineto_entries(events_of({.steps = 2000, .input_us = 10, .compute_us = 90, .exposed_us = 10, .host_us = 10}));
    const std::string chunk = fmt::format("{}", fmt::join(entries, ",\n"));
    std::ofstream file(path);
    file << "{\"traceEvents\": [\n" << chunk;
    for (double written = static_cast<double>(chunk.size()); written < wanted; written += static_cast<double>(chunk.size())) file << ",\n" << chunk;
    file << "]}\n";
  }
  const auto begin = std::chrono::steady_clock::now();
  std::string why;
  const auto read = read_profile_file(path, 0, why);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (!read || !read->report.complete) return fmt::print("failed: {}\n", why), 1;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double bytes = static_cast<double>(read->report.bytes);
  fmt::print("{:.0f} MB, {} events: {:.1f} s, {:.0f} MB/s, peak memory {:.0f} MB\n", 1e-6 * bytes, read->report.events, seconds, 1e-6 * bytes / seconds,
             1e-3 * static_cast<double>(usage.ru_maxrss));
}
