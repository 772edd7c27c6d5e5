#include "sim/audit/nsight.hpp"

#include "sim/audit/sqlite_rows.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace archipelago {

namespace {

constexpr const char* kernels = "CUPTI_ACTIVITY_KIND_KERNEL";
constexpr const char* copies = "CUPTI_ACTIVITY_KIND_MEMCPY";
constexpr const char* fills = "CUPTI_ACTIVITY_KIND_MEMSET";
constexpr const char* runtime = "CUPTI_ACTIVITY_KIND_RUNTIME";
constexpr const char* ranges = "NVTX_EVENTS";
constexpr std::size_t most_ranks = 256;       // of one export, which is of one machine

std::string_view copy_name(std::int64_t kind) {
  switch (kind) {
  case 1: return "Memcpy HtoD";
  case 2: return "Memcpy DtoH";
  case 10: return "Memcpy PtoP";
  default: return "Memcpy DtoD";
  }
}

class NsightReader {
public:
  NsightReader(const std::string& path, ProfileSink& sink) : file_(path), sink_(sink) {}

  ReadReport read() {
    report_.facts.format = "Nsight Systems";
    for (const std::string& table : file_.tables()) tables_.insert(table);
    if (!file_.fault().empty() || tables_.empty()) return give_up(file_.fault().empty() ? "it has no tables" : file_.fault());
    if (!tables_.contains(kernels) && !tables_.contains(ranges))
      return give_up("this SQLite file has neither " + std::string(kernels) + " nor " + ranges + ": no Nsight Systems export with CUDA or NVTX traced");
    for (const char* table : {kernels, copies, fills, runtime, ranges}) {
      if (!tables_.contains(table)) report_.note(0, std::string("there is no table ") + table + ": nothing is known about what it would hold");
      else if (!has(table, "start") || !has(table, "end")) leave_out(table);
    }
    find_ranks();
    if (ranks_.size() > most_ranks) return give_up("it has kernels of " + std::to_string(ranks_.size()) + " processes and devices; one machine has at most " + std::to_string(most_ranks));
    read_device_name();
    read_kernels();
    read_memory(copies, has(copies, "copyKind") ? "copyKind" : "1");
    read_memory(fills, "-1");
    read_runtime();
    read_ranges();
    return std::move(report_);
  }

private:
  using Owner = std::pair<std::int64_t, std::int64_t>;   // process and device

  ReadReport give_up(const std::string& why) {
    report_.complete = false;
    report_.note(0, why);
    return std::move(report_);
  }

  void leave_out(const std::string& table) {   // also where they are worked out by the file itself
    report_.complete = false;
    report_.note(0, "the table " + table + " has no columns start and end: it is left out");
    tables_.erase(table);
  }

  bool has(const std::string& table, const std::string& column) {
    if (!tables_.contains(table)) return false;
    auto known = columns_.find(table);
    if (known == columns_.end()) known = columns_.emplace(table, file_.columns(table)).first;
    return std::find(known->second.begin(), known->second.end(), column) != known->second.end();
  }
  std::string column_or(const std::string& table, const std::string& column, const std::string& otherwise) {
    return has(table, column) ? "t." + column : otherwise;
  }

  // The process is bits 24 to 47 of a global thread or process id.
  std::string process_of(const std::string& table) {
    for (const char* id : {"globalPid", "globalTid"}) if (has(table, id)) return "((t." + std::string(id) + " >> 24) & 0xFFFFFF)";
    return "0";
  }

  void each(const std::string& query, const std::function<void(const SqliteRow&)>& take) {
    if (file_.each_row(query, take)) return;
    report_.complete = false;
    report_.note(0, "the database breaks off: " + file_.fault() + "; read " + std::to_string(report_.events) + " events");
  }

  void find_ranks() {
    for (const char* table : {kernels, copies}) {
      if (!tables_.contains(table)) continue;
      each("SELECT DISTINCT " + process_of(table) + ", " + column_or(table, "deviceId", "0") + " FROM " + table + " t",
           [&](const SqliteRow& row) { ranks_.emplace(Owner{row.integer(0).value_or(0), row.integer(1).value_or(0)}, 0); });
    }
    std::int64_t next = 0;
    for (auto& [owner, rank] : ranks_) rank = next++;
  }

