#include "scenarios/build/build_layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace archipelago {

namespace {

std::string divisors_text(std::int64_t number) {
  constexpr std::size_t shown = 16;
  constexpr std::int64_t looked_at = 1 << 16;
  std::vector<std::int64_t> divisors;
  std::int64_t d = 1;
  for (; d <= std::min(number, looked_at) && divisors.size() < shown; ++d)
    if (number % d == 0) divisors.push_back(d);
  return fmt::format("allowed: {}{}", fmt::join(divisors, ", "), d > number ? "" : ", ...");
}

class LayoutCheck {
public:
  LayoutCheck(const Part& part, const World& world, std::int64_t accelerators, std::int64_t sequences)
      : part_(part), shape_(*world.model.shape), length_(static_cast<std::int64_t>(world.training.sequence_length)),
        accelerators_(accelerators), sequences_(sequences) {
    wish_.tensor = whole("tensor");
    wish_.pipeline = whole("pipeline");
    wish_.virtual_stages = whole("virtual_stages");
    wish_.context = whole("context");
    wish_.expert = whole("expert");
    wish_.data = whole("data");
    wish_.micro_batch = whole("micro_batch");
    if (const auto name = part.text("sharding")) wish_.sharding = sharding_from(*name);
    if (const auto name = part.text("recompute")) wish_.recompute = recompute_from(*name);
  }

  GivenLayout result() {
    check_accelerators();
    check_model();
    check_batch();
    check_sharding();
    return {wish_, sound_};
  }

private:
  std::optional<int> whole(const char* key) const {
    const auto value = part_.count(key);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
  }

  void wrong(const char* key, std::string message) {
    part_.wrong(key, std::move(message));
    sound_ = false;
  }

  void must_divide(const char* key, std::optional<int> value, std::int64_t number, const std::string& what) {
    if (value && number % *value != 0) wrong(key, fmt::format("{} does not divide the {} {}; {}", *value, number, what, divisors_text(number)));
  }

  void check_accelerators() {
    const std::array<std::pair<const char*, std::optional<int>>, 4> groups{
        {{"tensor", wish_.tensor}, {"pipeline", wish_.pipeline}, {"context", wish_.context}, {"data", wish_.data}}};
    std::int64_t product = 1;
    std::size_t given = 0;
    std::string text;
    const bool before = sound_;
    for (const auto& [key, value] : groups) {
      must_divide(key, value, accelerators_, "accelerators");
      if (!value) continue;
      product *= *value;
      text += fmt::format("{}{} {}", given++ == 0 ? "" : " x ", key, *value);
    }
    if (sound_ != before || given < 2) return;
    if (given == groups.size() && product != accelerators_) wrong("", fmt::format("{} = {}, expected the {} accelerators", text, product, accelerators_));
    else if (accelerators_ % product != 0) wrong("", fmt::format("{} = {} does not divide the {} accelerators", text, product, accelerators_));
  }

  void check_model() {
    must_divide("tensor", wish_.tensor, shape_.heads, "attention heads");
    if (wish_.pipeline && *wish_.pipeline > shape_.layers)
      wrong("pipeline", fmt::format("{} stages for {} layers; at most one stage a layer", *wish_.pipeline, shape_.layers));
    if (wish_.virtual_stages.value_or(1) > 1 && wish_.pipeline == 1)
      wrong("virtual_stages", "has no effect without a pipeline; expected \"pipeline\" above 1 with it");
    else if (wish_.virtual_stages && wish_.pipeline && *wish_.pipeline <= shape_.layers) {
      const std::int64_t stages = *wish_.pipeline, even = shape_.layers % stages == 0 ? shape_.layers / stages : (shape_.layers + 2) / stages;
      must_divide("virtual_stages", wish_.virtual_stages, even, "layers of a stage");
    }
    if (wish_.context.value_or(1) > 1 && length_ % (2 * *wish_.context) != 0)
      wrong("context", fmt::format("sequences of {} do not split into 2 x {} pieces, an early and a late one for each member", length_, *wish_.context));
    if (!wish_.expert) return;
    if (shape_.experts == 0 && *wish_.expert > 1) wrong("expert", "the model has no experts; expected 1, or a mixture of experts");
    if (shape_.experts > 0) must_divide("expert", wish_.expert, shape_.experts, "experts");
    const auto stage = wish_.pipeline ? accelerators_ / *wish_.pipeline : 0;
    if (shape_.experts > 0 && wish_.pipeline && accelerators_ % *wish_.pipeline == 0) must_divide("expert", wish_.expert, stage, "accelerators of a stage");
  }

  // Members of the data group, where the given parts leave only one answer.
  std::optional<std::int64_t> data() const {
    if (wish_.data) return *wish_.data;
    if (!wish_.tensor || !wish_.pipeline || !wish_.context) return std::nullopt;
    const std::int64_t others = std::int64_t{1} * *wish_.tensor * *wish_.pipeline * *wish_.context;
    return accelerators_ % others == 0 ? std::optional(accelerators_ / others) : std::nullopt;
  }

  void check_batch() {
    const std::string what = "sequences of a step (tokens_per_step / sequence_length)";
    const auto members = data();
    if (members && sequences_ % *members != 0) {
      const std::string how =
          fmt::format(fmt::runtime(wish_.data ? "data {}" : "tensor, pipeline and context leave a data group of {}, which"), *members);
      wrong(wish_.data ? "data" : "", fmt::format("{} does not divide the {} {}; {}", how, sequences_, what, divisors_text(sequences_)));
    } else {
      const std::int64_t share = members ? sequences_ / *members : sequences_;
      must_divide("micro_batch", wish_.micro_batch, share, members ? fmt::format("sequences of each of {} data members", *members) : what);
    }
  }

  void check_sharding() {
    if (wish_.sharding.value_or(Sharding::none) != Sharding::none && data() == 1 && wish_.context.value_or(1) == 1)
      wrong("sharding", "has no effect: the data group has one member; expected \"none\"");
  }

  const Part& part_;
  const TransformerShape& shape_;
  const std::int64_t length_, accelerators_, sequences_;
  LayoutWish wish_;
  bool sound_ = true;
};

} // namespace

GivenLayout build_layout(const Part& learner, const World& world, std::int64_t accelerators, std::int64_t sequences) {
  const auto part = learner.object("layout");
  return part ? LayoutCheck(*part, world, accelerators, sequences).result() : GivenLayout{};
}

} // namespace archipelago
