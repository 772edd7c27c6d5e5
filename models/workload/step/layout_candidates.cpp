#include "models/workload/step/layout_candidates.hpp"

#include <algorithm>
#include <array>

namespace archipelago {

namespace {

constexpr std::array<int, 6> micro_batches{1, 2, 4, 8, 16, 32};
constexpr int most_context = 16, most_virtual = 16;

std::vector<int> divisors(std::int64_t number, std::int64_t most, std::optional<int> only) {
  std::vector<int> out;
  if (only) return number % *only == 0 ? std::vector<int>{*only} : out;
  for (std::int64_t d = 1; d <= std::min(number, most); ++d)
    if (number % d == 0) out.push_back(static_cast<int>(d));
  return out;
}

class Candidates {
public:
  Candidates(const StepQuestion& question, const LayoutWish& wish, const std::function<bool(const Layout&)>& fits)
      : question_(question), wish_(wish), fits_(fits) {}

  void pipelines(Layout layout, std::int64_t rest) const {
    const std::int64_t layers = question_.shape.layers;
    for (const int stages : divisors(rest, layers, wish_.pipeline)) {
      layout.pipeline = stages;
      // Whole layers per stage, or as many slots as layers with the embedding and the logits in slots of their own.
      if (!wish_.pipeline && layers % stages != 0 && (layers + 2) % stages != 0) continue;
      contexts(layout, rest / stages);
    }
  }

private:
  void contexts(Layout layout, std::int64_t rest) const {
    const auto length = static_cast<std::int64_t>(question_.sequence_length);
    for (const int pieces : divisors(rest, most_context, wish_.context)) {
      if (pieces > 1 && length % (2 * pieces) != 0) continue;
      layout.context = pieces;
      layout.data = static_cast<int>(rest / pieces);
      if (wish_.data && layout.data != *wish_.data) continue;
      batches(layout);
    }
  }

  void batches(Layout layout) const {
    const auto batch = static_cast<std::int64_t>(question_.batch);
    if (batch % layout.data != 0) return;
    const std::int64_t share = batch / layout.data;
    const auto ask = [&](int size) {
      if (share % size != 0) return;
      layout.micro_batch = size;
      virtual_stages(layout, share / size);
    };
    if (wish_.micro_batch) return ask(*wish_.micro_batch);
    for (const int size : micro_batches) ask(size);
  }

  void virtual_stages(Layout layout, std::int64_t micro) const {
    const std::int64_t layers = question_.shape.layers, stages = layout.pipeline;
    const std::int64_t held = layers % stages == 0 ? layers / stages : (layers + 2) / stages;
    if (stages == 1 && wish_.virtual_stages.value_or(1) > 1) return;
    if (stages == 1) return experts(layout);
    for (const int chunks : divisors(held, most_virtual, wish_.virtual_stages)) {
      if (chunks > 1 && micro % layout.pipeline != 0) continue;   // the interleaved schedule goes in rounds of p
      layout.virtual_stages = chunks;
      experts(layout);
    }
  }

  void experts(Layout layout) const {
    const std::int64_t stage = std::int64_t{1} * layout.tensor * layout.context * layout.data;
    for (const int group : divisors(std::max<std::int64_t>(question_.shape.experts, 1), 128, wish_.expert)) {
      if (stage % group != 0) continue;
      layout.expert = group;
      shardings(layout);
    }
  }

  void shardings(Layout layout) const {
    const bool alone = layout.data * layout.context == 1;
    for (const Sharding sharding : {Sharding::none, Sharding::optimizer, Sharding::gradients, Sharding::full}) {
      if (wish_.sharding && sharding != *wish_.sharding) continue;
      if (!wish_.sharding && alone && sharding != Sharding::none) continue;
      // Gathered weights and split gradients would move once per micro-batch of every stage.
      if (!wish_.sharding && layout.pipeline > 1 && sharding > Sharding::optimizer) continue;
      layout.sharding = sharding;
      for (const Recompute recompute : {Recompute::none, Recompute::selective, Recompute::full}) {
        if (wish_.recompute && recompute != *wish_.recompute) continue;
        layout.recompute = recompute;
        if (fits_(layout)) break;
      }
    }
  }

  const StepQuestion& question_;
  const LayoutWish& wish_;
  const std::function<bool(const Layout&)>& fits_;
};

} // namespace

void for_each_layout(const StepQuestion& question, std::int64_t accelerators, const LayoutWish& wish,
                     const std::function<bool(const Layout&)>& fits) {
  const Candidates candidates(question, wish, fits);
  for (const int tensor : divisors(accelerators, wish.tensor ? accelerators : question.node_size, wish.tensor)) {
    if (!wish.tensor && question.shape.heads % tensor != 0) continue;
    Layout layout;
    layout.tensor = tensor;
    candidates.pipelines(layout, accelerators / tensor);
  }
}

} // namespace archipelago
