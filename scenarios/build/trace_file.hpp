// A trace that a scenario names: opened, read whole, and of a kind that fits.
#pragma once

#include "models/failures/traces/trace.hpp"
#include "scenarios/build/part.hpp"

#include <initializer_list>
#include <memory>
#include <string>

namespace archipelago {

// Nothing, and every problem noted at `key`, if the file cannot be used; `expected` is what it should hold, in words.
std::shared_ptr<const Trace> read_trace_file(const Part& part, const char* key, std::initializer_list<TraceKind> kinds, const char* expected);

} // namespace archipelago
