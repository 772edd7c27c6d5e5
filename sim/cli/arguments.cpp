#include "sim/cli/arguments.hpp"

#include "scenarios/format/nearest.hpp"
#include "sim/calibrate/arguments.hpp"
#include "sim/cli/audit.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/dashboard.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/knowledge_arguments.hpp"
#include "sim/cli/plan.hpp"
#include "sim/cli/probe.hpp"
#include "sim/cli/proposal/about_today.hpp"
#include "sim/cli/subcommand_arguments.hpp"
#include "sim/cli/sweep.hpp"
#include "sim/cli/trace.hpp"
#include "sim/cli/validate.hpp"
#include "sim/cli/version.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace archipelago {

namespace {

constexpr const char* overview = R"(What will this training run deliver, and what will it cost, as decoupled islands instead of one lock-step machine?
Archipelago replays Decoupled DiLoCo schedules, and the schemes one would choose instead, as discrete events.)";

constexpr const char* first_steps = R"(First steps:
  archipelago run scenarios/examples/four-regions.json       the main job: replay, and where the time went
  archipelago init my.json                                   a commented scenario to change
  archipelago compare my.json --protocols decoupled-diloco,data-parallel
  archipelago explain goodput                                what a figure means and what drives it
Each command has its own --help with an example. Exit codes: 0 ok, 1 a run failed, 2 usage, 3 invalid scenario,
4 a validation target missed, 5 not possible on this machine.)";

void add_play_options(CLI::App& app, PlayArguments& play) {
  app.add_option("--set", play.overrides, "change a key of the scenario: learners.west.count=4, network.links.0.bandwidth=\"1 Gbps\"")
      ->type_name("KEY=VALUE")->expected(1)->take_all();
  app.add_option("--seed", play.seed, "first seed, instead of the scenario's")->type_name("N");
  app.add_option("--replications", play.replications, "number of seeds, instead of the scenario's")->type_name("N")->check(CLI::Range(1, 1000000));
  app.add_option("--jobs", play.jobs, "runs at a time (default: one per core); figures do not depend on it")->type_name("N")->check(CLI::Range(1, 4096));
  app.add_option("--time-limit", play.time_limit_s, "wall time of one run, after which it counts as failed")->type_name("SECONDS")->check(CLI::Range(1e-3, 1e9));
  app.add_option("--memory-limit", play.memory_limit_bytes, "memory of one run, such as 4GB")
      ->type_name("SIZE")->transform(CLI::AsSizeValue(true));
  app.add_option("--sg-cfg", play.simgrid_options, "an option handed to SimGrid as it is")->type_name("KEY:VALUE")->expected(1)->take_all();
  app.add_flag("--quiet,-q", play.quiet, "print nothing but errors");
}

void add_run(CLI::App& app, Command& chosen) {
  Subcommand<RunArguments> run(app, chosen, "run", "Simulate", "replay a scenario and say where the time went", run_command);
  RunArguments& arguments = run.arguments();
  run->add_option("FILE", arguments.file, "scenario")->type_name("")->required();
  add_play_options(run.app(), arguments.play);
  run->add_option("--out", arguments.out, "write the result")->type_name("R.json");
  run->add_option("--timeline", arguments.timeline, "write what the first seed did, to open in Perfetto (ui.perfetto.dev)")->type_name("T.json");
  auto* record = run->add_option("--record", arguments.record, "write the first seed's event tape")->type_name("TAPE");
  run->add_option("--replay", arguments.replay, "play the rounds and failures of a tape instead of drawing them")->type_name("TAPE")->excludes(record);
  run->add_option("--chaos", arguments.chaos, "lose something at a date of the run, once or until a second one: kill=learner:west-1@2d, kill=site:west@5h..9h, kill=shard:west-1@2d..50h, "
                  "kill=link:east/west@5h..9h, slow=link:west-wan@5h..9h*0.2; several with commas, or the flag again")
      ->type_name("EVENTS")->expected(1)->take_all();
  run->add_flag("--stream", arguments.stream, "every record as one line of JSON on stdout, and nothing else there");
  run.example("run scenarios/examples/four-regions.json --set protocol.quorum=4 --replications 4 --out result.json\n"
              "  archipelago run scenarios/examples/four-regions.json --chaos kill=learner:3@2d,site:west@5d..6d");
}

void add_compare(CLI::App& app, Command& chosen) {
  Subcommand<CompareArguments> compare(app, chosen, "compare", "Simulate", "one world under several protocols, or several scenarios, with the same seeds",
                                       compare_command);
  CompareArguments& arguments = compare.arguments();
  compare->add_option("FILE", arguments.files, "scenarios; differences are from the first")->type_name("")->required();
  compare->add_option("--protocols", arguments.protocols, "protocols to put into the scenario; keys that one does not use are left out")
      ->type_name("A,B,...")->delimiter(',');
  add_play_options(compare.app(), arguments.play);
  compare->add_flag("--json", arguments.json, "print JSON");
  compare.example("compare scenarios/examples/four-regions.json --protocols decoupled-diloco,data-parallel");
}

