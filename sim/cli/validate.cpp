#include "sim/cli/validate.hpp"

#include "sim/cli/data_root.hpp"
#include "sim/validate/validate.hpp"

#include <filesystem>

namespace archipelago {

ExitCode validate_command(const ValidateArguments& arguments) {
  ValidateRequest request;
  request.tables = arguments.tables;
  if (arguments.data) request.data = *arguments.data;
  request.refit = arguments.refit;
  request.scenarios = std::filesystem::path(data_root()) / "scenarios";
  request.jobs = arguments.jobs;
  request.json = arguments.json;
  request.markdown = arguments.markdown;
  return static_cast<ExitCode>(validate_command(request));
}

}   // namespace archipelago
