#include "models/audit/readers/trace_event.hpp"

#include <charconv>
#include <cmath>
#include <functional>

namespace archipelago {

namespace {

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::int64_t number_or_hash(std::string_view text) {
  const auto value = whole(text);
  return value ? *value : static_cast<std::int64_t>(std::hash<std::string_view>{}(text) | (std::size_t(1) << 62));
}

int bytes_of_element(std::string_view type) {   // c10 type names, as PyTorch's NCCL records have them
  if (type == "BFloat16" || type == "Half" || type == "Short") return 2;
  if (type == "Float" || type == "Int") return 4;
  if (type == "Double" || type == "Long") return 8;
  if (type == "Byte" || type == "Char" || type == "Bool" || type.starts_with("Float8")) return 1;
  return 0;
}

// "Input Dims": [[4096, 1024], [], [[2, 3], [2, 3]]]; a list of tensors gives one empty shape.
bool read_shapes(JsonScanner& scanner, std::vector<Shape>& shapes) {
  for (;;) {
    JsonToken token = scanner.next();
    if (token == JsonToken::array_end) return true;
    if (token != JsonToken::array_begin) {
      if (!scanner.skip_rest(token)) return false;
      shapes.emplace_back();
      continue;
    }
    Shape shape;
    while ((token = scanner.next()) != JsonToken::array_end) {
      if (token == JsonToken::scalar) shape.push_back(whole(scanner.text()).value_or(0));
      else if (!scanner.skip_rest(token)) return false;
      else shape.clear();
    }
    shapes.push_back(std::move(shape));
  }
}

void take_argument(TraceEvent& event, std::string_view key, std::string_view text) {
  if (key == "External id" || key == "external id") event.operation = whole(text);
  else if (key == "device") event.device = whole(text);
  else if (key == "bytes" || key == "bytes_accessed") event.bytes = number(text);
  else if (key == "flops" || key == "model_flops") event.flops = number(text);
  else if (key == "name") event.label = text;
  else if (key == "hlo_category") event.hlo_category = text;
  else if (key == "In msg nelems" || key == "Out msg nelems") event.message_elements = std::max(event.message_elements, number(text).value_or(0));
  else if (key == "dtype") event.element_bytes = bytes_of_element(text);
}

bool read_arguments(JsonScanner& scanner, TraceEvent& event) {
  return scanner.members([&](const std::string& key, JsonToken token) {
    if (token == JsonToken::array_begin && key == "Input Dims") return read_shapes(scanner, event.shapes);
    if (!is_plain(token)) return scanner.skip_rest(token);
    take_argument(event, key, scanner.text());
    return true;
  });
}

void take_field(TraceEvent& event, std::string_view key, std::string_view text) {
  if (key == "name") event.name = text;
  else if (key == "cat") event.category = text;
  else if (key == "ph") event.phase = text.empty() ? '\0' : text.front();
  else if (key == "ts") event.start = microseconds(text);
  else if (key == "dur") event.duration = microseconds(text);
  else if (key == "pid") event.process = number_or_hash(text);
  else if (key == "tid") event.thread = number_or_hash(text);
  else if (key == "id") event.id = text;
}

} // namespace

void TraceEvent::clear() {
  phase = 0;
  for (std::string* text : {&name, &category, &id, &label, &hlo_category}) text->clear();
  process = thread = 0;
  start.reset(), duration.reset(), operation.reset(), device.reset(), flops.reset(), bytes.reset();
  message_elements = 0;
  element_bytes = 0;
  shapes.clear();
}

std::optional<ProfileTime> microseconds(std::string_view text) {
  std::int64_t micro = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, micro);
  constexpr std::int64_t largest = INT64_MAX / 1000 - 1;
  if (error != std::errc() || micro > largest || micro < -largest) return std::nullopt;
  if (stop == end) return ProfileTime(micro * 1000);
  if (*stop != '.' || text.find_first_of("eE") != text.npos) {
    const auto value = number(text);
    if (!value || std::abs(*value) > static_cast<double>(largest)) return std::nullopt;
    return ProfileTime(std::llround(*value * 1000));
  }
  std::int64_t nano = 0, unit = 100;
  for (const char* digit = stop + 1; digit < end; ++digit, unit /= 10) {
    if (*digit < '0' || *digit > '9') return std::nullopt;
    nano += (*digit - '0') * unit;
  }
  return ProfileTime(micro * 1000 + (text.front() == '-' ? -nano : nano));
}

bool read_trace_event(JsonScanner& scanner, TraceEvent& event) {
  event.clear();
  return scanner.members([&](const std::string& key, JsonToken token) {
    if (token == JsonToken::object_begin && key == "args") return read_arguments(scanner, event);
    if (!is_plain(token)) return scanner.skip_rest(token);
    take_field(event, key, scanner.text());
    return true;
  });
}

} // namespace archipelago
