#include "sim/cli/knowledge_arguments.hpp"

#include "sim/cli/commands.hpp"
#include "sim/cli/manual/manual.hpp"
#include "sim/cli/manual/table_arguments.hpp"
#include "sim/cli/subcommand_arguments.hpp"

namespace archipelago {

void add_knowledge(CLI::App& app, Command& chosen) {
  Subcommand<ListArguments> list(app, chosen, "list", "Look up", "what the catalogues hold", list_command);
  list->add_option("CATALOGUE", list.arguments().catalogue, "accelerators, models, networks, failures, prices, generators or compatibility (default: all)")->type_name("");
  list->add_flag("--json", list.arguments().json, "print JSON");
  list.example("list accelerators");

  Subcommand<ShowArguments> show(app, chosen, "show", "Look up", "a catalogue entry with its source and date", show_command);
  show->add_option("NAME", show.arguments().name, "an entry's name, as in list")->type_name("")->required();
  show->add_flag("--json", show.arguments().json, "print JSON");
  show.example("show h100-sxm");

  Subcommand<ExplainArguments> explain(app, chosen, "explain", "Look up", "what a figure means, what drove a result, or what a network cannot lose",
                                      explain_command);
  explain->add_option("FIGURE|R.json|SCENARIO.json", explain.arguments().subject,
                      "a key of the result file, a result file, or a scenario: which single link, backbone, hub or site stops its run, and how much longer a "
                      "synchronization takes without each other one (default: every figure)")
      ->type_name("");
  explain->add_option("--set", explain.arguments().overrides, "change a key of the scenario first: network.multipath=failover")
      ->type_name("KEY=VALUE")->expected(1)->take_all();
  explain.example("explain compute_utilization\n  archipelago explain scenarios/examples/four-regions.json");

  Subcommand<SchemaArguments> schema(app, chosen, "schema", "Write scenarios", "the JSON Schema of scenario files, and every key of other formats", schema_command);
  schema->add_option("FORMAT", schema.arguments().format, "which files: scenario, study (sweep, plan), law (trace generators), catalogues, or result")->type_name("")
      ->check(CLI::IsMember({"scenario", "study", "law", "catalogues", "result"}))->capture_default_str();
  auto* reference = schema->add_flag("--reference", schema.arguments().reference, "every key with its meaning and default, as Markdown");
  schema->add_flag("--study", schema.arguments().study, "as study --reference")->excludes(reference);
  schema.example("schema > scenario.schema.json\n  archipelago schema law --reference");

  Subcommand<InitArguments> init(app, chosen, "init", "Write scenarios", "write a commented scenario to start from", init_command);
  init->add_option("FILE", init.arguments().file, "where to write it (default: stdout)")->type_name("");
  init->add_flag("--force", init.arguments().force, "overwrite the file");
  init.example("init my.json && archipelago run my.json");

  Subcommand<DoctorArguments> doctor(app, chosen, "doctor", "Trust", "what is installed, and what is not possible without it", doctor_command);
  doctor->add_flag("--json", doctor.arguments().json, "print JSON");
  doctor.example("doctor");
}

// They look at the other commands when they are chosen.
void add_manual(CLI::App& app, Command& chosen) {
  CLI::App* completion = app.add_subcommand("completion", "a script that completes this program's commands and flags in a shell");
  const auto shell = std::make_shared<CompletionArguments>();
  completion->group("Install");
  completion->add_option("SHELL", shell->shell, "which shell it is for")->type_name("")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion->footer("Example:\n  source <(archipelago completion bash)");
  completion->callback([&app, &chosen, shell] { chosen = [shell, table = command_table(app)] { return completion_command(*shell, table); }; });

  CLI::App* man = app.add_subcommand("man", "the manual page of a command, for man(1)");
  const auto pages = std::make_shared<ManArguments>();
  man->group("Install");
  man->add_option("COMMAND", pages->command, "the command, such as trace fit (default: the program's own page)")->type_name("");
  man->add_option("--out", pages->out, "write the pages of all commands into this folder")->type_name("DIR");
  man->footer("Example:\n  archipelago man trace fit | man -l -");
  man->callback([&app, &chosen, pages] { chosen = [pages, table = command_table(app)] { return man_command(*pages, table); }; });
}

} // namespace archipelago
