// JSON text with // and /* */ comments: parsed with every fault placed, and places of values looked up by pointer.
//
// A parser of our own, since places, duplicate keys and nesting limits are not to be had from nlohmann/json; it decodes
// strings and numbers, so both agree on what is valid. Depth is limited, as the parser recurses.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

inline constexpr int json_depth_limit = 64;
inline constexpr std::size_t json_size_limit = 16u << 20;   // bytes

struct TextFault {
  std::size_t offset = 0;
  std::string pointer, message;
};

// Null when the text cannot be read as JSON at all; a duplicate key is a fault too, but reading goes on.
nlohmann::json parse_json(const std::string& text, std::vector<TextFault>& faults);

bool is_utf8(const std::string& text);   // what is not cannot be written as JSON

struct ValuePlace {
  std::size_t key = 0, value = 0;
};   // offsets; key = value for list items and the root
std::map<std::string, ValuePlace> places_of(const std::string& text, const std::set<std::string>& pointers);

struct LineColumn {
  int line = 1, column = 1;
};
LineColumn line_column(std::string_view text, std::size_t offset);   // columns count characters, not bytes
std::vector<LineColumn> lines_columns(std::string_view text, const std::vector<std::size_t>& ascending_offsets);

} // namespace archipelago
