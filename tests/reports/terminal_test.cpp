#include "reports/quantity_text.hpp"
#include "reports/table.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

using namespace archipelago;

namespace {
const Terminal plain{false, false, true, 80};
const Terminal ascii{false, false, false, 80};
}   // namespace

TEST_CASE("quantities read with a prefix and four digits") {
  CHECK(quantity_text(185'080'320, "B") == "185.1 MB");
  CHECK(quantity_text(2e9, "bit/s") == "2.000 Gbps");
  CHECK(quantity_text(1.5038, "s") == "1.504 s");
  CHECK(quantity_text(0.0255, "s") == "25.50 ms");
  CHECK(quantity_text(864000, "s") == "10.00 d");
  CHECK(quantity_text(0.94312, "share") == "94.31 %");
  CHECK(quantity_text(2'621'440, "tokens") == "2.621 M tokens");
  CHECK(quantity_text(1'234'567, "USD") == "1,234,567 USD");
  CHECK(quantity_text(12.5, "USD") == "12.50 USD");
  CHECK(quantity_text(320, "steps") == "320 steps");
  CHECK(quantity_text(0, "s") == "0 s");
  CHECK(quantity_text(5e-7, "s") == "500.0 ns");
}

TEST_CASE("a small value in a column is never shown as none") {
  const Scale percent = scale_for(1, "share");
  CHECK(number_text(0.00001, percent) == "<0.01");
  CHECK(number_text(-0.00001, percent) == ">-0.01");
  CHECK(number_text(0, percent) == "0.00");
}

TEST_CASE("intervals share the scale of the mean") {
  const FigureReading reading{0.92, {{0.90, 0.94}}, 3};
  const Scale percent = scale_for(0.92, "share");
  CHECK(interval_text(reading, percent, plain) == "90.00 … 94.00");
  CHECK(interval_text(reading, percent, ascii) == "90.00 .. 94.00");
  CHECK(plus_minus_text(reading, percent, plain) == "92.00 ± 2.00");
  CHECK(interval_text({0.999, {{0.996, 1.002}}, 2}, percent, plain) == "99.60 … 100.00");
  CHECK(interval_text({0.001, {{-0.002, 0.004}}, 2}, percent, plain) == "0.00 … 0.40");
  CHECK(interval_text({-3, {{-5, -1}}, 2}, scale_for(3, "USD"), plain) == "-5.00 … -1.00");
  CHECK(plus_minus_text({0.92, std::nullopt, 1}, percent, plain) == "92.00");
}

TEST_CASE("width counts what the eye sees") {
  CHECK(display_width("naïve") == 5);
  CHECK(display_width("東京") == 4);
  CHECK(display_width("e\xCC\x81") == 1);
  CHECK(display_width("\x1b[38;5;36mgreen\x1b[0m") == 5);
  CHECK(display_width("\xF0\x9F") == 2);
}

TEST_CASE("cutting keeps whole characters and marks the cut") {
  CHECK(shortened("東京都庁", 5, plain) == "東京…");
  CHECK(shortened("abcdef", 4, ascii) == "abc~");
  CHECK(shortened("abc", 3, plain) == "abc");
}

TEST_CASE("cutting never exceeds the width, whatever the bytes") {
  rc::prop("display_width(shortened(text, w)) <= w", [] {
    const auto bytes = *rc::gen::arbitrary<std::string>();
    const std::string text = printable(bytes, plain);
    const int width = *rc::gen::inRange(1, 40);
    RC_ASSERT(display_width(shortened(text, width, plain)) <= width);
  });
}

TEST_CASE("printable text has no control bytes") {
  rc::prop("no byte below space or DEL", [] {
    for (const char c : printable(*rc::gen::arbitrary<std::string>(), ascii)) RC_ASSERT(c >= 0x20 && c < 0x7F);
  });
}

TEST_CASE("bars use eighths where they exist") {
  CHECK(bar(0.5, 10, plain) == "█████");
  CHECK(bar(0.5625, 2, plain) == "█▏");
  CHECK(bar(0.5, 10, ascii) == "#####");
  CHECK(bar(7, 3, ascii) == "###");
  CHECK(bar(-1, 3, plain).empty());
  CHECK(bar(0.001, 10, plain) == "▏");
  CHECK(bar(0.001, 10, ascii) == ".");
}

TEST_CASE("columns line up whatever the script, and give way when narrow") {
  Table table;
  table.add_column("site", {}, Align::left);
  table.add_column("rate", "Gbps");
  table.add_row({"東京", "1.5"});
  table.add_row({"a-very-long-site-name-in-the-middle-of-nowhere", "10.0"});
  CHECK(table.render(plain) == "site                                              rate\n"
                               "                                                [Gbps]\n"
                               "東京                                               1.5\n"
                               "a-very-long-site-name-in-the-middle-of-nowhere    10.0\n");
  Terminal narrow = plain;
  narrow.width = 20;
  CHECK(table.render(narrow) == "site            rate\n"
                                "              [Gbps]\n"
                                "東京             1.5\n"
                                "a-very-long…    10.0\n");
}

TEST_CASE("wrapping breaks between words and indents what follows") {
  Terminal narrow = plain;
  narrow.width = 12;
  CHECK(wrapped("one two three four", 2, narrow) == "one two\n  three four");
}
