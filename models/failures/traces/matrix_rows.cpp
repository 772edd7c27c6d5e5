// Rows of region pairs: throughput, round trips, prices.
#include "models/failures/traces/row_reader.hpp"
#include "models/text/cells.hpp"

#include <unordered_set>

namespace archipelago {

namespace {

struct ValueColumn { std::string_view title; double to_base; };

ValueColumn value_column(TraceKind kind) {
  if (kind == TraceKind::throughput_matrix) return {"gbps_received", 1e9};
  if (kind == TraceKind::rtt_matrix) return {"avg_rtt_ms", 1e-3};
  return {"usd_per_gb", 1e-9};
}

class MatrixReader : public RowReader {
public:
  explicit MatrixReader(const TraceFacts& facts) : column_(value_column(*facts.kind)) {}

  std::string take(const Row& row) override {
    const std::string_view from = row["src"], to = row["dst"], text = row[column_.title], jitter_text = row["mdev_ms"];
    const auto value = number_in(text), jitter = number_in(jitter_text);
    if (from.empty() || to.empty()) return "a region has no name";
    if (!value || *value < 0) return std::string(column_.title) + " is " + shown(text) + "; expected a number from 0";
    const bool jitter_unknown = jitter_text.empty() || jitter_text == "nan";
    if (!jitter_unknown && (!jitter || *jitter < 0)) return "mdev_ms is " + shown(jitter_text) + "; expected a number from 0";
    const std::uint32_t source = regions_(from), target = regions_(to);
    repeated_ += !seen_.insert(std::uint64_t(source) << 32 | target).second;
    pairs_.push_back({source, target, *value * column_.to_base, jitter ? *jitter * 1e-3 : -1});
    return {};
  }

  Trace finish(const TraceFacts&, TraceReading& reading) override {
    reading.counts.rows = pairs_.size();
    if (repeated_ > 0) reading.notes.push_back(std::to_string(repeated_) + " rows measure a pair again; each of them counts");
    Trace trace;
    trace.data = RegionMatrix{regions_.take_names(), std::move(pairs_)};
    return trace;
  }

private:
  ValueColumn column_;
  Numbering regions_;
  std::unordered_set<std::uint64_t> seen_;
  std::uint64_t repeated_ = 0;
  std::vector<RegionPair> pairs_;
};

} // namespace

std::unique_ptr<RowReader> make_matrix_reader(const TraceFacts& facts) { return std::make_unique<MatrixReader>(facts); }

} // namespace archipelago
