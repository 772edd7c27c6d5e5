// Changes of a JSON text that leave the rest of it alone: comments, order and layout stay as the user wrote them.
//
// A value is replaced where it stands; a key that is not there is added at the end of its object, with the objects around it where
// those are missing too, in the layout of its neighbours. Places are pointers (RFC 6901), offsets are bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace archipelago::gui {

struct TextEdit { std::size_t at = 0, length = 0; std::string replacement; };

// Nothing where the text cannot be read, or the pointer leads through a value that holds no keys.
std::optional<TextEdit> set_value(const std::string& text, const std::string& pointer, const std::string& value);
std::optional<TextEdit> remove_value(const std::string& text, const std::string& pointer);
std::optional<TextEdit> append_item(const std::string& text, const std::string& pointer, const std::string& value);   // to the list there

struct TextRange { std::size_t key = 0, begin = 0, end = 0; };
std::optional<TextRange> range_of(const std::string& text, const std::string& pointer);

std::string parent_pointer(const std::string& pointer);
std::string last_name(const std::string& pointer);   // unescaped

} // namespace archipelago::gui
