// The command `trace`; what it does is in sim/trace.
#pragma once

#include "sim/cli/exit_code.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI { class App; }

namespace archipelago {

// What a file's rows cannot say, where neither its header nor a manifest does.
struct TraceStated {
  std::string kind, horizon;                  // as written; empty: not stated
  std::optional<std::uint32_t> nodes, accelerators_per_node;
  bool skip_malformed = false;
};

struct TraceInspectArguments { std::vector<std::string> files; TraceStated stated; bool json = false; };

struct TraceFitArguments {
  std::string file;
  TraceStated stated;
  std::optional<std::string> out, name, summary, source, date;
  bool json = false;
};

struct TraceGenerateArguments {
  std::string law, horizon, swap, queue;      // file or catalogue name; times as written
  std::optional<std::string> process, out;
  std::uint32_t nodes = 1;
  std::optional<std::uint32_t> accelerators_per_node, spares;
  std::uint64_t seed = 1;
};

struct TraceSparesArguments {
  std::string law, horizon = "1 year";        // a law's file or name, or a trace
  TraceStated stated;                         // of a trace; nodes and horizon are the question's
  std::optional<std::uint32_t> nodes;
  std::uint32_t learners = 1;
  std::vector<double> shares{0.95, 0.99};
  std::uint64_t seed = 1, seeds = 30;
  std::optional<std::string> picture;
  bool json = false;
};

struct TraceNetworkArguments {
  std::string throughput, round_trip;
  std::optional<std::string> prices, out;
  std::vector<std::string> regions;
  int machines = 1;
};

ExitCode trace_fit_command(const TraceFitArguments& arguments);
ExitCode trace_generate_command(const TraceGenerateArguments& arguments);
ExitCode trace_inspect_command(const TraceInspectArguments& arguments);
ExitCode trace_network_command(const TraceNetworkArguments& arguments);   // trace_network.cpp
ExitCode trace_spares_command(const TraceSparesArguments& arguments);

void add_trace(CLI::App& app, std::function<ExitCode()>& chosen);  // trace_arguments.cpp

} // namespace archipelago
