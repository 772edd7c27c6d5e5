#include "models/audit/readers/json_scanner.hpp"
#include "models/audit/readers/trace_event.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace archipelago;

namespace {

class Drops : public ByteSource {             // so many bytes at a time
public:
  Drops(std::string text, std::size_t size) : text_(std::move(text)), size_(size) {}
  std::size_t read(char* into, std::size_t most) override {
    const std::size_t count = text_.copy(into, std::min(most, size_), given_);
    given_ += count;
    return count;
  }

private:
  std::string text_;
  std::size_t size_, given_ = 0;
};

std::string tokens_of(const std::string& text, std::size_t drop) {
  Drops source(text, drop);
  JsonScanner scanner(source);
  std::string found;
  for (;;) {
    switch (scanner.next()) {
    case JsonToken::object_begin: found += '{'; break;
    case JsonToken::object_end: found += '}'; break;
    case JsonToken::array_begin: found += '['; break;
    case JsonToken::array_end: found += ']'; break;
    case JsonToken::string: found += "'" + std::string(scanner.text()) + "'"; break;
    case JsonToken::scalar: found += "<" + std::string(scanner.text()) + ">"; break;
    case JsonToken::end: return found + ".";
    case JsonToken::cut_off: return found + "~";
    case JsonToken::broken: return found + "!";
    }
  }
}

constexpr const char* sample = R"({"a": [1, -2.5e3, true, null], "b\n\"\\": {"c": "\u00e4\u20ac\u0041", "d": "C:\qath"}, "e": [], "f": "[{\"}]"})";

} // namespace

TEST_CASE("tokens do not depend on where the bytes are cut") {
  const std::string whole = "{'a'[<1><-2.5e3><true><null>]'b\n\"\\'{'c''ä€A''d''C:qath'}'e'[]'f''[{\"}]'}.";
  for (std::size_t drop = 1; drop < 60; ++drop) CHECK(tokens_of(sample, drop) == whole);
}

TEST_CASE("a document cut anywhere is cut off, not broken") {
  const std::string text = sample;
  for (std::size_t length = 1; length < text.size(); ++length) CHECK(tokens_of(text.substr(0, length), 7).back() == '~');
}

TEST_CASE("what is not JSON is broken where it stands") {
  CHECK(tokens_of("[1, 2}", 3) == "[<1><2>!");
  CHECK(tokens_of("]", 3) == "!");
  CHECK(tokens_of("[hello]", 3) == "[!");
}

TEST_CASE("any value can be passed over") {
  for (std::size_t drop = 1; drop < 30; ++drop) {
    Drops source(std::string("[") + sample + ", 7]", drop);
    JsonScanner scanner(source);
    REQUIRE(scanner.next() == JsonToken::array_begin);
    REQUIRE(scanner.skip_value());
    REQUIRE(scanner.next() == JsonToken::scalar);
    CHECK(scanner.text() == "7");
    CHECK(scanner.next() == JsonToken::array_end);
  }
}

TEST_CASE("any bytes at all come to an end") {
  CHECK(rc::check("no crash, no endless loop", [](const std::string& noise) {
    const char last = tokens_of(noise, 5).back();
    RC_ASSERT(last == '.' || last == '~' || last == '!');
  }));
}

TEST_CASE("microseconds keep their nanoseconds") {
  CHECK(microseconds("1700000000000000.125") == ProfileTime(1'700'000'000'000'000'125));
  CHECK(microseconds("12") == ProfileTime(12'000));
  CHECK(microseconds("12.5") == ProfileTime(12'500));
  CHECK(microseconds("12.0009") == ProfileTime(12'000));
  CHECK(microseconds("-3.25") == ProfileTime(-3'250));
  CHECK(microseconds("1.5e3") == ProfileTime(1'500'000));
  CHECK_FALSE(microseconds("soon"));
  CHECK_FALSE(microseconds("1e300"));
  CHECK_FALSE(microseconds("99999999999999999999"));
}
