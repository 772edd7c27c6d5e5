// Writing and reading a struct by one list of its keys: a visit_* function names each key once, so that the two cannot drift apart.
// A number that is not finite is null in the file, and not a number when read back.
#pragma once

#include "models/result.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>

namespace archipelago {

inline nlohmann::json finite_or_null(double value) { return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(); }
inline double number_or_nan(const nlohmann::json& leaf) { return leaf.is_null() ? std::numeric_limits<double>::quiet_NaN() : leaf.get<double>(); }

// The library itself would take any number, and make of one that does not fit what the machine makes of it.
template <class Whole> Whole whole_number(const nlohmann::json& leaf) {
  if (leaf.is_number_unsigned() && std::in_range<Whole>(leaf.get<std::uint64_t>())) return static_cast<Whole>(leaf.get<std::uint64_t>());
  if (leaf.is_number_integer() && !leaf.is_number_unsigned() && std::in_range<Whole>(leaf.get<std::int64_t>())) return static_cast<Whole>(leaf.get<std::int64_t>());
  const std::string found = leaf.is_number() ? leaf.dump() : leaf.type_name();
  throw nlohmann::json::other_error::create(502, fmt::format("found {}, expected a whole number from {} to {}", found, std::numeric_limits<Whole>::min(), std::numeric_limits<Whole>::max()), &leaf);
}

class JsonWriter {
public:
  explicit JsonWriter(nlohmann::json& out) : out_(out) {}
  template <class T> void operator()(const char* key, const T& value) { out_[nlohmann::json::json_pointer(key)] = value; }
  void operator()(const char* key, double value) { out_[nlohmann::json::json_pointer(key)] = finite_or_null(value); }
  void operator()(const char* key, const std::optional<double>& value) {
    if (value) (*this)(key, *value);
    else out_[nlohmann::json::json_pointer(key)] = nullptr;
  }
  void operator()(const char* key, const TimeShares& shares) {
    nlohmann::json& object = out_[nlohmann::json::json_pointer(key)] = nlohmann::json::object();
    for (std::size_t i = 0; i < time_class_count; ++i) object[std::string(time_class_names[i])] = finite_or_null(shares[i]);
  }
  // Only where there is something to say: most scenarios have neither backbones nor background traffic.
  void if_known(const char* key, const std::optional<double>& value) {
    if (value) (*this)(key, *value);
  }
  template <class Items, class Visit> void each_if_any(const char* key, const Items& items, Visit visit) {
    if (!items.empty()) each(key, items, visit);
  }
  // As text: readers that keep numbers in doubles would lose its last digits.
  void hexadecimal(const char* key, std::uint64_t value) { out_[nlohmann::json::json_pointer(key)] = fmt::format("{:016x}", value); }
  template <class Items, class Visit> void each(const char* key, const Items& items, Visit visit) {
    nlohmann::json& list = out_[nlohmann::json::json_pointer(key)] = nlohmann::json::array();
    for (const auto& item : items) {
      JsonWriter writer(list.emplace_back(nlohmann::json::object()));
      visit(writer, item);
    }
  }

private:
  nlohmann::json& out_;
};

class JsonReader {
public:
  explicit JsonReader(const nlohmann::json& in) : in_(in) {}
  template <class T> void operator()(const char* key, T& value) {
    const nlohmann::json& leaf = in_.at(nlohmann::json::json_pointer(key));
    if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) value = whole_number<T>(leaf);
    else leaf.get_to(value);
  }
  void operator()(const char* key, double& value) { value = number_or_nan(in_.at(nlohmann::json::json_pointer(key))); }
  void operator()(const char* key, std::optional<double>& value) {
    const nlohmann::json& leaf = in_.at(nlohmann::json::json_pointer(key));
    value = leaf.is_null() ? std::nullopt : std::optional(leaf.get<double>());
  }
  void operator()(const char* key, TimeShares& shares) {
    const nlohmann::json& object = in_.at(nlohmann::json::json_pointer(key));
    for (std::size_t i = 0; i < time_class_count; ++i) shares[i] = number_or_nan(object.at(std::string(time_class_names[i])));
  }
  void if_known(const char* key, std::optional<double>& value) {
    if (in_.contains(nlohmann::json::json_pointer(key))) (*this)(key, value);
  }
  template <class Items, class Visit> void each_if_any(const char* key, Items& items, Visit visit) {
    if (in_.contains(nlohmann::json::json_pointer(key))) each(key, items, visit);
  }
  void hexadecimal(const char* key, std::uint64_t& value) {
    const auto& digits = in_.at(nlohmann::json::json_pointer(key)).get_ref<const std::string&>();
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + digits.size())
      throw nlohmann::json::other_error::create(501, std::string(key) + " is no hexadecimal number", &in_);
  }
  template <class Items, class Visit> void each(const char* key, Items& items, Visit visit) {
    for (const nlohmann::json& element : in_.at(nlohmann::json::json_pointer(key))) {
      JsonReader reader(element);
      visit(reader, items.emplace_back());
    }
  }

private:
  const nlohmann::json& in_;
};

} // namespace archipelago
