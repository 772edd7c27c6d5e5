// The events of a Chrome trace, one JSON object per line: complete slices, instants, counters, names.
// Format: "Trace Event Format" (Chrome), as Perfetto imports it; times in microseconds with nanosecond digits.
#pragma once

#include "models/units.hpp"

#include <iosfwd>
#include <string>
#include <string_view>

namespace archipelago {

struct Track {
  int process = 0;
  std::size_t thread = 0;
};

class TraceEvents {
public:
  explicit TraceEvents(std::ostream& out);   // opens the JSON

  void name_process(int process, std::string_view name);
  void name_track(Track track, std::string_view name);
  // `arguments` is JSON text of an object, or empty.
  void slice(Track track, std::string_view name, Seconds from, Seconds to, const std::string& arguments = {});
  void instant(Track track, std::string_view name, Seconds at, const std::string& arguments = {});
  void counter(int process, std::string_view name, std::string_view unit, Seconds at, double value);
  void close(std::string_view note);   // closes the JSON; the note goes into otherData

private:
  void event(const std::string& body);

  std::ostream& out_;
  bool first_ = true;
};

std::string json_text(std::string_view text);   // quoted and escaped; bytes that are no UTF-8 are replaced

}   // namespace archipelago
