// Flags and help texts of `trace`.
#include "sim/cli/trace.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace archipelago {

namespace {

constexpr const char* what_a_trace_is = R"(A trace is CSV, compressed or not, one row an event; which kind it is, its columns say:
  t_start_s,t_end_s,node            outages (t_end_s may be empty: repair time not known)
  t_s,available                     spot instances held, until the next row
  t_s,event,node                    spot nodes that join (add) and leave (remove)
  t_start_s,t_end_s,end_reason      lives of instances (preempted, censored)
  src,dst and gbps_received, avg_rtt_ms or usd_per_gb
Rates need the number of nodes and the time observed: from --nodes and --horizon, a manifest.csv beside the file, or lines
"# nodes: 400" and "# horizon_s: 20044800" at its top. models/failures/README.md has the whole format on one page.
)";

// A command's arguments live as long as the callback that uses them.
template <class Arguments>
std::shared_ptr<Arguments> bind(CLI::App& app, std::function<ExitCode()>& chosen, ExitCode (*command)(const Arguments&)) {
  const auto arguments = std::make_shared<Arguments>();
  app.callback([&chosen, command, arguments] { chosen = [command, arguments] { return command(*arguments); }; });
  return arguments;
}

void add_stated(CLI::App& app, TraceStated& stated) {
  app.add_option("--kind", stated.kind, "kind of trace, where columns do not tell: site_outage, link_outage, maintenance, ...")->type_name("KIND");
  app.add_option("--nodes", stated.nodes, "nodes that were observed, those without any row too")->type_name("N")->check(CLI::Range(1, 1000000000));
  app.add_option("--horizon", stated.horizon, "time that was observed, such as \"232 d\"")->type_name("TIME");
  app.add_option("--accelerators-per-node", stated.accelerators_per_node, "of the fleet observed")->type_name("N")->check(CLI::Range(1, 1000000));
  app.add_flag("--skip-malformed", stated.skip_malformed, "leave malformed rows out and count them, instead of refusing the file");
}

void add_inspect(CLI::App& trace, std::function<ExitCode()>& chosen) {
  CLI::App* app = trace.add_subcommand("inspect", "rates, clustering, repair, lemons, bursts, availability: what a trace amounts to");
  const auto arguments = bind(*app, chosen, trace_inspect_command);
  app->add_option("FILE", arguments->files, "traces, .csv or .csv.gz")->type_name("")->required();
  add_stated(*app, arguments->stated);
  app->add_flag("--json", arguments->json, "print JSON");
  app->footer(std::string(what_a_trace_is) + "Example:\n  archipelago trace inspect outages.csv --nodes 400 --horizon \"232 d\"");
}

} // namespace

void add_trace(CLI::App& app, std::function<ExitCode()>& chosen) {
  CLI::App* trace = app.add_subcommand("trace", "inspect, fit and generate traces of failures and availability");
  trace->group("Trust");
  trace->require_subcommand(1);
  trace->footer(std::string(what_a_trace_is) + "Example:\n  archipelago trace inspect outages.csv --nodes 400 --horizon \"232 d\"");
  add_inspect(*trace, chosen);
}

} // namespace archipelago
