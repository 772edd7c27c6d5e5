// Spot capacity from a trace: which slices of a learner are held when.
#include "scenarios/build/builders.hpp"
#include "scenarios/build/trace_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>

namespace archipelago {

namespace {

class Holdings {
public:
  explicit Holdings(World& world) : world_(world) {}

  // Of the `count` learners from `first` on that one entry of the scenario makes.
  void build(const Part& part, std::size_t first, std::size_t count) {
    const auto file = part.text("trace");
    if (!file) {
      if (!part.has("trace")) part.wrong("", "\"trace\" is missing; expected a file, or a list of [from, to]");
      return;
    }
    const auto trace = trace_of(part, *file);
    const std::string map = part.text("map").value_or("scaled");
    HoldingWish wish{map == "same" ? HoldingMap::same : map == "tiled" ? HoldingMap::tiled : HoldingMap::scaled,
                     part.quantity<Seconds>("offset").value_or(Seconds(0)), part.quantity<Seconds>("notice").value_or(Seconds(0)), 1, 1, 0, 0};
    if (!trace) return;
    for (std::size_t k = 0; k < count; ++k) {
      Learner& learner = world_.learners[first + k];
      wish.slices = learner.slices();
      wish.least = part.count("minimum").value_or(wish.slices);
      if (wish.least > wish.slices) return part.wrong("minimum", fmt::format("{} slices, but the learner has {}", wish.least, wish.slices));
      if (wish.map == HoldingMap::same) {
        wish.first_instance = taken_[*file];
        taken_[*file] += wish.slices;
        if (taken_[*file] > instances_of(*trace))
          return part.wrong("trace", fmt::format("it has {} instances, and the learners that share them have {} slices; expected \"map\": \"scaled\"", instances_of(*trace), taken_[*file]));
      }
      wish.shift = wish.map == HoldingMap::tiled ? static_cast<double>(k) / static_cast<double>(count) : 0;
      learner.holding = holding_of(*trace, wish);
      if (!learner.holding) return part.wrong("trace", fmt::format("it never holds {} of {} slices; expected a smaller \"minimum\"", wish.least, wish.slices));
      if (k == 0) say(part, *file, map, *trace, wish, learner);
    }
    if (world_.simulation.fidelity == Fidelity::closed_form)
      world_.flags.push_back({"closed-form", "Spot capacity counts as its mean: a closed form knows no dates, and what coming and going costs is left out."});
  }

private:
  std::shared_ptr<const Trace> trace_of(const Part& part, const std::string& file) {
    const auto [at, fresh] = traces_.try_emplace(file);
    if (fresh || !at->second)
      at->second = read_trace_file(part, "trace", {TraceKind::capacity_steps, TraceKind::node_join_leave, TraceKind::instance_episodes}, "spot capacity");
    return at->second;
  }

  static void say(const Part& part, const std::string& file, const std::string& map, const Trace& trace, const HoldingWish& wish, const Learner& learner) {
    part.assume("trace",
                fmt::format("{}: {} instances for {} slices ({}), at least {} or none; {:.4g} % held on average; it begins anew at its end", std::filesystem::path(file).filename().string(),
                            instances_of(trace), wish.slices, map, wish.least, 100 * learner.holding->mean_held),
                "capacity that is not held is not allocated");
  }

  World& world_;
  std::map<std::string, std::shared_ptr<const Trace>> traces_;
  std::map<std::string, std::int64_t> taken_;
};

} // namespace

void build_holdings(const Part& root, World& world) {
  Holdings holdings(world);
  std::size_t first = 0;
  for (const Part& part : root.items("learners")) {
    const auto count = static_cast<std::size_t>(std::max<std::int64_t>(1, part.count("count").value_or(1)));
    if (first + count > world.learners.size()) return;   // an entry that could not be read
    if (const auto available = part.object("available")) holdings.build(*available, first, count);
    first += count;
  }
}

} // namespace archipelago
