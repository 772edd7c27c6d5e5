// A trace from a text, as the tests write them.
#pragma once

#include "models/failures/traces/read_trace.hpp"

#include <sstream>

namespace archipelago {

inline TraceReading reading_of(const std::string& text, TraceFacts facts = {}) {
  std::istringstream stream(text);
  StreamSource source(stream);
  return read_trace(source, std::move(facts));
}

inline TraceFacts fleet(std::uint32_t nodes, double horizon_s) {
  TraceFacts facts;
  facts.nodes = nodes;
  facts.horizon = Seconds(horizon_s);
  return facts;
}

} // namespace archipelago
