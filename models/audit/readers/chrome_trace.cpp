#include "models/audit/readers/chrome_trace.hpp"

#include "models/audit/operator_work.hpp"
#include "models/audit/readers/open_events.hpp"
#include "models/audit/readers/trace_lanes.hpp"

#include <charconv>

namespace archipelago {

namespace {

class ChromeReader {
public:
  ChromeReader(ByteSource& source, ProfileSink& sink) : scanner_(source), sink_(sink) {}

  ReadReport read() {
    const JsonToken first = scanner_.next();
    const bool whole = first == JsonToken::array_begin ? read_events() : first == JsonToken::object_begin && read_document();
    open_.finish(take_whole_);
    hand_over_waiting();
    if (!whole) note_break();
    if (const std::size_t open = open_.unpaired()) report_.note(scanner_.offset(), std::to_string(open) + " events have only one of their two ends");
    report_.facts.format = lanes_.format();
    report_.bytes = scanner_.offset();
    return report_;
  }

private:
  void note_break() {
    report_.complete = false;
    const std::string read = "; read " + std::to_string(report_.events) + " events";
    if (scanner_.source_ended()) report_.note(scanner_.offset(), "the file ends early" + read);
    else report_.note(scanner_.offset(), "this is not JSON trace events" + read);
  }

  bool read_document() {
    return scanner_.members([this](const std::string& key, JsonToken token) {
      const bool list = token == JsonToken::array_begin;
      if (key == "traceEvents" && list) return read_events();
      if (key == "deviceProperties" && list) return read_device();
      if (key == "distributedInfo" && token == JsonToken::object_begin) return read_job();
      return scanner_.skip_rest(token);
    });
  }

  bool read_events() {
    for (;;) {
      const JsonToken token = scanner_.next();
      if (token == JsonToken::array_end) return true;
      if (token != JsonToken::object_begin) {
        if (token == JsonToken::cut_off || token == JsonToken::broken || !scanner_.skip_rest(token)) return false;
        report_.note(scanner_.offset(), "an entry of traceEvents that is no event");
        continue;
      }
      if (!read_trace_event(scanner_, event_)) return false;
      take();
    }
  }

  // [{"id": 0, "name": "NVIDIA H100 80GB HBM3", ...}, ...]: the first one's name.
  bool read_device() {
    for (JsonToken token; (token = scanner_.next()) != JsonToken::array_end;) {
      if (token != JsonToken::object_begin) { if (!scanner_.skip_rest(token)) return false; continue; }
      if (!plain_members([this](const std::string& key, std::string_view text) {
            if (key == "name" && report_.facts.device_name.empty()) report_.facts.device_name = text;
          })) return false;
    }
    return true;
  }

  bool read_job() {
    return plain_members([this](const std::string& key, std::string_view text) {
      std::int64_t value = 0;
      if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc()) return;
      if (key == "rank") report_.facts.rank = value;
      if (key == "world_size") report_.facts.world_size = value;
    });
  }

  template <class Take> bool plain_members(Take take) {
    return scanner_.members([&](const std::string& key, JsonToken token) {
      if (!is_plain(token)) return scanner_.skip_rest(token);
      take(key, scanner_.text());
      return true;
    });
  }

  void take() {
    constexpr std::string_view two_ended = "BEbe";
    if (event_.phase == 'M') return lanes_.on_metadata(event_);
    if (two_ended.find(event_.phase) != two_ended.npos) return open_.add(event_, take_whole_);
    if (event_.phase != 'X') { ++report_.skipped; return; }
    if (!event_.start || !event_.duration || *event_.duration < ProfileTime{0}) {
      report_.note(scanner_.offset(), "an event without a time that makes sense: " + event_.name.substr(0, 60));
      return;
    }
    hand_over(event_, false);
  }

  void hand_over(const TraceEvent& event, bool last_chance) {
    ProfileEvent placed;
    switch (lanes_.place(event, placed, last_chance)) {
    case TraceLanes::Place::not_used: ++report_.skipped; return;
    case TraceLanes::Place::not_known_yet: return wait(event);
    case TraceLanes::Place::found: break;
    }
    placed.span = {*event.start, *event.start + *event.duration};
    placed.operation = event.operation;
    placed.flops = event.flops;
    if (!placed.flops && placed.lane == Lane::host && !event.shapes.empty()) placed.flops = operator_flops(event.name, event.shapes);
    placed.bytes = event.bytes;
    if (event.message_elements > 0 && event.element_bytes > 0) placed.bytes = event.message_elements * event.element_bytes;
    sink_.on_event(placed);
    ++report_.events;
  }

  void wait(const TraceEvent& event) {
    constexpr std::size_t most_waiting = 200'000;
    if (waiting_.size() >= most_waiting) hand_over_waiting();   // names this late will not help these
    waiting_.push_back(event);
  }

  void hand_over_waiting() {
    std::vector<TraceEvent> events;
    events.swap(waiting_);
    for (const TraceEvent& event : events) hand_over(event, true);
  }

  JsonScanner scanner_;
  ProfileSink& sink_;
  TraceLanes lanes_;
  OpenEvents open_;
  const OpenEvents::Take take_whole_ = [this](const TraceEvent& event) { hand_over(event, false); };
  TraceEvent event_;
  std::vector<TraceEvent> waiting_;
  ReadReport report_;
};

} // namespace

ReadReport read_chrome_trace(ByteSource& source, ProfileSink& sink) { return ChromeReader(source, sink).read(); }

} // namespace archipelago
