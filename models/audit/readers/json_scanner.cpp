#include "models/audit/readers/json_scanner.hpp"

#include <array>
#include <charconv>
#include <cstring>

namespace archipelago {

namespace {

constexpr std::size_t usual_buffer = std::size_t(1) << 20;
constexpr std::size_t longest_token = std::size_t(64) << 20;

constexpr std::array<bool, 256> marks(std::string_view characters) {
  std::array<bool, 256> table{};
  for (const char character : characters) table[static_cast<unsigned char>(character)] = true;
  return table;
}
constexpr auto is_between = marks(" \t\r\n,:");
constexpr auto ends_scalar = marks(" \t\r\n,:{}[]\"");
constexpr auto is_structure = marks("\"{}[]");

bool has(const std::array<bool, 256>& table, char character) { return table[static_cast<unsigned char>(character)]; }

void append_utf8(std::string& text, unsigned code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | (code >> 6));
    text += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    text += static_cast<char>(0xE0 | (code >> 12));
    text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
  }
}

char plain_escape(char letter) {
  switch (letter) {
  case 'n': return '\n';
  case 't': return '\t';
  case 'r': return '\r';
  case 'b': return '\b';
  case 'f': return '\f';
  default: return letter;                     // also escapes that JSON does not know, as in Windows paths
  }
}

} // namespace

JsonScanner::JsonScanner(ByteSource& source) : source_(source), buffer_(usual_buffer) {}

bool JsonScanner::refill(std::size_t keep_from) {
  const std::size_t kept = filled_ - keep_from;
  if (keep_from > 0) std::memmove(buffer_.data(), buffer_.data() + keep_from, kept);
  before_buffer_ += keep_from;
  position_ -= keep_from;
  filled_ = kept;
  if (filled_ == buffer_.size()) {
    too_long_ = buffer_.size() >= longest_token;
    if (too_long_) return false;
    buffer_.resize(2 * buffer_.size());
  }
  const std::size_t added = source_.read(buffer_.data() + filled_, buffer_.size() - filled_);
  filled_ += added;
  source_ended_ = added == 0;
  return added > 0;
}

JsonToken JsonScanner::next() {
  for (;;) {
    while (position_ < filled_ && has(is_between, buffer_[position_])) ++position_;
    if (position_ < filled_) break;
    if (!refill(filled_)) return open_.empty() ? JsonToken::end : JsonToken::cut_off;
  }
  switch (const char first = buffer_[position_]) {
  case '{':
  case '[':
    open_ += first;
    ++position_;
    return first == '{' ? JsonToken::object_begin : JsonToken::array_begin;
  case '}': return read_close('{', JsonToken::object_end);
  case ']': return read_close('[', JsonToken::array_end);
  case '"': return read_string();
  default: return read_scalar();
  }
}

JsonToken JsonScanner::read_close(char open, JsonToken token) {
  if (open_.empty() || open_.back() != open) return JsonToken::broken;
  open_.pop_back();
  ++position_;
  return token;
}

JsonToken JsonScanner::read_string() {
  std::size_t begin = ++position_;
  bool has_escapes = false;
  for (;;) {
    while (position_ < filled_ && buffer_[position_] != '"' && buffer_[position_] != '\\') ++position_;
    const bool escape = position_ < filled_ && buffer_[position_] == '\\';
    if (position_ < filled_ && !escape) break;
    if (position_ + (escape ? 1 : 0) >= filled_) {
      if (!refill(begin)) return too_long_ ? JsonToken::broken : JsonToken::cut_off;
      begin = 0;
    }
    if (escape) {
      has_escapes = true;
      position_ += 2;
    }
  }
  if (has_escapes) unescape(begin, position_);
  else text_ = std::string_view(buffer_.data() + begin, position_ - begin);
  ++position_;
  return JsonToken::string;
}

void JsonScanner::unescape(std::size_t begin, std::size_t end) {
  unescaped_.clear();
  for (std::size_t at = begin; at < end; ++at) {
    if (buffer_[at] != '\\' || at + 1 >= end) {
      unescaped_ += buffer_[at];
      continue;
    }
    const char letter = buffer_[++at];
    unsigned code = 0;
    if (letter == 'u' && at + 4 < end && std::from_chars(&buffer_[at + 1], &buffer_[at + 5], code, 16).ptr == &buffer_[at + 5]) {
      append_utf8(unescaped_, code);
      at += 4;
    } else {
      unescaped_ += plain_escape(letter);
    }
  }
  text_ = unescaped_;
}

JsonToken JsonScanner::read_scalar() {
  std::size_t begin = position_;
  for (;;) {
    while (position_ < filled_ && !has(ends_scalar, buffer_[position_])) ++position_;
    if (position_ < filled_) break;
    if (!refill(begin)) {
      begin = 0;
      if (!open_.empty()) return JsonToken::cut_off;   // the number itself may be cut
      break;
    }
    begin = 0;
  }
  text_ = std::string_view(buffer_.data() + begin, position_ - begin);
  const char first = text_.front();
  const bool plausible = (first >= '0' && first <= '9') || first == '-' || first == '+' || text_ == "true" || text_ == "false" ||
                         text_ == "null" || text_ == "NaN" || text_ == "nan" || text_ == "Infinity" || text_ == "inf";
  return plausible ? JsonToken::scalar : JsonToken::broken;
}

bool JsonScanner::pass_string() {
  for (;;) {
    while (position_ < filled_ && buffer_[position_] != '"' && buffer_[position_] != '\\') ++position_;
    if (position_ == filled_) {
      if (!refill(filled_)) return false;
    } else if (buffer_[position_] == '"') {
      ++position_;
      return true;
    } else {
      if (position_ + 1 == filled_ && !refill(position_)) return false;
      position_ += 2;
    }
  }
}

bool JsonScanner::skip_rest(JsonToken first) {
  if (first == JsonToken::string || first == JsonToken::scalar) return true;
  if (first != JsonToken::object_begin && first != JsonToken::array_begin) return false;
  const std::size_t depth = open_.size() - 1;
  while (open_.size() > depth) {
    while (position_ < filled_ && !has(is_structure, buffer_[position_])) ++position_;
    if (position_ == filled_) {
      if (!refill(filled_)) return false;
      continue;
    }
    const char found = buffer_[position_];
    if (found == '"') {
      ++position_;
      if (!pass_string()) return false;
    } else if (found == '{' || found == '[') {
      open_ += found;
      ++position_;
    } else if (read_close(found == '}' ? '{' : '[', JsonToken::end) == JsonToken::broken) {
      return false;
    }
  }
  return true;
}

} // namespace archipelago
