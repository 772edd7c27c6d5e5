// Flags and help texts of `trace`.
#include "sim/cli/trace.hpp"

#include "models/failures/traces/trace.hpp"
#include "sim/cli/subcommand_arguments.hpp"

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

void add_stated(CLI::App& app, TraceStated& stated) {
  app.add_option("--kind", stated.kind, "kind of trace, where columns do not tell: site_outage, link_outage, maintenance, ...")->type_name("KIND");
  app.add_option("--nodes", stated.nodes, "nodes that were observed, those without any row too")->type_name("N")->check(CLI::Range(1U, most_nodes));
  app.add_option("--horizon", stated.horizon, "time that was observed, such as \"232 d\"")->type_name("TIME");
  app.add_option("--accelerators-per-node", stated.accelerators_per_node, "of the fleet observed")->type_name("N")->check(CLI::Range(1, 1000000));
  app.add_flag("--skip-malformed", stated.skip_malformed, "leave malformed rows out and count them, instead of refusing the file");
}

void add_inspect(CLI::App& trace, std::function<ExitCode()>& chosen) {
  CLI::App* app = trace.add_subcommand("inspect", "rates, clustering, repair, lemons, bursts, availability: what a trace amounts to");
  const auto arguments = bind_arguments(*app, chosen, trace_inspect_command);
  app->add_option("FILE", arguments->files, "traces, .csv or .csv.gz")->type_name("")->required();
  add_stated(*app, arguments->stated);
  app->add_flag("--json", arguments->json, "print JSON");
  app->footer(std::string(what_a_trace_is) + "Example:\n  archipelago trace inspect outages.csv --nodes 400 --horizon \"232 d\"");
}

void add_fit(CLI::App& trace, std::function<ExitCode()>& chosen) {
  CLI::App* app = trace.add_subcommand("fit", "the few constants of a generator that stands for a trace, and how well it does");
  const auto arguments = bind_arguments(*app, chosen, trace_fit_command);
  app->add_option("FILE", arguments->file, "trace, .csv or .csv.gz")->type_name("")->required();
  add_stated(*app, arguments->stated);
  app->add_option("--out", arguments->out, "write the law, with its goodness of fit")->type_name("LAW.json");
  app->add_option("--name", arguments->name, "of the law, as it will say")->type_name("NAME");
  app->add_option("--summary", arguments->summary, "what it stands for")->type_name("TEXT");
  app->add_option("--source", arguments->source, "of the trace (default: its file)")->type_name("TEXT");
  app->add_option("--date", arguments->date, "of the source")->type_name("YYYY-MM");
  app->add_flag("--json", arguments->json, "print the law instead of the table");
  app->footer(R"(A law is fitted to the trace and then judged by 30 traces that it generates: the same figures, side by side, with those of the
memoryless law that one would assume otherwise, and what the law fails to reproduce.
Example:
  archipelago trace fit outages.csv --nodes 400 --horizon "232 d" --out law.json)");
}

void add_generate(CLI::App& trace, std::function<ExitCode()>& chosen) {
  CLI::App* app = trace.add_subcommand("generate", "draw a trace from a law");
  const auto arguments = bind_arguments(*app, chosen, trace_generate_command);
  app->add_option("LAW", arguments->law, "a law's file, or a name from archipelago list generators")->type_name("")->required();
  app->add_option("--nodes", arguments->nodes, "nodes, sites, links or instances")->type_name("N")->required()->check(CLI::Range(1U, most_nodes));
  app->add_option("--horizon", arguments->horizon, "time to cover, such as \"90 d\"")->type_name("TIME")->required();
  app->add_option("--seed", arguments->seed, "another seed, another trace; the same, the same")->type_name("N")->capture_default_str();
  app->add_option("--process", arguments->process, "one of the law's processes (default: all that take nodes down)")->type_name("NAME");
  app->add_option("--accelerators-per-node", arguments->accelerators_per_node, "to be written into the trace (default: the law's)")->type_name("N")->check(CLI::Range(1, 1000000));
  auto* spares = app->add_option("--spares", arguments->spares, "idle nodes that take the places of those that are down: outages of places come out")->type_name("N")->check(CLI::Range(0U, most_nodes));
  app->add_option("--swap", arguments->swap, "from a spare being there until its place works again, such as \"10 min\"")->type_name("TIME")->needs(spares);
  app->add_option("--queue", arguments->queue, "mean wait for a replacement that is asked for when no spare is idle (exponential)")->type_name("TIME")->needs(spares);
  app->add_option("--out", arguments->out, "where to write it (default: stdout)")->type_name("FILE");
  app->footer(R"(More nodes leave the outages of the others as they are: draws are keyed by seed, process and domain.
Examples:
  archipelago trace generate infinitehbd --nodes 2048 --horizon "90 d" --seed 7 --out outages.csv
  archipelago trace generate infinitehbd --nodes 2048 --horizon "90 d" --spares 64 --swap "10 min" | archipelago trace inspect /dev/stdin)");
}