void add_report(CLI::App& app, Command& chosen) {
  Subcommand<ReportArguments> report(app, chosen, "report", "Simulate", "write the proposal: what it saves or costs, when it is done, what can go wrong", report_command);
  ReportArguments& arguments = report.arguments();
  arguments.formats = {"html"};
  report->add_option("RESULT", arguments.result, "result of the proposed run (run --out)")->type_name("")->required();
  report->add_option("--baseline", arguments.baseline, "result of what is done today, with the same seeds (default: costs.baseline of the scenario)")->type_name("B.json");
  report->add_option("--format", arguments.formats, "html: one page that needs no network; pdf: the same (WeasyPrint); md; csv: a file per table")
      ->type_name("A,B,...")->delimiter(',')->check(CLI::IsMember({"html", "pdf", "md", "csv"}))->capture_default_str();
  report->add_option("--out", arguments.out, "folder to write to; runs.json in it keeps further runs, so that a second report finds them")->type_name("DIR")->required();
  report->add_option("--audit", arguments.audit, "what archipelago audit --json printed of profiles of today's training")->type_name("AUDIT.json");
  report->add_option("--questionnaire", arguments.questionnaire, "answers about today's infrastructure: compute, data, storage, network, accelerators, software")->type_name("FILE.json");
  report->add_flag_callback("--questionnaire-template", [] { fmt::print("{}", questionnaire_form()); throw CLI::Success(); }, "print a filled-in questionnaire to change, and end");
  report->add_flag("--quick", arguments.quick, "play no further runs: what an earlier report of the same results left in the folder is used, else there are no alternatives, tornado, break-even values, pilot and Gantt chart");
  report->add_option("--within", arguments.within_s, "time for further runs, at fidelity fast; a report then says what is missing")->type_name("SECONDS")->check(CLI::Range(1e-3, 1e9))->capture_default_str();
  report->add_option("--jobs", arguments.jobs, "runs at a time (default: one per core)")->type_name("N")->check(CLI::Range(1, 4096));
  report->add_flag("--quiet", arguments.quiet, "no progress line");
  report.example("run today.json --out today-result.json\n  archipelago run proposed.json --out proposed-result.json\n"
                 "  archipelago report proposed-result.json --baseline today-result.json --format html,pdf,md,csv --out proposal/");
}

void add_dashboard(CLI::App& app, Command& chosen) {
  Subcommand<DashboardArguments> dashboard(app, chosen, "dashboard", "Simulate", "the window: change a scenario, watch a run, find out why, compare designs", dashboard_command);
  DashboardArguments& arguments = dashboard.arguments();
  dashboard->add_option("--open,FILE", arguments.files, "scenarios, results, timelines and stores to open")->type_name("FILE")->take_all();
  dashboard->add_option("--page", arguments.page, "go to this page: start, scenario, world, run, explain, what-if, compare, sweep, plan, report")->type_name("P");
  dashboard->add_flag("--run", arguments.run, "run the scenario that is open");
  dashboard->add_option("--screenshot", arguments.screenshot, "write a picture of the window once it has come to rest, and end; needs no display")->type_name("F.png");
  dashboard->add_option("--size", arguments.size, "size of the window (default: 1440x900)")->type_name("WxH");
  dashboard->add_option("--theme", arguments.theme, "light or dark")->type_name("T");
  dashboard.example("dashboard --page run --open result.json --screenshot run.png");
}

void add_validate(CLI::App& app, Command& chosen) {
  Subcommand<ValidateArguments> validate(app, chosen, "validate", "Trust", "reproduce published tables, side by side with errors", validate_command);
  ValidateArguments& arguments = validate.arguments();
  validate->add_option("--table,TABLE", arguments.tables, "tables to reproduce (default: all)")->type_name("");
  validate->add_option("--data", arguments.data, "folder with measured data")->type_name("DIR");
  validate->add_option("--jobs", arguments.jobs, "runs at a time (default: one per core)")->type_name("N")->check(CLI::Range(1, 4096));
  validate->add_option("--refit", arguments.refit, "find this table's fitted constants anew instead")->type_name("TABLE");
  auto* json = validate->add_flag("--json", arguments.json, "print JSON");
  validate->add_flag("--markdown", arguments.markdown, "print errors, verdicts, worst rows and fitted constants of each table as a page (docs/accuracy.md)")->excludes(json);
  validate.example("validate --json");
}

