#include "gui/data/json_edit.hpp"

#include "scenarios/format/json_text.hpp"

#include <nlohmann/json.hpp>

namespace archipelago::gui {

namespace {

// Past blanks and comments.
std::size_t skip_space(std::string_view text, std::size_t at) {
  for (;;) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) ++at;
    if (text.substr(at).starts_with("//")) at = std::min(text.find('\n', at), text.size());
    else if (text.substr(at).starts_with("/*")) at = std::min(text.find("*/", at + 2), text.size() - 2) + 2;
    else return at;
  }
}

std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return std::min(at + 1, text.size());
}

std::size_t end_of_value(std::string_view text, std::size_t at) {
  int depth = 0;
  while (at < text.size()) {
    at = skip_space(text, at);
    if (at >= text.size()) break;
    const char c = text[at];
    if (c == '"') at = end_of_string(text, at);
    else if (c == '{' || c == '[') { ++depth; ++at; continue; }
    else if (c == '}' || c == ']') { --depth; ++at; }
    else if (c == ',' || c == ':') { ++at; continue; }
    else at = std::min(text.find_first_of(" \t\r\n,:]}/", at), text.size());
    if (depth <= 0) return at;
  }
  return text.size();
}

std::string indent_of_line(std::string_view text, std::size_t at) {
  const auto newline = text.rfind('\n', at == 0 ? 0 : at - 1);
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  return std::string(text.substr(begin, text.find_first_not_of(" \t", begin) - begin));
}

// A new last member or item of what opens at `open`.
TextEdit appended(const std::string& text, std::size_t open, const std::string& member) {
  const std::size_t close = end_of_value(text, open) - 1;
  std::size_t first = skip_space(text, open + 1), last = open + 1;
  if (first >= close) return {open + 1, close - open - 1, member};
  for (std::size_t at = first; at < close;) {   // the end of the last member
    last = end_of_value(text, at);
    const std::size_t next = skip_space(text, last);
    if (next < close && (text[next] == ',' || text[next] == ':')) at = skip_space(text, next + 1);
    else at = next;
  }
  const bool broken = text.substr(open, first - open).find('\n') != std::string::npos;
  if (!broken) return {last, 0, ", " + member};
  const std::size_t line_end = std::min({text.find('\n', last), close, text.size()});   // a comment behind the last member stays with it
  return {last, line_end - last, "," + text.substr(last, line_end - last) + "\n" + indent_of_line(text, first) + member};
}

} // namespace

std::string parent_pointer(const std::string& pointer) { return pointer.substr(0, pointer.rfind('/')); }

std::string last_name(const std::string& pointer) {
  std::string name = pointer.substr(pointer.rfind('/') + 1);
  const auto replace = [&name](const char* from, const char* to) {
    for (std::size_t at; (at = name.find(from)) != std::string::npos;) name.replace(at, 2, to);
  };
  replace("~1", "/");
  replace("~0", "~");
  return name;
}

std::optional<TextRange> range_of(const std::string& text, const std::string& pointer) {
  const auto places = places_of(text, {pointer});
  const auto found = places.find(pointer);
  if (found == places.end()) return std::nullopt;
  return TextRange{found->second.key, found->second.value, end_of_value(text, found->second.value)};
}

std::optional<TextEdit> set_value(const std::string& text, const std::string& pointer, const std::string& value) {
  if (const auto range = range_of(text, pointer)) return TextEdit{range->begin, range->end - range->begin, value};
  if (pointer.empty()) return std::nullopt;
  const std::string parent = parent_pointer(pointer), member = nlohmann::json(last_name(pointer)).dump() + ": " + value;
  const auto around = range_of(text, parent);
  if (!around) return set_value(text, parent, "{" + member + "}");
  const char opens = text[around->begin];
  if (opens == '{') return appended(text, around->begin, member);
  if (opens == '[') return std::nullopt;
  return TextEdit{around->begin, around->end - around->begin, "{" + member + "}"};   // a word such as "none" gives way to an object
}

std::optional<TextEdit> append_item(const std::string& text, const std::string& pointer, const std::string& value) {
  const auto range = range_of(text, pointer);
  if (!range) return set_value(text, pointer, "[" + value + "]");
  if (text[range->begin] != '[') return std::nullopt;
  return appended(text, range->begin, value);
}

std::optional<TextEdit> remove_value(const std::string& text, const std::string& pointer) {
  const auto range = range_of(text, pointer);
  if (!range || pointer.empty()) return std::nullopt;
  const std::size_t next = skip_space(text, range->end);
  if (next < text.size() && text[next] == ',') return TextEdit{range->key, skip_space(text, next + 1) - range->key, {}};
  const std::size_t comma = text.find_last_not_of(" \t\r\n", range->key == 0 ? 0 : range->key - 1);   // the last one: its forerunner's comma goes
  const std::size_t begin = comma != std::string::npos && text[comma] == ',' ? comma : range->key;
  return TextEdit{begin, range->end - begin, {}};
}

} // namespace archipelago::gui
