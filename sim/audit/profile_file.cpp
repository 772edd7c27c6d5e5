#include "sim/audit/profile_file.hpp"

#include "models/audit/readers/chrome_trace.hpp"
#include "models/audit/readers/csv.hpp"
#include "models/audit/recorder.hpp"
#include "sim/audit/nsight.hpp"
#include "sim/files/gzip_source.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <regex>

namespace archipelago {

namespace {

// Gives back what was looked at to tell the format.
class PeekedSource : public ByteSource {
public:
  explicit PeekedSource(ByteSource& rest) : rest_(rest) {
    head_.resize(64);
    head_.resize(rest_.read(head_.data(), head_.size()));
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (head_.starts_with(byte_order_mark)) head_.erase(0, byte_order_mark.size());
  }
  const std::string& head() const { return head_; }
  std::size_t read(char* into, std::size_t most) override {
    if (given_ == head_.size()) return rest_.read(into, most);
    const std::size_t count = head_.copy(into, most, given_);
    given_ += count;
    return count;
  }

private:
  ByteSource& rest_;
  std::string head_;
  std::size_t given_ = 0;
};

bool looks_like_json(const std::string& head) {
  const auto first = head.find_first_not_of(" \t\r\n");
  return first != head.npos && (head[first] == '{' || head[first] == '[');
}

bool is_text(const std::string& head) { return head.find('\0') == head.npos; }

ReadReport refused(std::string why) {
  ReadReport report;
  report.complete = false;
  report.note(0, std::move(why));
  return report;
}

ReadReport read_stream(GzipSource& file, ProfileSink& sink) {
  PeekedSource source(file);
  ReadReport report;
  if (source.head().empty()) report = refused("the file is empty");
  else if (looks_like_json(source.head())) report = read_chrome_trace(source, sink);
  else if (is_text(source.head())) report = read_csv_profile(source, sink);
  else report = refused("neither trace JSON, nor CSV, nor an SQLite export; .nsys-rep files need: nsys export --type sqlite");
  if (!file.fault().empty()) {
    report.complete = false;
    report.note(report.bytes, file.fault());
  }
  return report;
}

bool is_sqlite(const std::string& path) {
  GzipSource file(path);
  constexpr std::string_view magic = "SQLite format 3";
  return file.opened() && PeekedSource(file).head().starts_with(magic);
}

std::int64_t rank_of_name(const std::string& path, std::int64_t fallback) {
  static const std::regex pattern("rank[-_.]?([0-9]{1,6})");
  std::smatch found;
  const std::string name = std::filesystem::path(path).filename().string();
  return std::regex_search(name, found, pattern) ? std::stoll(found[1]) : fallback;
}

} // namespace

std::optional<AuditFile> read_profile_file(const std::string& path, std::int64_t fallback_rank, std::string& why) {
  if (std::filesystem::is_directory(path)) { why = "it is a directory"; return std::nullopt; }
  GzipSource file(path);
  if (!file.opened()) { why = std::strerror(errno); return std::nullopt; }
  ProfileRecorder recorder;
  AuditFile read;
  read.path = path;
  read.report = is_sqlite(path) ? read_nsight(path, recorder) : read_stream(file, recorder);
  read.ranks = recorder.finish(read.report.facts, rank_of_name(path, fallback_rank));
  for (RankAccount& rank : read.ranks) rank.file = path;
  return read;
}

} // namespace archipelago
