#include "gui/data/json_edit.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago::gui;

namespace {

const std::string written = R"({
  // the run
  "a": {"b": 1, "list": [1, 2]},   // one
  "name": "x", /* in between */
  "last": "none"   // stays here
}
)";

std::string applied(const std::string& text, const std::optional<TextEdit>& edit) {
  REQUIRE(edit);
  return std::string(text).replace(edit->at, edit->length, edit->replacement);
}

nlohmann::json parsed(const std::string& text) { return nlohmann::json::parse(text, nullptr, true, true); }

} // namespace

TEST_CASE("a value is replaced where it stands, and nothing else moves") {
  const std::string text = applied(written, set_value(written, "/a/b", "42"));
  CHECK(parsed(text)["a"]["b"] == 42);
  CHECK(text.find("\"b\": 42, \"list\": [1, 2]},   // one\n  \"name\": \"x\", /* in between */") != std::string::npos);
}

TEST_CASE("a new key is added in the layout of its neighbours, and comments stay with theirs") {
  const std::string text = applied(written, set_value(written, "/seed", "7"));
  CHECK(parsed(text)["seed"] == 7);
  CHECK(text.find("\"last\": \"none\",   // stays here\n  \"seed\": 7\n}") != std::string::npos);
  CHECK(applied(written, set_value(written, "/a/c", "3")).find("{\"b\": 1, \"list\": [1, 2], \"c\": 3}") != std::string::npos);
}

TEST_CASE("missing objects around a key are made, and a word gives way to one") {
  CHECK(parsed(applied(written, set_value(written, "/p/q/r", "\"5 s\"")))["p"]["q"]["r"] == "5 s");
  CHECK(parsed(applied(written, set_value(written, "/last/interval", "\"1 h\"")))["last"]["interval"] == "1 h");
  CHECK(parsed(applied("{}", set_value("{}", "/x", "1")))["x"] == 1);
}

TEST_CASE("values are taken away with their comma, first, middle and last") {
  const std::string text = R"({"a": 1, "b": {"c": 2}, "d": [3, 4]})";
  CHECK(parsed(applied(text, remove_value(text, "/a"))) == parsed(R"({"b": {"c": 2}, "d": [3, 4]})"));
  CHECK(parsed(applied(text, remove_value(text, "/b"))) == parsed(R"({"a": 1, "d": [3, 4]})"));
  CHECK(parsed(applied(text, remove_value(text, "/d"))) == parsed(R"({"a": 1, "b": {"c": 2}})"));
  CHECK(parsed(applied(text, remove_value(text, "/d/1"))) == parsed(R"({"a": 1, "b": {"c": 2}, "d": [3]})"));
  CHECK(parsed(applied(text, remove_value(text, "/b/c"))) == parsed(R"({"a": 1, "b": {}, "d": [3, 4]})"));
  CHECK_FALSE(remove_value(text, "/nothing"));
}

TEST_CASE("items are added to lists, empty ones and ones that are not there") {
  CHECK(parsed(applied(written, append_item(written, "/a/list", "3")))["a"]["list"] == nlohmann::json({1, 2, 3}));
  CHECK(parsed(applied(R"({"l": []})", append_item(R"({"l": []})", "/l", "{\"n\": 1}")))["l"][0]["n"] == 1);
  CHECK(parsed(applied("{}", append_item("{}", "/l", "1")))["l"] == nlohmann::json({1}));
  CHECK_FALSE(append_item(written, "/name", "1"));
}

TEST_CASE("text that cannot be read is left alone") {
  CHECK_FALSE(remove_value("{ nonsense", "/a"));
}
