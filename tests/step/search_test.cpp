// "layout": "auto".
#include "models/workload/step/layout_search.hpp"
#include "tests/step/sample.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

using namespace archipelago;

TEST_CASE("every layout offered fits, divides, and is not slower than the next") {
  const TransformerShape dense = gpt(32, 4096), experts = mixture();
  rc::prop("holds for every draw", [&] {
    const TransformerShape& shape = *rc::gen::arbitrary<bool>() ? dense : experts;
    const std::int64_t accelerators = 1 << *rc::gen::inRange(0, 8);
    const double batch = 1 << *rc::gen::inRange(4, 11);
    StepQuestion question = question_for(shape, {}, batch);
    const LayoutSearch found = search_layouts(question, accelerators, {}, 5);
    RC_ASSERT(found.best.size() <= 5 && static_cast<std::int64_t>(found.best.size()) <= found.fitting);
    for (std::size_t i = 0; i < found.best.size(); ++i) {
      const Layout& layout = found.best[i].layout;
      question.layout = layout;
      RC_ASSERT(predict_step(question).fits);
      RC_ASSERT(predict_step(question).step == found.best[i].step);
      RC_ASSERT(accelerators_of(layout) == accelerators);
      RC_ASSERT(shape.heads % layout.tensor == 0 && layout.tensor <= question.node_size);
      RC_ASSERT(static_cast<std::int64_t>(batch) % (layout.data * layout.micro_batch) == 0);
      if (i > 0) RC_ASSERT(found.best[i - 1].step <= found.best[i].step);
    }
  });
}

TEST_CASE("the best is as good as any layout a person would write down") {
  const TransformerShape shape = llama_405b();
  StepQuestion question = question_for(shape, {}, 2048, 8192);
  const LayoutSearch found = search_layouts(question, 1024);
  REQUIRE(!found.best.empty());
  // Llama 3's own: tensor 8, pipeline 16, the rest data (arXiv 2407.21783, table 4).
  question.layout = {.tensor = 8, .pipeline = 16, .virtual_stages = 8, .data = 8, .sharding = Sharding::optimizer, .recompute = Recompute::full};
  REQUIRE(predict_step(question).fits);
  CHECK(found.best.front().step <= step_time(question));
}

TEST_CASE("405B on 16,384 accelerators: a layout that fits, with its reason and the next best") {
  const TransformerShape shape = llama_405b();
  const LayoutSearch found = search_layouts(question_for(shape, {}, 2048, 8192), 16384);
  REQUIRE(found.best.size() == 3);
  CHECK(found.fitting < found.asked);
  CHECK(found.why.find("next best") != std::string::npos);
  CHECK(found.why.find("tensor") != std::string::npos);
}

TEST_CASE("what is wished is kept") {
  const TransformerShape shape = gpt(32, 4096);
  LayoutWish wish;
  wish.tensor = 2;
  wish.pipeline = 4;
  wish.recompute = Recompute::full;
  const LayoutSearch found = search_layouts(question_for(shape, {}, 256), 64, wish);
  REQUIRE(!found.best.empty());
  for (const RankedLayout& ranked : found.best) {
    CHECK(ranked.layout.tensor == 2);
    CHECK(ranked.layout.pipeline == 4);
    CHECK(ranked.layout.recompute == Recompute::full);
  }
}

TEST_CASE("a data group and any micro-batch can be wished") {
  const TransformerShape shape = gpt(32, 4096);
  LayoutWish wish;
  wish.data = 8;
  wish.micro_batch = 3;
  const LayoutSearch found = search_layouts(question_for(shape, {}, 240), 64, wish);
  REQUIRE(!found.best.empty());
  for (const RankedLayout& ranked : found.best) {
    CHECK(ranked.layout.data == 8);
    CHECK(ranked.layout.micro_batch == 3);
  }
  wish.data = 7;
  CHECK(search_layouts(question_for(shape, {}, 240), 64, wish).asked == 0);
}

TEST_CASE("virtual stages divide the layers of a stage, and need a pipeline") {
  const TransformerShape shape = gpt(32, 4096);
  LayoutWish wish;
  wish.pipeline = 2;
  wish.virtual_stages = 4;
  CHECK_FALSE(search_layouts(question_for(shape, {}, 256), 16, wish).best.empty());
  wish.virtual_stages = 17;
  CHECK(search_layouts(question_for(shape, {}, 256), 16, wish).asked == 0);
  wish.pipeline = 1;
  CHECK(search_layouts(question_for(shape, {}, 256), 16, wish).asked == 0);
}

TEST_CASE("where nothing fits or divides, that is said") {
  const LayoutSearch large = search_layouts(question_for(llama_405b(), {}, 8), 8);
  CHECK(large.best.empty());
  CHECK(large.why.find("no layout fits; the leanest needs") == 0);
  CHECK(large.leanest);
  const LayoutSearch uneven = search_layouts(question_for(llama_8b(), {}, 3), 7);
  CHECK(uneven.best.empty());
  CHECK(uneven.asked == 0);
  CHECK_FALSE(uneven.leanest);
  CHECK(uneven.why.find("no layout divides") == 0);
}
