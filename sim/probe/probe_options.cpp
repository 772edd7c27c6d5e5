#include "sim/probe/probe_options.hpp"

#include <charconv>
#include <cstdio>

namespace archipelago {

namespace {

template <class Number> Number number_from(const std::string& flag, const std::string& text, Number least, Number most) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= least && value <= most))
    throw ProbeUsageError(flag + ": \"" + text + "\" is no number from " + std::to_string(least) + " to " + std::to_string(most));
  return value;
}

std::string all_operations() {
  std::string names;
  for (const auto name : probe_operation_names) names += (names.empty() ? "" : ",") + std::string(name);
  return names;
}

std::set<ProbeOperation> operations_from(const std::string& text) {
  std::set<ProbeOperation> operations;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    const std::string name = text.substr(start, end - start);
    const auto operation = probe_operation_from(name);
    if (!operation) throw ProbeUsageError("--only: no operation \"" + name + "\"; there are " + all_operations());
    operations.insert(*operation);
    start = end + 1;
  }
  return operations;
}

} // namespace

ProbeOptions probe_options_from(const std::vector<std::string>& arguments) {
  ProbeOptions options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& flag = arguments[i];
    const auto value = [&]() -> const std::string& {
      if (i + 1 == arguments.size()) throw ProbeUsageError(flag + " needs a value");
      return arguments[++i];
    };
    if (flag == "--quick") options.quick = true;
    else if (flag == "--out") options.out = value();
    else if (flag == "--only") options.only = operations_from(value());
    else if (flag == "--device") options.device = number_from(flag, value(), 0, 1023);
    else if (flag == "--seconds-per-case") options.seconds_per_case = number_from(flag, value(), 0.001, 60.0);
    else throw ProbeUsageError("no flag \"" + flag + "\"\n" + probe_usage());
  }
  return options;
}

std::vector<std::string> arguments_of(const ProbeOptions& options) {
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.17g", options.seconds_per_case);
  std::vector<std::string> arguments{"--out", options.out, "--device", std::to_string(options.device), "--seconds-per-case", seconds};
  if (options.quick) arguments.push_back("--quick");
  if (options.only.empty()) return arguments;
  std::string names;
  for (const auto operation : options.only) names += (names.empty() ? "" : ",") + std::string(name_of(operation));
  arguments.insert(arguments.end(), {"--only", names});
  return arguments;
}

std::string probe_usage() {
  return "usage: archipelago-probe [--out probe.jsonl] [--quick] [--only OP,OP] [--device 0] [--seconds-per-case 0.05]\n"
         "operations: " + all_operations() + "\n";
}

} // namespace archipelago