  void read_device_name() {
    if (has("TARGET_INFO_GPU", "name"))
      each("SELECT name FROM TARGET_INFO_GPU LIMIT 1", [&](const SqliteRow& row) { report_.facts.device_name = row.text(0); });
  }

  // StringIds hold names by number; old exports may lack the longer one, or have the text in place.
  std::pair<std::string, std::string> name_and_join(const std::string& table, const std::vector<std::string>& choices) {
    for (const std::string& choice : choices)
      if (has(table, choice) && tables_.contains("StringIds")) return {"s.value", " LEFT JOIN StringIds s ON s.id = t." + choice};
    return {"''", ""};
  }

  void hand_over(ProfileEvent& event, const SqliteRow& row) {   // columns 0 and 1 are start and end
    const auto start = row.integer(0), end = row.integer(1);
    if (!start || !end || *end < *start) { ++report_.skipped; return; }
    event.span = {ProfileTime(*start), ProfileTime(*end)};
    sink_.on_event(event);
    ++report_.events;
  }

  void read_kernels() {
    if (!tables_.contains(kernels)) return;
    const auto [name, join] = name_and_join(kernels, {"demangledName", "shortName", "mangledName"});
    each("SELECT t.start, t.end, " + process_of(kernels) + ", " + column_or(kernels, "deviceId", "0") + ", " + name + " FROM " + kernels + " t" + join,
         [&](const SqliteRow& row) {
           ProfileEvent event;
           event.lane = Lane::device;
           event.rank = ranks_[{row.integer(2).value_or(0), row.integer(3).value_or(0)}];
           event.category = "kernel";
           event.name = row.text(4);
           hand_over(event, row);
         });
  }

  void read_memory(const char* table, const std::string& kind) {
    if (!tables_.contains(table)) return;
    each("SELECT t.start, t.end, " + process_of(table) + ", " + column_or(table, "deviceId", "0") + ", " + kind + ", " + column_or(table, "bytes", "NULL") +
             " FROM " + table + " t",
         [&](const SqliteRow& row) {
           ProfileEvent event;
           event.lane = Lane::device;
           event.rank = ranks_[{row.integer(2).value_or(0), row.integer(3).value_or(0)}];
           event.name = row.integer(4) == -1 ? "Memset" : copy_name(row.integer(4).value_or(0));
           if (const auto bytes = row.integer(5)) event.bytes = static_cast<double>(*bytes);
           hand_over(event, row);
         });
  }

  void hand_to_process(ProfileEvent& event, std::int64_t process, const SqliteRow& row) {
    bool owned = false;
    for (auto at = ranks_.lower_bound({process, std::numeric_limits<std::int64_t>::min()}); at != ranks_.end() && at->first.first == process; ++at) {
      owned = true;
      event.rank = at->second;
      hand_over(event, row);
    }
    if (!owned && ranks_.size() <= 1) hand_over(event, row);   // a launcher's or loader's process, but whose, if there are several?
    else if (!owned) ++report_.skipped;
  }

  void read_runtime() {
    if (!tables_.contains(runtime)) return;
    const auto [name, join] = name_and_join(runtime, {"nameId"});
    each("SELECT t.start, t.end, " + process_of(runtime) + ", " + name + " FROM " + runtime + " t" + join, [&](const SqliteRow& row) {
      ProfileEvent event;
      event.category = "cuda_runtime";
      event.name = row.text(3);
      hand_to_process(event, row.integer(2).value_or(0), row);
    });
  }

  void read_ranges() {
    if (!tables_.contains(ranges)) return;
    auto [name, join] = name_and_join(ranges, {"textId"});
    if (has(ranges, "text")) name = name == "''" ? "t.text" : "COALESCE(t.text, " + name + ")";
    each("SELECT t.start, t.end, " + process_of(ranges) + ", " + name + " FROM " + ranges + " t" + join + " WHERE t.end IS NOT NULL", [&](const SqliteRow& row) {
      ProfileEvent event;
      event.lane = Lane::annotation;
      event.name = row.text(3);
      hand_to_process(event, row.integer(2).value_or(0), row);
    });
  }

  SqliteFile file_;
  ProfileSink& sink_;
  std::set<std::string> tables_;
  std::map<std::string, std::vector<std::string>> columns_;
  std::map<Owner, std::int64_t> ranks_;
  ReadReport report_;
};

} // namespace

ReadReport read_nsight(const std::string& path, ProfileSink& sink) { return NsightReader(path, sink).read(); }

} // namespace archipelago
