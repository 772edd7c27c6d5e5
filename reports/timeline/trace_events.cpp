#include "reports/timeline/trace_events.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <ostream>

namespace archipelago {

namespace {

double microseconds(Seconds time) { return time.value * 1e6; }

std::string arguments_of(const std::string& arguments) { return arguments.empty() ? "" : fmt::format(",\"args\":{}", arguments); }

}   // namespace

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

TraceEvents::TraceEvents(std::ostream& out) : out_(out) { out_ << "{\"displayTimeUnit\":\"ms\",\"traceEvents\":["; }

void TraceEvents::event(const std::string& body) {
  out_ << (first_ ? "\n{" : ",\n{") << body << '}';
  first_ = false;
}

void TraceEvents::name_process(int process, std::string_view name) {
  event(fmt::format(R"("ph":"M","name":"process_name","pid":{},"args":{{"name":{}}})", process, json_text(name)));
}

void TraceEvents::name_track(Track track, std::string_view name) {
  event(fmt::format(R"("ph":"M","name":"thread_name","pid":{},"tid":{},"args":{{"name":{}}})", track.process, track.thread,
                    json_text(name)));
  // Perfetto orders tracks by name unless told otherwise: learner 10 would come before learner 2.
  event(fmt::format(R"("ph":"M","name":"thread_sort_index","pid":{},"tid":{},"args":{{"sort_index":{}}})", track.process,
                    track.thread, track.thread));
}

void TraceEvents::slice(Track track, std::string_view name, Seconds from, Seconds to, const std::string& arguments) {
  event(fmt::format(R"("ph":"X","name":{},"pid":{},"tid":{},"ts":{:.3f},"dur":{:.3f}{})", json_text(name), track.process,
                    track.thread, microseconds(from), microseconds(to - from), arguments_of(arguments)));
}

void TraceEvents::instant(Track track, std::string_view name, Seconds at, const std::string& arguments) {
  event(fmt::format(R"("ph":"i","s":"t","name":{},"pid":{},"tid":{},"ts":{:.3f}{})", json_text(name), track.process, track.thread,
                    microseconds(at), arguments_of(arguments)));
}

void TraceEvents::counter(int process, std::string_view name, std::string_view unit, Seconds at, double value) {
  event(fmt::format(R"("ph":"C","name":{},"pid":{},"ts":{:.3f},"args":{{{}:{:.6g}}})", json_text(name), process, microseconds(at),
                    json_text(unit), value));
}

void TraceEvents::close(std::string_view note) { out_ << "\n],\"otherData\":{\"note\":" << json_text(note) << "}}\n"; }

}   // namespace archipelago
