#include "scenarios/build/build_accelerator.hpp"
#include "scenarios/build/build_step_time.hpp"
#include "scenarios/build/builders.hpp"
#include "scenarios/build/names.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

constexpr std::size_t learner_limit = 100'000;

std::vector<Availability> build_available(const Part& part) {
  std::vector<Availability> windows;
  if (!part.has("available")) return windows;
  if (part.is_empty_list("available"))
    part.wrong("available", "an empty list: the learner would never run; leave the key out for always");
  Seconds end(-1);
  for (const Part& item : part.items("available")) {
    std::vector<Seconds> ends;
    if (item.raw().is_array())
      for (const auto& text : item.raw())
        if (text.is_string())
          if (const auto time = parse_measure(text.get<std::string>(), {UnitKind::time}).measure) ends.emplace_back(time->value);
    if (item.raw().is_array() && item.raw().size() != 2)
      item.wrong("", fmt::format("found {} time(s), expected [from, to]", item.raw().size()));
    if (ends.size() != 2) continue;
    if (ends[1] <= ends[0]) item.wrong("", "ends before it begins, or at once; expected [from, to] with to after from");
    else if (ends[0] < end) item.wrong("", "begins before the window before it ends; expected windows in order, without overlap");
    end = ends[1];
    windows.push_back({ends[0], ends[1]});
  }
  return windows;
}

std::int64_t slice_size_of(const Part& part, const Learner& learner) {
  if (const auto size = part.count("slice_size")) {
    if (learner.accelerators > 0 && learner.accelerators % *size != 0)
      part.wrong("slice_size", fmt::format("{} does not divide the {} accelerators", *size, learner.accelerators));
    return *size;
  }
  if (part.has("slice_size")) return 1;
  const std::int64_t size = std::min<std::int64_t>(learner.accelerator.node_size, learner.accelerators);
  if (size > 0 && learner.accelerators % size != 0)
    part.wrong(
        "", fmt::format("\"slice_size\" is missing: nodes of {} do not divide the {} accelerators", size, learner.accelerators));
  part.assume("slice_size", std::to_string(size), "a node of " + learner.accelerator.name);
  return std::max<std::int64_t>(size, 1);
}

std::size_t site_of(const Part& part, const World& world) {
  if (const auto name = part.text("site")) return refer(part, "site", *name, "site", site_names(world)).value_or(0);
  if (!part.has("site") && world.sites.size() > 1) part.wrong("", "\"site\" is missing: there is more than one site");
  if (!part.has("site") && world.sites.size() == 1) part.assume("site", world.sites.front().name, "the only site");
  return 0;
}

Learner build_learner(const Part& part, std::size_t index, StepTimes& step_times, const World& world) {
  Learner learner;
  learner.name = part.text("name").value_or("");
  learner.site = site_of(part, world);
  if (const auto accelerator = part.object("accelerator")) learner.accelerator = build_accelerator(*accelerator);
  learner.accelerators = part.count("accelerators").value_or(0);
  learner.slice_size = slice_size_of(part, learner);
  learner.framework = part.text("framework").value_or("");
  if (learner.accelerators > 0) step_times.build(part, index, learner);
  learner.available = build_available(part);
  learner.price = part.quantity<DollarsPerHour>("price");
  learner.price_category = price_category(part.text("price_category").value_or(""));
  if (part.has("price_category") && !part.has("price")) part.wrong("price_category", "there is no price that it could be the category of");
  return learner;
}

} // namespace

void build_learners(const Part& root, const Surroundings& surroundings, World& world) {
  if (root.is_empty_list("learners")) root.wrong("learners", "expected at least one learner");
  UniqueNames names("learner");
  StepTimes step_times(surroundings, world);
  const std::vector<Part> parts = root.items("learners");
  for (std::size_t index = 0; index < parts.size(); ++index) {
    const Part& part = parts[index];
    if (!part.raw().is_object()) continue;
    const Learner learner = build_learner(part, index, step_times, world);
    const std::int64_t count = part.count("count").value_or(1);
    if (world.learners.size() + static_cast<std::size_t>(count) > learner_limit) {
      part.wrong("count", fmt::format("more than {} learners in all", learner_limit));
      return;
    }
    for (std::int64_t k = 1; k <= count; ++k) {
      world.learners.push_back(learner);
      if (count > 1) world.learners.back().name += fmt::format("-{}", k);
      names.take(part, "name", world.learners.back().name);
    }
  }
  const auto none = [](const Part& part) { return part.raw().is_object() && part.count("count").value_or(1) == 0; };
  if (!parts.empty() && std::all_of(parts.begin(), parts.end(), none)) root.wrong("learners", "every learner has count 0; expected at least one learner");
}

} // namespace archipelago
