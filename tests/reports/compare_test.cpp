#include "reports/compare_table.hpp"
#include "tests/reports/golden.hpp"
#include "tests/reports/samples.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;

namespace {

// The sample's goodput plus `more` for every seed, plus `noise` for even ones and minus it for odd ones.
std::vector<Result> shifted(std::initializer_list<std::uint64_t> seeds, double more, double noise) {
  std::vector<Result> results;
  for (const std::uint64_t seed : seeds) {
    results.push_back(sample_result(seed));
    results.back().goodput += more + (seed % 2 == 0 ? noise : -noise);
  }
  return results;
}

const ComparedValue& goodput(const Comparison& comparison, std::size_t design) {
  for (const ComparedFigure& compared : comparison.figures)
    if (compared.figure->key == "goodput") return compared.values[design];
  throw std::runtime_error("goodput is not compared");
}

}   // namespace

TEST_CASE("differences are paired: seeds that vary together still tell designs apart") {
  const Comparison comparison = compare({{"a", shifted({1, 2, 3, 4}, 0, 0)}, {"b", shifted({1, 2, 3, 4}, 0.01, 0.0001)}});
  const ComparedValue& b = goodput(comparison, 1);
  REQUIRE(b.difference);
  CHECK(b.difference->value == Approx(0.01));
  CHECK(b.verdict == Verdict::differs);
  // the separate intervals overlap widely: only the pairing separates the designs
  CHECK(b.value->interval->first < goodput(comparison, 0).value->interval->second);
  CHECK(goodput(comparison, 0).verdict == Verdict::not_compared);
}

TEST_CASE("an interval that includes zero is no difference") {
  const Comparison comparison = compare({{"a", shifted({1, 2, 3, 4}, 0, 0)}, {"b", shifted({1, 2, 3, 4}, 0.001, 0.02)}});
  CHECK(goodput(comparison, 1).verdict == Verdict::no_difference);
  CHECK(to_json(comparison)["figures"][0]["values"][1]["note"] == "no difference: interval includes 0");
}

TEST_CASE("only seeds that both finished are paired") {
  const Comparison comparison =
      compare({{"a", shifted({1, 2, 3}, 0, 0)}, {"b", shifted({3, 2, 9}, 0.5, 0)}, {"c", shifted({7}, 0, 0)}, {"d", {}}});
  CHECK(comparison.pairs == std::vector<std::size_t>{3, 2, 0, 0});
  CHECK(goodput(comparison, 1).difference->n == 2);
  CHECK(goodput(comparison, 1).difference->value == Approx(0.5));
  CHECK(!goodput(comparison, 2).difference);
  CHECK(!goodput(comparison, 3).value);
}

TEST_CASE("one seed gives a difference without an interval") {
  const Comparison comparison = compare({{"a", shifted({1}, 0, 0)}, {"b", shifted({1}, 0.02, 0)}});
  CHECK(goodput(comparison, 1).verdict == Verdict::one_seed);
  CHECK(comparison_text(comparison, {}).find("one seed: no interval") != std::string::npos);
}

TEST_CASE("the comparison table reads as kept") {
  const Comparison comparison = compare({{"decoupled-diloco", shifted({1, 2, 3, 4}, 0, 0)},
                                         {"diloco", shifted({1, 2, 3, 4}, -0.05, 0.001)},
                                         {"streaming-diloco", shifted({1, 2, 3, 4}, 0.001, 0.02)}});
  const auto check = against_golden("comparison.txt", comparison_text(comparison, {false, false, true, 100}));
  INFO(check.difference);
  CHECK(check.equal);
}

TEST_CASE("designs that do not fit side by side go below each other") {
  std::vector<Design> designs;
  for (int i = 0; i < 9; ++i) designs.push_back({"design-" + std::to_string(i), shifted({1, 2}, 0.01 * i, 0.001)});
  const std::string text = comparison_text(compare(designs), {false, false, true, 80});
  std::size_t widest = 0, width = 0;
  for (const char c : text) {
    width = c == '\n' ? 0 : width + ((static_cast<unsigned char>(c) & 0xC0) != 0x80);
    widest = std::max(widest, width);
  }
  CHECK(widest <= 80);
  CHECK(text.find("design-8") != std::string::npos);
}
