#include "sim/calibrate/stated_steps.hpp"

#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantity.hpp"
#include "scenarios/named_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>

namespace archipelago {

namespace {

std::vector<std::pair<std::string, std::string>> pairs_of(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(", ", at), text.size());
    const std::string pair = text.substr(at, end - at);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (!pair.empty()) out.emplace_back(pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size())));
    at = end + 1;
  }
  return out;
}

// One setter per key; false where the value is not what is expected.
using Setter = std::function<bool(StatedStep&, const std::string&)>;
struct Key { const char* name; const char* expected; Setter set; bool required = false; };

bool whole(const std::string& text, std::int64_t& out) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  return fault == std::errc() && end == text.data() + text.size() && out >= 1 && out <= 1'000'000'000;
}

Setter degree(std::optional<int> LayoutWish::*part) {
  return [part](StatedStep& step, const std::string& text) {
    std::int64_t value = 0;
    const bool good = whole(text, value) && value <= 1'000'000;
    if (good) step.wish.*part = static_cast<int>(value);
    return good;
  };
}

Setter number(double StatedStep::*part) {
  return [part](StatedStep& step, const std::string& text) {
    std::int64_t value = 0;
    const bool good = whole(text, value);
    if (good) step.*part = static_cast<double>(value);
    return good;
  };
}

template <class Value> Setter choice(std::optional<Value> LayoutWish::*part, std::optional<Value> (*from)(std::string_view)) {
  return [part, from](StatedStep& step, const std::string& text) { return (step.wish.*part = from(text)).has_value(); };
}

const std::vector<Key>& step_keys() {
  static const std::vector<Key> keys{
      {"model", "a model of the catalogue or the path of a config.json", [](StatedStep& s, const std::string& t) { s.model = t; return !t.empty(); }, true},
      {"accelerators", "a whole number", [](StatedStep& s, const std::string& t) { return whole(t, s.accelerators); }, true},
      {"batch", "sequences per step of all accelerators", number(&StatedStep::batch), true},
      {"sequence", "tokens of a sequence", number(&StatedStep::sequence_length), true},
      {"time", "a time such as 2.41s", [](StatedStep& s, const std::string& t) {
         const auto read = parse_measure(t, {UnitKind::time}).measure;
         if (read) s.time = Seconds(read->value);
         return read && read->value > 0;
       }, true},
      {"precision", "tf32, bf16, fp8 or fp4", [](StatedStep& s, const std::string& t) {
         const auto read = math_precision_from(t);
         s.precision = read.value_or(MathPrecision::bf16);
         return read.has_value();
       }},
      {"tensor", "a whole number", degree(&LayoutWish::tensor)}, {"pipeline", "a whole number", degree(&LayoutWish::pipeline)},
      {"virtual_stages", "a whole number", degree(&LayoutWish::virtual_stages)}, {"context", "a whole number", degree(&LayoutWish::context)},
      {"expert", "a whole number", degree(&LayoutWish::expert)}, {"micro_batch", "a whole number", degree(&LayoutWish::micro_batch)},
      {"sharding", "none, optimizer, gradients or full", choice<Sharding>(&LayoutWish::sharding, sharding_from)},
      {"recompute", "none, selective or full", choice<Recompute>(&LayoutWish::recompute, recompute_from)}};
  return keys;
}

AskedOf question_of(const std::string& model, std::int64_t accelerators, double batch, double sequence, MathPrecision precision,
                    const TransformerShape& shape, const StepContext& c) {
  auto kept = std::make_shared<const TransformerShape>(shape);
  return {fmt::format("{} on {} accelerators", model, accelerators), kept,
          StepQuestion{*kept, c.profile, {}, batch, sequence, precision, c.software, c.accelerator.node_size, c.accelerator.memory}};
}

} // namespace

void read_step(const std::string& text, StatedMeasurements& out) {
  const std::size_t before = out.problems.size();
  StatedStep step;
  step.text = text;
  std::vector<std::string> names, given;
  for (const Key& key : step_keys()) names.emplace_back(key.name);
  for (const auto& [name, value] : pairs_of(text)) {
    const auto key = std::find_if(step_keys().begin(), step_keys().end(), [&, wanted = name](const Key& k) { return wanted == k.name; });
    if (key == step_keys().end()) {
      out.problems.push_back(fmt::format("step \"{}\": no key \"{}\"; expected {}{}", text, name, fmt::join(names, ", "), meant(nearest_name(name, names))));
    } else if (std::find(given.begin(), given.end(), name) != given.end()) {
      out.problems.push_back(fmt::format("step \"{}\": {} is given twice", text, name));
    } else if (!key->set(step, value)) {
      out.problems.push_back(fmt::format("step \"{}\": {}={}: expected {}", text, name, value, key->expected));
    }
    given.push_back(name);
  }
  for (const Key& key : step_keys())
    if (key.required && std::find(given.begin(), given.end(), key.name) == given.end())
      out.problems.push_back(fmt::format("step \"{}\": {} is missing: {}", text, key.name, key.expected));
  if (out.problems.size() == before) out.steps.push_back(std::move(step));
}

std::optional<AskedOf> ask_step(const StatedStep& step, const StepContext& context, std::string& problem) {
  const NamedModel named = named_model(step.model, context.catalogues);
  for (const Problem& p : named.problems) problem += fmt::format("{}step \"{}\": {}", problem.empty() ? "" : "\n", step.text, format_problem(p));
  if (!named.model) return std::nullopt;
  if (!named.model->shape) {
    problem = fmt::format("step \"{}\": the dimensions of {} are not known", step.text, step.model);
    return std::nullopt;
  }
  AskedOf asked = question_of(step.model, step.accelerators, step.batch, step.sequence_length, step.precision, *named.model->shape, context);
  const LayoutSearch search = search_layouts(asked.question, step.accelerators, step.wish, 1);
  if (search.best.empty()) {
    problem = fmt::format("step \"{}\": {}", step.text, search.why);
    return std::nullopt;
  }
  asked.question.layout = search.best.front().layout;
  asked.about += fmt::format(" ({})", text_of(asked.question.layout));
  return asked;
}

std::optional<AskedOf> reference_step(const std::string& model, std::int64_t least, const StepContext& context) {
  constexpr double sequence = 4096, tokens = 4 << 20;
  const NamedModel named = named_model(model, context.catalogues);
  if (!named.model || !named.model->shape) return std::nullopt;
  for (std::int64_t accelerators = least; accelerators <= 64 * least; accelerators *= 2) {
    AskedOf asked = question_of(model, accelerators, tokens / sequence, sequence, MathPrecision::bf16, *named.model->shape, context);
    const LayoutSearch search = search_layouts(asked.question, accelerators, {}, 1);
    if (search.best.empty()) continue;
    asked.question.layout = search.best.front().layout;
    asked.about += fmt::format(" ({})", text_of(asked.question.layout));
    return asked;
  }
  return std::nullopt;
}

} // namespace archipelago
