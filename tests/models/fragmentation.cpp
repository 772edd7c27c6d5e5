#include "models/protocol/fragmentation.hpp"
#include "models/protocol/packing.hpp"
#include "models/workload/transformer.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <numeric>

using namespace archipelago;

namespace {

double largest_bin(const std::vector<double>& sizes, const std::vector<std::size_t>& place, std::size_t bins) {
  std::vector<double> load(bins, 0.0);
  for (std::size_t k = 0; k < sizes.size(); ++k) load[place[k]] += sizes[k];
  return *std::max_element(load.begin(), load.end());
}

double best_largest_bin(const std::vector<double>& sizes, std::size_t bins) {
  std::vector<std::size_t> place(sizes.size(), 0);
  double best = largest_bin(sizes, place, bins);
  for (;;) {
    std::size_t digit = 0;
    while (digit < place.size() && ++place[digit] == bins) place[digit++] = 0;
    if (digit == place.size()) return best;
    best = std::min(best, largest_bin(sizes, place, bins));
  }
}

std::vector<double> arbitrary_sizes(std::size_t most) {
  std::vector<double> sizes(*rc::gen::inRange<std::size_t>(1, most + 1));
  for (double& size : sizes) size = *rc::gen::inRange(1, 100);
  return sizes;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

double total_values(const std::vector<Fragment>& fragments) {
  double total = 0;
  for (const Fragment& fragment : fragments) total += fragment.values;
  return total;
}

Model counted(double parameters, int layers) {
  Model model;
  model.parameters = parameters;
  model.layers = layers;
  return model;
}

Model small_transformer() {
  TransformerShape shape;
  shape.layers = 6;
  shape.hidden_size = 64;
  shape.heads = 4;
  shape.ffn_size = 256;
  shape.vocabulary = 5000;
  return model_from("small", shape, Precision::bf16);
}

} // namespace

TEST_CASE("balanced packing keeps Graham's bounds") {
  rc::prop("largest bin <= total/P + (1 - 1/P) x largest tensor", [] {
    const auto sizes = arbitrary_sizes(60);
    const auto bins = *rc::gen::inRange<std::size_t>(1, 25);
    const double parts = static_cast<double>(bins);
    const double largest = *std::max_element(sizes.begin(), sizes.end());
    RC_ASSERT(largest_bin(sizes, pack_balanced(sizes, bins), bins) <= sum(sizes) / parts + (1 - 1 / parts) * largest + 1e-9);
  });
  rc::prop("largest bin <= 4/3 - 1/(3P) of the best possible", [] {
    const auto sizes = arbitrary_sizes(8);
    const auto bins = *rc::gen::inRange<std::size_t>(1, 4);
    const double bound = 4.0 / 3 - 1 / (3 * static_cast<double>(bins));
    RC_ASSERT(largest_bin(sizes, pack_balanced(sizes, bins), bins) <= bound * best_largest_bin(sizes, bins) + 1e-9);
  });
}

TEST_CASE("the largest is placed first, wherever it stands") {
  CHECK(largest_bin({1, 1, 1, 1, 4}, pack_balanced({1, 1, 1, 1, 4}, 2), 2) == 4);
  CHECK(pack_balanced({2, 9, 3, 5}, 2) == std::vector<std::size_t>{1, 0, 1, 1});
}

TEST_CASE("every value of the model is in exactly one fragment") {
  const Model model = small_transformer();
  for (Fragmentation kind : {Fragmentation::balanced, Fragmentation::layer, Fragmentation::tensor})
    for (int fragments : {1, 2, 5, 24, 200}) {
      const auto result = fragment_model(model, fragments, kind);
      INFO("fragments " << fragments);
      CHECK(result.size() == static_cast<std::size_t>(fragments));
      CHECK(total_values(result) == Approx(model.parameters));
      CHECK(std::count_if(result.begin(), result.end(), [](const Fragment& f) { return f.embedding; }) == 1);
      for (const Fragment& fragment : result) {
        double inside = 0;
        for (const Piece& piece : fragment.pieces) inside += piece.values;
        CHECK(inside == Approx(fragment.values));
        CHECK(std::is_sorted(fragment.pieces.begin(), fragment.pieces.end(),
                             [](const Piece& a, const Piece& b) { return a.depth > b.depth; }));
      }
    }
}

TEST_CASE("layer and tensor fragmentation set the non-transformer parts apart") {
  const Model model = small_transformer();
  const double outside = 2 * 5000 * 64 + 64;
  const auto by_layer = fragment_model(model, 4, Fragmentation::layer);
  CHECK(by_layer[0].values == Approx(outside));
  CHECK(by_layer[0].embedding);
  // Layers 0 and 3 of 6, top to bottom.
  REQUIRE(by_layer[1].pieces.size() == 2);
  CHECK(by_layer[1].pieces[0].depth == Approx(3.0 / 6));
  CHECK(by_layer[1].pieces[1].depth == 0);
  CHECK(by_layer[1].values == Approx((model.parameters - outside) / 3));
  CHECK(fragment_model(model, 4, Fragmentation::tensor)[0].values == Approx(outside));
}

TEST_CASE("a fragment may be empty when there are more fragments than layers") {
  const auto result = fragment_model(small_transformer(), 10, Fragmentation::layer);
  CHECK(result[9].values == 0);
  CHECK(result[9].pieces.empty());
}

TEST_CASE("without tensors the fragments are equal and layers are strided over them") {
  const auto result = fragment_model(counted(12e9, 48), 24, Fragmentation::balanced);
  REQUIRE(result.size() == 24);
  for (std::size_t k = 0; k < 24; ++k) {
    CHECK(result[k].values == Approx(5e8));
    REQUIRE(result[k].pieces.size() == 2);
    CHECK(result[k].pieces[0].depth == Approx((static_cast<double>(k) + 24) / 48));
    CHECK(result[k].pieces[1].depth == Approx(static_cast<double>(k) / 48));
    CHECK(result[k].pieces[0].values == Approx(2.5e8));
  }
}

TEST_CASE("layers that do not divide evenly are cut, each counted whole") {
  rc::prop("equal fragments, equal layers", [] {
    const int layers = *rc::gen::inRange(1, 130), fragments = *rc::gen::inRange(1, 60);
    const auto result = fragment_model(counted(1e9, layers), fragments, Fragmentation::balanced);
    std::vector<double> per_layer(static_cast<std::size_t>(layers), 0.0);
    for (const Fragment& fragment : result) {
      RC_ASSERT(std::abs(fragment.values - 1e9 / fragments) < 1);
      for (const Piece& piece : fragment.pieces) per_layer[static_cast<std::size_t>(piece.depth * layers + 0.5)] += piece.values;
    }
    for (double values : per_layer) RC_ASSERT(std::abs(values - 1e9 / layers) < 100);
  });
}

TEST_CASE("a model of unknown depth is one piece, needed first and ready last") {
  const auto result = fragment_model(counted(30846720, 0), 1, Fragmentation::balanced);
  REQUIRE(result.size() == 1);
  REQUIRE(result[0].pieces.size() == 1);
  CHECK(result[0].values == 30846720);
  CHECK(result[0].pieces[0].depth == 0);
}

TEST_CASE("stated fragment sizes are taken as they are, and the traffic share scales what moves") {
  Model model = counted(100, 4);
  model.fragment_sizes = {70, 10, 20};
  model.traffic_share = 0.5;
  const auto result = fragment_model(model, 3, Fragmentation::balanced);
  CHECK(result[0].values == Approx(35));
  CHECK(result[1].values == Approx(5));
  CHECK(result[2].values == Approx(10));
}
