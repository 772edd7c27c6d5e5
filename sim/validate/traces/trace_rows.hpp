// The rows of `validate --table traces`: what was played of one trace after the other, beside the count of its rows and published figures.
#pragma once

#include "models/result.hpp"
#include "reports/validation.hpp"
#include "sim/validate/traces/played_trace.hpp"
#include "sim/validate/traces/trace_files.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace archipelago {

class TraceRows {
public:
  explicit TraceRows(nlohmann::json published);

  // Runs are by the exact engine; of nodes all but its own rows stands without one.
  void add_nodes(const TraceFile& file, const OutageTrace& trace, const PlayedTrace& played, const std::optional<Result>& run);
  void add_market(const TraceFile& file, const World& world, const Result& run);
  void add_site(const TraceFile& file, const Result& run);

  ValidationTable finished();
  ValidationTable& table() { return table_; }

private:
  void add_counted(const std::string& what, double played, double counted, const char* unit, const char* by = "");
  void add_printed(const std::string& what, double played, const char* unit, const char* by = "");

  nlohmann::json published_;
  ValidationTable table_;
  std::string of_;
  std::size_t counted_ = 0, off_count_ = 0, printed_ = 0, off_print_ = 0;
};

} // namespace archipelago
