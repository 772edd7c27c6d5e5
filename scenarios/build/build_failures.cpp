#include "scenarios/build/builders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace archipelago {

namespace {

struct LawKeys {
  std::string_view name;
  Law::Kind kind;
  const char* scale;                 // key of Law::scale
  std::vector<const char*> others;   // key of Law::shape, then of Law::exponent
};

const std::vector<LawKeys>& laws() {
  static const std::vector<LawKeys> table{
      {"exponential", Law::Kind::exponential, "mean", {}},
      {"weibull", Law::Kind::weibull, "scale", {"shape"}},
      {"exponentiated-weibull", Law::Kind::exponentiated_weibull, "scale", {"shape", "exponent"}},
      {"lognormal", Law::Kind::lognormal, "median", {"sigma"}},
      {"constant", Law::Kind::constant, "value", {}}};
  return table;
}

void check_law_keys(const Part& part, const LawKeys& law) {
  std::vector<std::string_view> used{law.scale};
  used.insert(used.end(), law.others.begin(), law.others.end());
  for (const std::string_view key : used)
    if (!part.has(key.data()))
      part.wrong("", fmt::format("\"{}\" is missing: law {} has {}", key, law.name, fmt::join(used, ", ")));
  for (const char* key : {"mean", "scale", "shape", "exponent", "median", "sigma", "value"})
    if (part.has(key) && std::find(used.begin(), used.end(), key) == used.end())
      part.wrong(key, fmt::format("law {} has no {}; it has {}", law.name, key, fmt::join(used, ", ")));
}

} // namespace

std::optional<Law> build_law(const Part& part) {
  const auto name = part.text("law");
  const auto found = std::find_if(laws().begin(), laws().end(), [&](const LawKeys& law) { return name && law.name == *name; });
  if (found == laws().end()) return std::nullopt;
  check_law_keys(part, *found);
  Law law;
  law.kind = found->kind;
  law.scale = part.quantity<Seconds>(found->scale).value_or(Seconds(1));
  if (!found->others.empty()) law.shape = part.number(found->others[0]).value_or(1);
  if (found->others.size() > 1) law.exponent = part.number(found->others[1]).value_or(1);
  return law;
}

void build_failures(const Part& root, const Surroundings& surroundings, World& world) {
  if (root.is_word("failures", "none")) world.failures_known = Known::none;
  const auto part = root.object("failures");
  if (!part) return;
  world.failures_known = Known::given;
  Failures failures;

  const bool mtbi_given = part->has("mtbi"), law_given = part->has("law"), trace_given = part->has("trace"), generator_given = part->has("generator");
  if (!mtbi_given && !law_given && !trace_given && !generator_given && (part->has("slow") || part->has("corruption"))) {
    for (const char* key : {"return_delay", "downscale", "upscale", "detection", "restart", "recovery", "map", "offset"})
      if (part->has(key)) part->wrong(key, "has no effect without a failure rate; expected one of \"mtbi\", \"law\", \"trace\" and \"generator\"");
    return part->assume("mtbi", "never", "slow spells or corruption are stated, and no failures");
  }
  if (mtbi_given + law_given + trace_given + generator_given > 1)
    part->wrong("", mtbi_given && law_given ? "both \"mtbi\" and \"law\"; expected exactly one of them"
                               : "losses from two places; expected exactly one of \"mtbi\", \"law\", \"trace\" and \"generator\"");
  if (!mtbi_given && !law_given && !trace_given && !generator_given)
    part->wrong("", "the failure rate is missing; expected exactly one of \"mtbi\", \"law\", \"trace\" and \"generator\"");
  if (const auto mtbi = part->quantity<Seconds>("mtbi")) failures.lifetime = Law{Law::Kind::exponential, *mtbi};
  if (const auto law = part->object("law")) failures.lifetime = build_law(*law).value_or(Law{});

  if (trace_given) {
    build_observed(*part, world, failures);
    if (part->has("return_delay")) part->wrong("return_delay", "a trace has its own repair times");
  } else if (generator_given) {
    build_drawn(*part, surroundings.generator, world, failures);
    if (part->has("return_delay")) part->wrong("return_delay", "a generator has its own repair times");
  } else if (const auto delay = part->object("return_delay")) {
    failures.return_delay = build_law(*delay).value_or(Law{});
  } else {
    failures.return_delay = Law{Law::Kind::exponential, Seconds(36)};
    if (part->is_object("recovery") && !part->has("return_delay")) {
      if (!part->object("recovery")->has("repair")) part->object("recovery")->wrong("", "\"repair\" is missing: how long until a lost node itself is back");
    } else if (!part->has("return_delay"))
      part->assume("return_delay", "exponential, mean 36 s", "fitted to Table 1 of arXiv 2604.21428, which does not publish it");
  }
  if (!trace_given && part->has("map")) part->wrong("map", "says how to look at a trace, and there is no \"trace\"");
  if (!trace_given && !generator_given && part->has("offset")) part->wrong("offset", "says where in a trace or in a generator's time the run begins, and there is neither");
  const auto time = [&](const char* key) { return part->quantity<Seconds>(key).value_or(Seconds(0)); };
  failures.downscale = time("downscale");
  failures.upscale = time("upscale");
  failures.detection = time("detection");
  failures.restart = time("restart");
  build_recovery(*part, root, world, failures);
  world.failures = failures;
}

} // namespace archipelago
