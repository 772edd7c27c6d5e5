#include "tests/audit/job_files.hpp"

#include "tests/audit/nsight_writer.hpp"
#include "tests/audit/trace_writers.hpp"

#include <set>

#include <zlib.h>

namespace archipelago {

namespace {

std::string xla_document(const std::vector<SyntheticEvent>& events, int rank) {
  std::vector<std::string> entries = xla_metadata(rank + 1);
  const std::vector<std::string> work = xla_entries(events);
  entries.insert(entries.end(), work.begin(), work.end());
  return trace_document(entries);
}

std::string file_of_rank(const Scratch& scratch, const std::vector<SyntheticEvent>& events, ProfileFormat format, int rank, int ranks) {
  const std::string path = scratch / ("rank" + std::to_string(rank) + ".json");
  if (format == ProfileFormat::tensorflow) return scratch.write("rank" + std::to_string(rank) + ".json", xla_document(events, rank));
  const std::string text = kineto_document(kineto_entries(events), rank, ranks);
  if (format == ProfileFormat::pytorch) return scratch.write("rank" + std::to_string(rank) + ".json", text);
  write_gzip(path + ".gz", text);
  return path + ".gz";
}

} // namespace

std::string_view name_of(ProfileFormat format) {
  switch (format) {
  case ProfileFormat::pytorch: return "PyTorch";
  case ProfileFormat::pytorch_gzip: return "PyTorch, gz";
  case ProfileFormat::tensorflow: return "TensorFlow";
  case ProfileFormat::mxnet: return "MXNet";
  case ProfileFormat::nsight: return "Nsight";
  case ProfileFormat::csv: return "CSV";
  }
  return {};
}

void write_gzip(const std::string& path, const std::string& text) {
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
}

std::vector<std::string> write_job(const Scratch& scratch, const std::vector<SyntheticEvent>& events, ProfileFormat format) {
  std::set<int> ranks;
  for (const SyntheticEvent& event : events) ranks.insert(event.rank);
  switch (format) {
  case ProfileFormat::csv: return {scratch.write("all.csv", csv_text(events))};
  case ProfileFormat::mxnet: return {scratch.write("all.json", trace_document(mxnet_entries(events)))};
  case ProfileFormat::nsight: write_nsight(scratch / "all.sqlite", events); return {scratch / "all.sqlite"};
  default: break;
  }
  std::vector<std::string> files;
  for (const int rank : ranks) files.push_back(file_of_rank(scratch, of_rank(events, rank), format, rank, static_cast<int>(ranks.size())));
  return files;
}

} // namespace archipelago
