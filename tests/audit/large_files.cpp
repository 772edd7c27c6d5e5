#include "tests/audit/large_files.hpp"

#include "tests/audit/nsight_writer.hpp"
#include "tests/audit/trace_writers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

#include <zlib.h>

namespace archipelago {

namespace {

constexpr int steps_at_once = 500;
constexpr std::int64_t length_ns = 1'000'000'000;   // from piece to piece; one takes less

const SyntheticJob piece{.steps = steps_at_once, .input_us = 100, .compute_us = 900, .exposed_us = 100, .host_us = 100, .layers = 8,
                         .jitter = {.ranks = 0.05, .kernels = 0.2, .gap_us = 2}};

std::vector<SyntheticEvent> piece_at(int number) {
  SyntheticJob job = piece;
  job.jitter.seed = static_cast<unsigned>(number + 1);
  std::vector<SyntheticEvent> events = events_of(job);
  for (SyntheticEvent& event : events) {
    event.step += number * steps_at_once;
    event.begin_ns += number * length_ns;
    event.end_ns += number * length_ns;
  }
  return events;
}

std::string entries_of(ProfileFormat format, int number) {
  const std::vector<SyntheticEvent> events = piece_at(number);
  std::vector<std::string> entries = format == ProfileFormat::tensorflow ? xla_entries(events) : format == ProfileFormat::mxnet ? mxnet_entries(events) : kineto_entries(events);
  if (format == ProfileFormat::tensorflow && number == 0) {
    const std::vector<std::string> names = xla_metadata(1);
    entries.insert(entries.begin(), names.begin(), names.end());
  }
  return fmt::format("{}{}", number > 0 ? ",\n" : "", fmt::join(entries, ",\n"));
}

std::string csv_piece(int number) {
  const std::string text = csv_text(piece_at(number));
  return number == 0 ? text : text.substr(text.find('\n') + 1);
}

// Rows later than those there by their length, until there are enough.
void grow_nsight(const std::string& path, double bytes) {
  std::int64_t pieces = 1;
  for (;;) {
    const double share = std::min(1.0, bytes / static_cast<double>(std::filesystem::file_size(path)) - 1);
    if (share <= 0.01) return;
    const std::int64_t shift = pieces * length_ns, first = 1'700'000'000'000'000'125, end = first + std::llround(share * static_cast<double>(shift));
    write_database(path, fmt::format("INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL SELECT start + {0}, end + {0}, deviceId, streamId, globalPid, demangledName, shortName "
                                     "FROM CUPTI_ACTIVITY_KIND_KERNEL WHERE start < {1};\n"
                                     "INSERT INTO NVTX_EVENTS SELECT start + {0}, end + {0}, CASE WHEN text LIKE 'step %' THEN 'step ' || (substr(text, 6) + {2}) ELSE text END, "
                                     "globalTid FROM NVTX_EVENTS WHERE start < {1};\n"
                                     "INSERT INTO CUPTI_ACTIVITY_KIND_RUNTIME SELECT start + {0}, end + {0}, globalTid, nameId FROM CUPTI_ACTIVITY_KIND_RUNTIME WHERE start < {1};\n",
                                     shift, end, pieces * steps_at_once));
    pieces *= 2;
  }
}

void write_gzip_trace(const std::string& path, double bytes) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "wb1"), gzclose);
  double written = 0;
  const auto put = [&](const std::string& text) {
    if (gzwrite(file.get(), text.data(), static_cast<unsigned>(text.size())) <= 0) throw std::runtime_error("cannot write " + path);
    written += static_cast<double>(text.size());
  };
  put("{\"traceEvents\": [\n");
  for (int number = 0; written < bytes; ++number) put(entries_of(ProfileFormat::pytorch, number));
  put("]}\n");
}

} // namespace

void write_large(const std::string& path, ProfileFormat format, double bytes) {
  if (format == ProfileFormat::pytorch_gzip) return write_gzip_trace(path, bytes);
  if (format == ProfileFormat::nsight) {
    write_nsight(path, piece_at(0));
    return grow_nsight(path, bytes);
  }
  std::ofstream file(path, std::ios::binary);
  const bool csv = format == ProfileFormat::csv;
  if (!csv) file << "{\"traceEvents\": [\n";
  for (int number = 0; static_cast<double>(file.tellp()) < bytes; ++number) file << (csv ? csv_piece(number) : entries_of(format, number));
  if (!csv) file << "]}\n";
}

} // namespace archipelago
