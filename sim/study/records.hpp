// The records that a child sends, one JSON object per line.
#pragma once

#include "models/result.hpp"
#include "models/units.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace archipelago {

// {"kind":"progress","run":3,"seq":17,"t":86400,...}; `fields` is the inside of a JSON object or empty.
std::string make_record(std::string_view kind, std::size_t run, std::uint64_t seq, Seconds t, std::string_view fields);
std::string result_fields(const Result& result);
std::string error_fields(std::string_view reason);
std::string mark_fields(std::string_view what, std::string_view learner, std::string_view detail);   // empty: left out

struct Record {
  std::string kind;
  std::size_t run = 0;
  std::uint64_t seq = 0;
  Seconds t;
  double share = 0;                           // of a progress record
  std::string reason;                         // of an error
  std::optional<Result> result;               // of a result
};

std::optional<Record> parse_record(std::string_view line);   // absent: not a record

} // namespace archipelago
