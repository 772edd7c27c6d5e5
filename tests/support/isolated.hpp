// Runs a piece of a test in a process of its own and brings its answer back.
//
// SimGrid's engine exists once per process, so every engine run of a test goes through here, several per test if wanted.
#pragma once

#include <cstring>
#include <functional>
#include <string>
#include <type_traits>

namespace archipelago {

// The text that `body` returns. Throws std::runtime_error with what() of the body's exception, or with the signal or exit
// status that ended its process.
std::string isolated(const std::function<std::string()>& body);

template <class Body> auto isolated_value(Body body) {
  using Value = std::invoke_result_t<Body>;
  static_assert(std::is_trivially_copyable_v<Value>);
  const std::string bytes = isolated([&body] {
    const Value value = body();
    return std::string(reinterpret_cast<const char*>(&value), sizeof value);
  });
  Value value;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

} // namespace archipelago
