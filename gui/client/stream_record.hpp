// One line of `run --stream` or `plan --stream` as a value (kinds and keys: sim/README.md, "Records"), and all lines so far as a summary.
#pragma once

#include "gui/client/live_slice.hpp"
#include "gui/client/plan_progress.hpp"

#include <nlohmann/json_fwd.hpp>

#include <QString>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace archipelago::gui {

struct StreamRecord {
  enum class Kind { hello, progress, mark, live, result, error, other };
  Kind kind = Kind::other;
  int run = 0;                                // -1: of all seeds together
  double t = 0, share = 0;
  std::uint64_t seed = 0;
  QString mark, learner, detail, reason;
  std::shared_ptr<const nlohmann::json> result;
  std::optional<LiveSlice> live;
  std::shared_ptr<nlohmann::json> whole;      // of a search (run -1), but its result
};

std::optional<StreamRecord> read_record(std::string_view line);   // nothing: the line is no record

struct StreamMark { int run = 0; double t = 0; QString mark, learner, detail; };

struct SeedProgress {
  std::uint64_t seed = 0;
  double share = 0, t = 0;
  bool done = false;
  QString failure;
};

// Memory is bounded: of marks only the first `most_marks` are kept, the rest are counted.
class StreamSummary {
public:
  static constexpr std::size_t most_marks = 20000, most_live = 20000;

  void take(std::string_view line);
  std::vector<StreamMark> take_new_marks();    // since the last call
  std::vector<LiveSlice> take_new_live();      // of the first seed, likewise

  const std::map<int, SeedProgress>& seeds() const { return seeds_; }
  const std::shared_ptr<const nlohmann::json>& document() const { return document_; }   // the result file; null until it is there
  const std::map<std::uint64_t, std::shared_ptr<const nlohmann::json>>& results() const { return results_; }   // by seed
  std::int64_t records() const { return records_; }
  std::int64_t garbage() const { return garbage_; }
  std::int64_t marks() const { return marks_; }
  const PlanProgress& plan() const { return plan_; }
  const QString& first_garbage() const { return first_garbage_; }

private:
  void note_mark(const StreamRecord& record);

  std::map<int, SeedProgress> seeds_;
  std::map<std::uint64_t, std::shared_ptr<const nlohmann::json>> results_;
  std::shared_ptr<const nlohmann::json> document_;
  std::vector<StreamMark> new_marks_;
  std::vector<LiveSlice> new_live_;
  PlanProgress plan_;
  std::size_t live_ = 0;
  std::int64_t records_ = 0, garbage_ = 0, marks_ = 0;
  QString first_garbage_;
};

} // namespace archipelago::gui
