// From a name in a file to the enumerator of the same place in its list of names.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace archipelago {

template <class Enumeration, std::size_t count>
constexpr std::optional<Enumeration> value_named(const std::array<std::string_view, count>& names, std::string_view name) {
  for (std::size_t i = 0; i < count; ++i)
    if (names[i] == name) return static_cast<Enumeration>(i);
  return std::nullopt;
}

} // namespace archipelago
