#include "models/workload/step/layout_search.hpp"

#include "models/workload/step/layout_candidates.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

namespace {

void keep_best(std::vector<RankedLayout>& best, const RankedLayout& found, std::size_t keep) {
  const auto place = std::upper_bound(best.begin(), best.end(), found, [](const auto& a, const auto& b) { return a.step < b.step; });
  if (static_cast<std::size_t>(place - best.begin()) >= keep) return;
  best.insert(place, found);
  if (best.size() > keep) best.pop_back();
}

struct Part { const char* name; Seconds StepBreakdown::* value; };
constexpr Part parts[] = {{"matrix products", &StepBreakdown::matrix},      {"attention", &StepBreakdown::attention},
                          {"pointwise kernels", &StepBreakdown::pointwise}, {"waiting for the host", &StepBreakdown::launch},
                          {"the optimizer", &StepBreakdown::optimizer},     {"the pipeline bubble", &StepBreakdown::bubble},
                          {"tensor communication", &StepBreakdown::tensor}, {"context communication", &StepBreakdown::context},
                          {"expert exchange", &StepBreakdown::expert},      {"pipeline messages", &StepBreakdown::pipeline},
                          {"gathering weights", &StepBreakdown::sharded},   {"gradient reduction", &StepBreakdown::data}};

// The part of the step in which the second loses most against the first.
const Part& largest_loss(const StepBreakdown& first, const StepBreakdown& second) {
  return *std::max_element(std::begin(parts), std::end(parts), [&](const Part& a, const Part& b) {
    return second.*a.value - first.*a.value < second.*b.value - first.*b.value;
  });
}

std::string reason(const StepQuestion& question, const std::vector<RankedLayout>& best) {
  StepQuestion first = question;
  first.layout = best.front().layout;
  const StepBreakdown time = predict_step(first).breakdown;
  std::string text = fmt::format("{}: {:.3f} s, {:.0f} % of it kernels", text_of(first.layout), best.front().step.value,
                                 100 * ((time.matrix + time.attention + time.pointwise) / time.total()));
  if (best.size() < 2) return text + "; no other layout fits";
  StepQuestion second = question;
  second.layout = best[1].layout;
  const StepBreakdown other = predict_step(second).breakdown;
  const Part& part = largest_loss(time, other);
  return text + fmt::format("; next best {}: {:.1f} % slower, most of it {} ({:+.3f} s)", text_of(second.layout),
                            100 * (best[1].step / best.front().step - 1), part.name, (other.*part.value - time.*part.value).value);
}

} // namespace

LayoutSearch search_layouts(const StepQuestion& question, std::int64_t accelerators, const LayoutWish& wish, std::size_t keep) {
  LayoutSearch out;
  StepQuestion asked = question;
  std::optional<StepMemory> least;
  for_each_layout(question, accelerators, wish, [&](const Layout& layout) {
    asked.layout = layout;
    ++out.asked;
    const StepMemory need = step_memory(asked);
    if (!least || need.total() < least->total()) {
      least = need;
      out.leanest = layout;
    }
    if (need.total() > question.memory) return false;
    ++out.fitting;
    keep_best(out.best, {layout, step_time(asked)}, keep);
    return true;
  });
  if (!out.best.empty()) out.why = reason(question, out.best);
  else if (least) out.why = "no layout fits; the leanest " + why_not(*least, question.memory);
  else out.why = fmt::format("no layout divides {} sequences and the model over {} accelerators", question.batch, accelerators);
  return out;
}

std::string text_of(const Layout& layout) {
  std::string text;
  const auto add = [&](const char* name, int value) {
    if (value > 1) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, value);
  };
  add("tensor", layout.tensor);
  add("pipeline", layout.pipeline);
  add("virtual stages", layout.virtual_stages);
  add("context", layout.context);
  add("expert", layout.expert);
  add("data", layout.data);
  text += fmt::format("{}micro-batch {}", text.empty() ? "" : ", ", layout.micro_batch);
  if (layout.sharding != Sharding::none) text += fmt::format(", sharding {}", name_of(layout.sharding));
  if (layout.recompute != Recompute::none) text += fmt::format(", recompute {}", name_of(layout.recompute));
  return text;
}

} // namespace archipelago
