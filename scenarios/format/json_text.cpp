#include "scenarios/format/json_text.hpp"

#include "scenarios/format/problem.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <functional>
#include <string_view>

namespace archipelago {

using nlohmann::json;

namespace {

struct Unreadable {
  TextFault fault;
};
using Hook = std::function<void(const std::string& pointer, ValuePlace place)>;

class JsonParser {
public:
  JsonParser(std::string_view text, std::vector<TextFault>& faults, Hook hook = {})
      : text_(text), faults_(faults), hook_(std::move(hook)) {}

  json document() {
    if (const auto nul = text_.find('\0'); nul != std::string_view::npos) stop(nul, "a NUL byte: the file is not text");
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    skip_space();
    if (at_ == text_.size()) stop(at_, "the file is empty; expected an object: {\"format\": \"archipelago/1\", ...}");
    json value = parse_value(0, at_);
    skip_space();
    if (at_ < text_.size()) stop(at_, fmt::format("found {} after the end of the document", here()));
    return value;
  }

private:
  [[noreturn]] void stop(std::size_t offset, std::string message) const {
    throw Unreadable{{offset, pointer_, std::move(message)}};
  }

  // The character at hand, for messages.
  std::string here() const {
    if (at_ >= text_.size()) return "the end of the file";
    const auto c = static_cast<unsigned char>(text_[at_]);
    return std::isprint(c) ? fmt::format("'{}'", text_[at_]) : fmt::format("byte 0x{:02X}", c);
  }

  void skip_space() {
    for (;;) {
      while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (rest.starts_with("/*")) {
        const auto end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) stop(at_, "a comment that does not end: */ is missing");
        at_ = end + 2;
      } else {
        return;
      }
    }
  }

  bool take(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  json parse_value(int depth, std::size_t key_at) {
    if (depth > json_depth_limit) stop(at_, fmt::format("nested deeper than {} levels", json_depth_limit));
    if (hook_) hook_(pointer_, {key_at, at_});
    if (at_ >= text_.size()) stop(at_, "the file ends where a value is expected");
    const char c = text_[at_];
    if (c == '{') return parse_object(depth);
    if (c == '[') return parse_list(depth);
    if (c == '"') return parse_string();
    if (c == '-' || std::isdigit(static_cast<unsigned char>(c))) return parse_number();
    return parse_word();
  }

  json parse_object(int depth) {
    const std::size_t opened = at_++;
    json object = json::object();
    skip_space();
    if (take('}')) return object;
    for (;;) {
      skip_space();
      if (at_ < text_.size() && text_[at_] != '"') stop(at_, fmt::format("found {}, expected a key in double quotes", here()));
      if (at_ == text_.size()) stop_unclosed(opened, "object");
      const std::size_t key_at = at_;
      const std::string key = parse_string().get<std::string>();
      skip_space();
      if (!take(':')) stop(at_, fmt::format("found {} after the key \"{}\", expected ':'", here(), key));
      skip_space();
      parse_member(object, key, depth, key_at);
      skip_space();
      if (take('}')) return object;
      if (at_ == text_.size()) stop_unclosed(opened, "object");
      if (!take(',')) stop(at_, fmt::format("found {} after a value, expected ',' or '}}'", here()));
    }
  }

  void parse_member(json& object, const std::string& key, int depth, std::size_t key_at) {
    const std::size_t length = pointer_.size();
    pointer_ = pointer_to(pointer_, key);
    if (object.contains(key)) faults_.push_back({key_at, pointer_, fmt::format("the key \"{}\" is given twice", key)});
    object[key] = parse_value(depth + 1, key_at);
    pointer_.resize(length);
  }

  json parse_list(int depth) {
    const std::size_t opened = at_++;
    json list = json::array();
    skip_space();
    if (take(']')) return list;
    for (;;) {
      skip_space();
      if (at_ == text_.size()) stop_unclosed(opened, "list");
      const std::size_t length = pointer_.size();
      pointer_ = pointer_to(pointer_, list.size());
      list.push_back(parse_value(depth + 1, at_));
      pointer_.resize(length);
      skip_space();
      if (take(']')) return list;
      if (at_ == text_.size()) stop_unclosed(opened, "list");
      if (!take(',')) stop(at_, fmt::format("found {} after a value, expected ',' or ']'", here()));
    }
  }

  [[noreturn]] void stop_unclosed(std::size_t opened, std::string_view what) const {
    const auto place = line_column(text_, opened);
    stop(at_, fmt::format("the file ends inside the {} that begins in line {}, column {}", what, place.line, place.column));
  }

  json parse_string() {
    const std::size_t start = at_++;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n') at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size() || text_[at_] != '"') stop(start, "a text that does not end: the closing double quote is missing");
    ++at_;
    json value = json::parse(text_.substr(start, at_ - start), nullptr, false);
    if (value.is_discarded()) stop(start, "a text with an invalid escape, a control character or broken UTF-8");
    return value;
  }

  json parse_number() {
    const std::size_t start = at_;
    while (at_ < text_.size() && std::string_view("+-.0123456789eE").find(text_[at_]) != std::string_view::npos) ++at_;
    const std::string_view token = text_.substr(start, at_ - start);
    json value = json::parse(token, nullptr, false);
    if (value.is_discarded()) stop(start, fmt::format("'{}' is no number, or too large", token.substr(0, 40)));
    return value;
  }

  json parse_word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '-' || text_[at_] == '_'))
      ++at_;
    const std::string_view word = text_.substr(start, at_ - start);
    if (word == "true") return true;
    if (word == "false") return false;
    if (word == "null") return nullptr;
    if (word.empty()) stop(start, fmt::format("found {}, expected a value", here()));
    stop(start, fmt::format("found {}; a text needs double quotes", word.substr(0, 40)));
  }

  std::string_view text_;
  std::vector<TextFault>& faults_;
  Hook hook_;
  std::size_t at_ = 0;
  std::string pointer_;
};

} // namespace

json parse_json(const std::string& text, std::vector<TextFault>& faults) {
  try {
    return JsonParser(text, faults).document();
  } catch (const Unreadable& unreadable) {
    faults.push_back(unreadable.fault);
    return nullptr;
  }
}

bool is_utf8(const std::string& text) { return json::parse(json(text).dump(-1, ' ', false, json::error_handler_t::ignore)) == text; }

std::map<std::string, ValuePlace> places_of(const std::string& text, const std::set<std::string>& pointers) {
  std::map<std::string, ValuePlace> places;
  std::vector<TextFault> ignored;   // reported when the text was parsed
  try {
    JsonParser(text, ignored, [&](const std::string& pointer, ValuePlace place) {
      if (pointers.contains(pointer)) places[pointer] = place;
    }).document();
  } catch (const Unreadable&) {}
  return places;
}

LineColumn line_column(std::string_view text, std::size_t offset) { return lines_columns(text, {offset}).front(); }

std::vector<LineColumn> lines_columns(std::string_view text, const std::vector<std::size_t>& ascending_offsets) {
  std::vector<LineColumn> places;
  LineColumn place;
  std::size_t at = 0;
  for (const std::size_t offset : ascending_offsets) {
    for (; at < std::min(offset, text.size()); ++at) {
      if (text[at] == '\n') {
        ++place.line;
        place.column = 1;
      } else if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) {   // not inside a UTF-8 sequence
        ++place.column;
      }
    }
    places.push_back(place);
  }
  return places;
}

} // namespace archipelago
