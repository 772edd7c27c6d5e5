// Laws fitted to measured traces, and the memoryless ones, by the figures that a planner needs.
#include "sim/validate/traces/traces_table.hpp"

#include "models/failures/generators/fit_outages.hpp"
#include "models/failures/generators/fit_spot.hpp"
#include "models/failures/generators/seed_stream.hpp"
#include "models/failures/traces/holding_statistics.hpp"
#include "sim/validate/traces/trace_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <thread>

namespace archipelago {

namespace {

constexpr std::uint64_t many_seeds = 900;

struct Fitted {
  const TraceFile* file = nullptr;
  bool spot = false;
  std::vector<GoodnessRow> rows;              // none: too short to fit
  // Where a row is missed: all figures as medians over many seeds, and the standard deviation of the medians of each 30 of them.
  std::vector<double> settled, spread;
};

// The testbed that users reimage is a stress case: its rate may be off by twice as much.
double limit_of(const Fitted& fitted, const GoodnessRow& row) {
  const bool rate = row.name == "events per 1000 node-days";
  return rate && fitted.file->name.starts_with("grid5000") ? 0.10 : row.tolerance;
}

bool is_met(const Fitted& fitted, const GoodnessRow& row) { return limit_of(fitted, row) <= 0 || row.observed == 0 || std::abs(row.error()) <= limit_of(fitted, row); }

// Medians of 30 seeds are noisy: whether a miss is the law's, many more seeds say.
template <class FiguresOfSeed> void judge(const FiguresOfSeed& figures_of_seed, Fitted& fitted) {
  if (std::all_of(fitted.rows.begin(), fitted.rows.end(), [&](const GoodnessRow& row) { return is_met(fitted, row); })) return;
  std::vector<std::vector<double>> runs;
  for (std::uint64_t seed = 1; seed <= many_seeds; ++seed) runs.push_back(figures_of_seed(seed));
  fitted.settled = medians_of(runs);
  std::vector<double> sums(fitted.settled.size()), squares(sums.size());
  constexpr double blocks = many_seeds / SeedStream::block;
  for (auto from = runs.begin(); from != runs.end(); from += SeedStream::block) {
    const std::vector<double> medians = medians_of({from, from + SeedStream::block});
    for (std::size_t i = 0; i < medians.size(); ++i) sums[i] += medians[i] / blocks, squares[i] += medians[i] * medians[i] / blocks;
  }
  for (std::size_t i = 0; i < sums.size(); ++i) fitted.spread.push_back(std::sqrt(std::max(0.0, squares[i] - sums[i] * sums[i])));
}

Fitted fit(const TraceFile& file) {
  const Trace trace = read_trace_file(file);
  Fitted fitted{&file, trace.outages() == nullptr, {}, {}, {}};
  if (const auto* outages = trace.outages()) {
    const auto law = fit_outages(*outages, trace.kind);
    if (!law) return fitted;
    fitted.rows = law->goodness;
    judge([&, generate = OutageGenerator(law->law)](std::uint64_t seed) { return judged_figures(generate, *outages, seed); }, fitted);
    return fitted;
  }
  const CapacityTrace capacity = trace.capacity() ? *trace.capacity() : capacity_of(*trace.lives());
  const auto law = fit_spot(capacity);
  if (!law) return fitted;
  fitted.rows = law->goodness;
  judge([&, generate = SpotGenerator(law->law)](std::uint64_t seed) { return judged_figures(generate, capacity, seed); }, fitted);
  return fitted;
}

bool can_be_fitted(const TraceFile& file) {
  return file.kind == "node_outage" || file.kind == "capacity_steps" || file.kind == "node_join_leave" || file.kind == "instance_episodes";
}

// In as many threads as asked for: each trace by itself.
std::vector<Fitted> fit_all(const std::vector<TraceFile>& files, unsigned jobs) {
  std::vector<Fitted> all(files.size());
  std::vector<std::exception_ptr> errors(files.size());
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> threads;
  for (unsigned t = 0; t < std::max(1U, jobs > 0 ? jobs : std::thread::hardware_concurrency()); ++t)
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < files.size(); i = next++) {
        try {
          all[i] = fit(files[i]);
        } catch (...) {
          errors[i] = std::current_exception();
        }
      }
    });
  threads.clear();
  for (const std::exception_ptr& error : errors)
    if (error) std::rethrow_exception(error);
  return all;
}

// What one history of each seed would say of the rows that take several.
struct Singly {
  std::uint32_t fewest = std::numeric_limits<std::uint32_t>::max(), most = 0;   // histories of a seed
  std::size_t rows = 0;
  std::vector<std::string> off;

  void add(const std::string& trace, const GoodnessRow& row, double limit) {
    fewest = std::min(fewest, row.histories);
    most = std::max(most, row.histories);
    const double error = row.single / row.observed - 1;
    ++rows;
    if (std::abs(error) > limit) off.push_back(fmt::format("{} of {} {:+.1f} %", row.name, trace, 100 * error));
  }
  std::string words(const std::string& of_what) const {
    return fmt::format("{}, with one history of each seed instead: {} of {} rows beyond their limits{}{}; other 30 seeds may well say otherwise", of_what, off.size(), rows,
                       off.empty() ? "" : ": ", fmt::join(off, ", "));
  }
};

struct Worst { double error = 0; std::size_t rows = 0; std::string trace; };

