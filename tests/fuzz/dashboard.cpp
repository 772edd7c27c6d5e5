// Any bytes as what the dashboard reads besides stores: a timeline, lines of a child, a result, a comparison.
#include "gui/client/stream_record.hpp"
#include "gui/data/comparison.hpp"
#include "gui/data/run_result.hpp"
#include "gui/data/timeline_reader.hpp"
#include "tests/fuzz/scratch_input.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>

using namespace archipelago;
using namespace archipelago::gui;

namespace {

void look_at(const Timeline& timeline) {
  for (const TimelineRow& row : timeline.learners) {
    class_times(timeline, row, 0, timeline.end);
    if (span_at(row, timeline.end / 2) >= static_cast<std::ptrdiff_t>(row.size())) std::abort();
  }
}

void take_lines(std::string_view text) {
  StreamSummary summary;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    summary.take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchInput scratch;
  const std::string_view bytes = text_of(data, size);
  const QString path = QString::fromStdString(scratch.write("input", bytes).string());
  const TimelineReading timeline = read_timeline(path);
  if ((timeline.timeline != nullptr) != timeline.problem.isEmpty()) std::abort();
  if (timeline.timeline) look_at(*timeline.timeline);
  take_lines(bytes);
  const ResultReading result = read_result(path);
  if ((result.result != nullptr) != result.problem.isEmpty()) std::abort();
  if (result.result) {
    result.result->headline();
    result.result->failed_seeds();
    scalar_figures(*result.result->document);
    waterfall(*result.result->document);
  }
  read_comparison(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())));
  return 0;
}
