#include "sim/cli/stream.hpp"

#include "reports/reading.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>

namespace archipelago {

void StreamPrinter::on_record(std::size_t, std::string_view line) {
  fmt::print("{}\n", line);
  std::fflush(stdout);   // a watcher wants it now
}

void print_stream_end(const nlohmann::json& document) {
  const auto horizon = reading_at(document, "horizon_s");
  const nlohmann::ordered_json record{{"kind", "result"}, {"run", -1}, {"seq", 0}, {"t", horizon ? horizon->value : 0.0}, {"result", document}};
  fmt::print("{}\n", record.dump());
  std::fflush(stdout);
}

} // namespace archipelago