class GeneratorsTable {
public:
  GeneratorsTable() {
    table_.name = "generators";
    table_.title = "Generators fitted to measured traces: medians over seeds 1 to 30, which no fit has seen, beside the traces";
    table_.target.measure = ErrorMeasure::relative;
  }

  void add(const Fitted& fitted) {
    if (fitted.rows.empty()) {
      table_.notes.push_back(fmt::format("too short to fit: {}", fitted.file->name));
      return;
    }
    bool memoryless_meets_all = true;
    for (std::size_t r = 0; r < fitted.rows.size(); ++r) {
      const GoodnessRow& row = fitted.rows[r];
      const double limit = limit_of(fitted, row);
      if (!is_met(fitted, row))
        table_.notes.push_back(fmt::format("{}: {}: {:+.1f} % over seeds 1 to 30, and {:+.1f} % over {}, where medians of 30 have a standard deviation of {:.1f} %: {}",
                                           fitted.file->name, row.name, 100 * row.error(), 100 * (fitted.settled[r] / row.observed - 1), many_seeds,
                                           100 * fitted.spread[r] / row.observed,
                                           std::abs(fitted.settled[r] / row.observed - 1) <= limit ? "noise of 30 seeds" : "the law is off"));
      const bool down = row.name.starts_with("down at once");
      if ((limit <= 0 && !down) || row.observed == 0) continue;   // of a trace without it there is no error to speak of
      add_row(fitted, row.name, row, row.median, limit > 0 ? RowKind::predicted : RowKind::shown);
      if (limit <= 0) continue;
      Worst& worst = worst_[{fitted.spot, limit, row.name}];
      ++worst.rows;
      if (std::abs(row.error()) >= worst.error) worst = {std::abs(row.error()), worst.rows, fitted.file->name};
      if (row.histories > 1) (fitted.spot ? spot_singly_ : outages_singly_).add(fitted.file->name, row, limit);
      const bool met = std::abs(row.memoryless - row.observed) <= limit * row.observed;
      memoryless_meets_all = memoryless_meets_all && met;
      if (!fitted.spot && (row.name == "CV of gaps" || row.name.starts_with("events on"))) add_row(fitted, row.name + ", memoryless", row, row.memoryless, RowKind::shown);
    }
    (fitted.spot ? spot_fitted_ : outages_fitted_) += 1;
    (fitted.spot ? spot_memoryless_ : outages_memoryless_) += memoryless_meets_all;
  }

  ValidationTable finished() {
    for (const auto& [key, worst] : worst_)
      table_.judgements.push_back({fmt::format("{}: {}, worst error ({})", std::get<0>(key) ? "spot" : "node outages", std::get<2>(key), worst.trace), 100 * worst.error,
                                   100 * std::get<1>(key), "%", worst.rows});
    table_.judgements.push_back({"node outages: traces of which a memoryless generator meets all that is asked for", static_cast<double>(outages_memoryless_), 0, "", outages_fitted_});
    if (outages_fitted_ > 0) {
      table_.notes.push_back(fmt::format("node outages: rate and lengths are those of {} to {} histories of each seed together, as many as hold ten thousand incidents at the trace's count, "
                                         "each as long as the trace; CV of gaps and the worst nodes' share, which depend on how long a trace is, are means over them. The trace is one such "
                                         "history, and where the nodes of large bursts share their length the next one has quite another median length", outages_singly_.fewest, outages_singly_.most));
      table_.notes.push_back(outages_singly_.words("node outages"));
    }
    if (spot_fitted_ > 0) {
      table_.notes.push_back(fmt::format("spot: availability, losses and batches are expectations: each seed takes {} to {} histories together, as many as hold ten thousand losses "
                                         "at the trace's count, each begun as the trace, as long, and cut off as it is. The trace is one such history, and where few long spells make "
                                         "most of its time the next one has quite another availability", spot_singly_.fewest, spot_singly_.most));
      table_.notes.push_back(spot_singly_.words("spot"));
    }
    table_.notes.push_back(fmt::format("a memoryless generator meets all that is asked for of {} of {} spot traces", spot_memoryless_, spot_fitted_));
    return std::move(table_);
  }
  ValidationTable& table() { return table_; }

private:
  void add_row(const Fitted& fitted, const std::string& what, const GoodnessRow& row, double generated, RowKind kind) {
    const bool time = row.unit == "s";
    table_.rows.push_back({table_.name, fitted.file->name + ": " + what, time ? row.observed / seconds_per_hour : row.observed, time ? generated / seconds_per_hour : generated,
                           time ? "h" : row.unit, kind, "the trace", {}});
  }

  ValidationTable table_;
  std::map<std::tuple<bool, double, std::string>, Worst> worst_;
  Singly outages_singly_, spot_singly_;
  std::size_t outages_fitted_ = 0, spot_fitted_ = 0, outages_memoryless_ = 0, spot_memoryless_ = 0;
};

} // namespace

ValidationTable generators_table(const TracesRequest& request) {
  GeneratorsTable table;
  std::vector<TraceFile> files = trace_files(request.data);
  std::erase_if(files, [](const TraceFile& file) { return !can_be_fitted(file); });
  table.table().data_here = !files.empty();
  if (files.empty()) return std::move(table.table());
  for (const Fitted& fitted : fit_all(files, request.jobs)) table.add(fitted);
  return table.finished();
}

} // namespace archipelago
