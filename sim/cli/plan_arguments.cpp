// Flags and help text of `plan`.
#include "sim/cli/plan.hpp"

#include "scenarios/studies/axis.hpp"
#include "sim/cli/subcommand_arguments.hpp"

namespace archipelago {

namespace {

constexpr const char* lesson = R"(
Limits (--require), of what a point must keep to on average:
  --require "goodput>=0.9"                          a figure of the result, as archipelago explain names them
  --require "quality.time_to_equal_loss_s<=30 d"    a deadline;  "cost.to_equal_loss_usd<=2e6 USD": a budget
  --require "quality.token_efficiency>=0.99"        a loss penalty;  "system_uptime>=0.999": an uptime
  --require zones=eu,us  --require memory=fits  --require "site_power<=20 MW"  --require "site_power.west<=5 MW"
How: every point is put to the closed form; a few are played, and put the closed form right; what then is surely behind or surely misses a
limit is dropped. The rest is played with 1, 2, 4, ... seeds, the same for all, fewer points each time, until the best have all seeds.
Points that make no sense (a quorum above the number of learners) are left out and counted. Figures do not depend on --jobs; runs go into
a store as they end, and a plan that was interrupted or killed goes on where it was. It exits with 4 where no point keeps to the limits.
Examples:
  archipelago plan scenarios/examples/studies/cheapest.json --winner best.json && archipelago run best.json
  archipelago plan scenarios/examples/four-regions.json --minimise cost.to_equal_loss_usd --set "simulation.horizon=1 d" \
      --vary protocol.sync_interval=24,48,96,192 --vary protocol.overlap=0..4/1 --vary protocol.bits=4,8,16 --require "quality.token_efficiency>=0.97"
sim/study/README.md explains the report, and has the schema of --json.)";

} // namespace

void add_plan(CLI::App& app, std::function<ExitCode()>& chosen) {
  CLI::App* plan = app.add_subcommand("plan", "the best of many points under constraints, what else is worth a thought, and why");
  const auto arguments = bind_arguments(*plan, chosen, plan_command);
  plan->group("Simulate");
  add_study_flags(*plan, arguments->study);
  auto* least = plan->add_option("--minimise", arguments->minimise, "the goal: least of this figure, such as cost.to_equal_loss_usd or quality.time_to_equal_loss_s")->type_name("FIGURE");
  plan->add_option("--maximise", arguments->maximise, "the goal: most of this figure, such as quality.effective_tokens")->type_name("FIGURE")->excludes(least);
  plan->add_option("--require", arguments->study.require, "a limit that a point must keep to; see below")->type_name("LIMIT")->expected(1)->take_all();
  plan->add_option("--design", arguments->study.design, "grid, sobol:POINTS or latin-hypercube:POINTS (default: grid)")->type_name("DESIGN");
  plan->add_option("--most-runs", arguments->most_runs, "runs of the search at most (default: 8 % of the whole design's, 256 at least)")->type_name("N")->check(CLI::PositiveNumber);
  plan->add_option("--flip", arguments->flips, "search this range for where the winner loses (default: prices, bandwidths and failure rates)")->type_name("KEY=FROM..TO")->expected(1)->take_all();
  plan->add_option("--figures", arguments->figures, "further figures to show, as archipelago explain names them")->type_name("A,B,...")->delimiter(',');
  plan->add_option("--winner", arguments->winner, "write the winner as a scenario that extends the one planned from")->type_name("BEST.json");
  plan->add_flag("--exhaustive", arguments->exhaustive, "play every point with every seed: what the search is measured against");
  plan->add_flag("--dry", arguments->dry, "say how many points there are and why some are not, and play none");
  plan->add_flag("--stream", arguments->stream, "how the search goes as lines of JSON on stdout, the report as the last, and nothing else there");
  plan->footer(axis_help() + lesson);
}

} // namespace archipelago