void add_audit(CLI::App& app, Command& chosen) {
  Subcommand<AuditArguments> audit(app, chosen, "audit", "Trust", "see where a real training run's time goes, from its profiles", audit_command);
  AuditArguments& arguments = audit.arguments();
  audit->add_option("FILE", arguments.files, "profiles: PyTorch or Chrome JSON (also .gz), Nsight Systems SQLite; one per rank")->type_name("")->required();
  audit->add_option("--accelerator", arguments.accelerator, "catalogue name (default: guessed from the profile)")->type_name("NAME");
  audit->add_option("--out", arguments.out, "write a scenario calibrated with the profile")->type_name("S.json");
  audit->add_option("--model", arguments.model, "model of that scenario, as list models has it")->type_name("NAME");
  audit->add_option("--tokens-per-step", arguments.tokens_per_step, "of that scenario")->type_name("N")->check(CLI::PositiveNumber);
  audit->add_flag("--json", arguments.json, "print JSON");
  audit.example("audit rank0.json.gz rank1.json.gz --accelerator h100-sxm --out measured.json");
}

void add_measurements(CLI::App& app, Command& chosen) {
  Subcommand<ProbeArguments> probe(app, chosen, "probe", "Trust", "time this machine's accelerator, for calibrate", run_probe_command);
  ProbeArguments& arguments = probe.arguments();
  probe->add_option("--out", arguments.out, "where to write the measurements")->type_name("FILE");
  probe->add_option("--only", arguments.only, "operations to time (default: all)")->type_name("A,B,...")->delimiter(',');
  probe->add_option("--device", arguments.device, "which accelerator of this machine")->type_name("N")->check(CLI::NonNegativeNumber);
  probe->add_option("--seconds-per-case", arguments.seconds_per_case, "time spent on one shape")->type_name("SECONDS")->check(CLI::PositiveNumber);
  probe->add_flag("--quick", arguments.quick, "a tenth of the shapes");
  probe.example("probe --out my-gpu.jsonl");

  const auto calibration = std::make_shared<std::function<int()>>();
  add_calibrate(app, *calibration, catalogue_folder);
  CLI::App* calibrate = app.get_subcommand("calibrate");
  calibrate->group("Trust");
  const std::string example = "Example:\n  archipelago calibrate kernels gemm.csv attention.csv --device h100-sxm --out my-h100.json\n"
                              "  archipelago calibrate runs measured.csv --out job.json";
  calibrate->footer(example);
  for (CLI::App* kind : calibrate->get_subcommands([&app](const CLI::App* one) { return one->get_footer() == app.get_footer(); })) kind->footer(example);
  calibrate->callback([&chosen, calibration] { chosen = [calibration] { return static_cast<ExitCode>((*calibration)()); }; });
}

#include "sim/cli/proposal/about_today.hpp"
#include "sim/cli/subcommand_arguments.hpp"
std::string explain_mistake(const CLI::App* app, const CLI::Error& error) {
  std::string command = "archipelago";
  if (const auto chosen = app->get_subcommands(); !chosen.empty()) command += " " + chosen.front()->get_name();
  return fmt::format("archipelago: {}\nTry: {} --help\n", error.what(), command);
}

// CLI11 would only say that a command is missing.
void refuse_unknown_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return;
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), argv[1]) != names.end()) return;
  const std::string nearest = nearest_name(argv[1], names);
  throw CommandError(ExitCode::usage, fmt::format("there is no command \"{}\"{}; archipelago --help lists them", argv[1],
                                                  nearest.empty() ? "" : fmt::format(", did you mean {}?", nearest)));
}

} // namespace

std::function<ExitCode()> read_arguments(int argc, char** argv) {
  const auto chosen = std::make_shared<Command>();
  CLI::App app(overview, "archipelago");
  app.footer(first_steps);
  app.set_version_flag("--version", std::string("archipelago ") + program_version);
  app.require_subcommand(1);
  app.failure_message(explain_mistake);
  add_run(app, *chosen);
  add_dashboard(app, *chosen);
  add_compare(app, *chosen);
  add_studies(app, *chosen);
  add_plan(app, *chosen);
  add_report(app, *chosen);
  add_validate(app, *chosen);
  add_audit(app, *chosen);
  add_measurements(app, *chosen);
  add_trace(app, *chosen);
  add_knowledge(app, *chosen);
  add_manual(app, *chosen);
  refuse_unknown_command(app, argc, argv);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked = app.exit(error, std::cout, std::cerr) == 0;   // --help and --version
    return [asked] { return asked ? ExitCode::ok : ExitCode::usage; };
  }
  return *chosen;
}

} // namespace archipelago
