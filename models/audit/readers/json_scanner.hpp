// JSON as a stream of tokens in constant memory, fast enough for files of gigabytes.
//
// A pull parser: the caller asks for the next token and knows from the format what it may be. Commas and colons are
// passed over, so it is more lenient than RFC 8259: profilers write NaN, bad escapes and trailing commas. Nesting is
// checked. One token may be at most 64 MiB long; the buffer else stays at 1 MiB.
#pragma once

#include "models/text/byte_source.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace archipelago {

enum class JsonToken { object_begin, object_end, array_begin, array_end, string, scalar, end, cut_off, broken };

inline bool is_plain(JsonToken token) { return token == JsonToken::string || token == JsonToken::scalar; }

class JsonScanner {
public:
  explicit JsonScanner(ByteSource& source);

  JsonToken next();
  std::string_view text() const { return text_; }   // of a string (unescaped) or scalar, until the next call
  // Passes over the rest of a value whose first token was `first`. False if the file ends or breaks inside.
  bool skip_rest(JsonToken first);
  bool skip_value() { return skip_rest(next()); }
  // The members of an object whose brace has been read: take(key, first token of the value) reads or passes over the rest of the value, and
  // says whether it could. False if one could not, or if the file ends or breaks inside.
  template <class Take> bool members(Take take) {
    std::string key;
    for (JsonToken token; (token = next()) != JsonToken::object_end;) {
      if (token != JsonToken::string) return false;
      key = text_;
      if (!take(std::as_const(key), next())) return false;
    }
    return true;
  }
  bool source_ended() const { return source_ended_; }   // asked for more than there is: why a value was not whole
  std::uint64_t offset() const { return before_buffer_ + position_; }

private:
  bool refill(std::size_t keep_from);         // moves what is kept to the front; false at the end of the source
  JsonToken read_string();
  JsonToken read_scalar();
  JsonToken read_close(char open, JsonToken token);
  void unescape(std::size_t begin, std::size_t end);
  bool pass_string();

  ByteSource& source_;
  std::vector<char> buffer_;
  std::size_t position_ = 0, filled_ = 0;
  std::uint64_t before_buffer_ = 0;           // bytes that have left the buffer
  std::string_view text_;
  std::string unescaped_;
  std::string open_;                          // brackets that are open, as written
  bool too_long_ = false, source_ended_ = false;
};

} // namespace archipelago