void add_spares(CLI::App& trace, std::function<ExitCode()>& chosen) {
  CLI::App* app = trace.add_subcommand("spares", "how many spares are enough for a share of the time, with a picture");
  const auto arguments = bind_arguments(*app, chosen, trace_spares_command);
  app->add_option("LAW|TRACE", arguments->law, "a law's file (.json), a name from archipelago list generators, or a trace of node outages, to which a law is fitted")->type_name("")->required();
  app->add_option("--nodes", arguments->nodes, "places to be filled (default: those of the trace or of the fleet that the law was fitted to)")->type_name("N")->check(CLI::Range(1U, most_nodes));
  app->add_option("--learners", arguments->learners, "also: spares that serve one of so many equal learners only")->type_name("M")->check(CLI::Range(1U, 100000U));
  app->add_option("--at", arguments->shares, "shares of the time for which all places shall be filled")->type_name("P,P,...")->delimiter(',')->check(CLI::Range(1e-6, 0.999999))->capture_default_str();
  app->add_option("--horizon", arguments->horizon, "length of each history that is drawn")->type_name("TIME")->capture_default_str();
  app->add_option("--seeds", arguments->seeds, "histories to draw")->type_name("N")->check(CLI::Range(1, 10000))->capture_default_str();
  app->add_option("--seed", arguments->seed, "the first of their seeds")->type_name("N")->capture_default_str();
  app->add_option("--observed-nodes", arguments->stated.nodes, "of a trace that does not say it: nodes that were observed")->type_name("N")->check(CLI::Range(1U, most_nodes));
  app->add_option("--observed-horizon", arguments->stated.horizon, "of a trace that does not say it: time that was observed")->type_name("TIME");
  app->add_option("--picture", arguments->picture, "write the picture as SVG")->type_name("FILE.svg");
  app->add_flag("--json", arguments->json, "print JSON");
  app->footer(R"(With S spares that take over at once, all places are filled while at most S nodes are in repair: the answer is a quantile of the nodes
down at once, over the time of all histories. Its interval resamples whole histories. Beside it: what independent nodes with the same
mean times would have said (only the means count then), and for how much of the time that many are enough.
Example:
  archipelago trace spares infinitehbd --nodes 2048 --learners 8 --at 0.95,0.99 --picture spares.svg)");
}

void add_network(CLI::App& trace, std::function<ExitCode()>& chosen) {
  CLI::App* app = trace.add_subcommand("network", "from measured grids of region pairs to the network of a scenario");
  const auto arguments = bind_arguments(*app, chosen, trace_network_command);
  app->add_option("--throughput", arguments->throughput, "src,dst,gbps_received")->type_name("FILE")->required();
  app->add_option("--rtt", arguments->round_trip, "src,dst,avg_rtt_ms and, if known, mdev_ms: its deviation becomes jitter")->type_name("FILE")->required();
  app->add_option("--prices", arguments->prices, "src,dst,usd_per_gb")->type_name("FILE");
  app->add_option("--regions", arguments->regions, "regions to connect, as the grids name them")->type_name("A,B,...")->delimiter(',')->required();
  app->add_option("--machines", arguments->machines, "pairs of machines that send side by side, where the grid measured one pair")
      ->type_name("N")->check(CLI::Range(1, 100000))->capture_default_str();
  app->add_option("--out", arguments->out, "where to write it (default: stdout)")->type_name("NET.json");
  app->footer(R"(A scenario takes the file in with "extends": "net.json"; its sites then have the regions' names (aws-us-east-1 for aws:us-east-1), or have them
as their region. Bandwidth is the slower direction, round trips and prices are means of both; each link says its source.
Example:
  archipelago trace network --throughput throughput.csv --rtt rtt.csv --prices egress.csv --regions aws:us-east-1,aws:eu-west-1 --out net.json)");
}

} // namespace

void add_trace(CLI::App& app, std::function<ExitCode()>& chosen) {
  CLI::App* trace = app.add_subcommand("trace", "inspect, fit and generate traces of failures and availability; networks from measured grids");
  trace->group("Trust");
  trace->require_subcommand(1);
  trace->footer(std::string(what_a_trace_is) + "Example:\n  archipelago trace inspect outages.csv --nodes 400 --horizon \"232 d\"");
  add_inspect(*trace, chosen);
  add_spares(*trace, chosen);
  add_fit(*trace, chosen);
  add_generate(*trace, chosen);
  add_network(*trace, chosen);
}

} // namespace archipelago
