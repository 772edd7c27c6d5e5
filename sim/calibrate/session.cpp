#include "sim/calibrate/session.hpp"

#include "models/hardware/spec_profile.hpp"
#include "scenarios/catalogue_accelerator.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/profiles.hpp"
#include "sim/files/output_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

namespace {

constexpr std::size_t problems_shown = 20;

Accelerator find_accelerator(const CalibrateRequest& request) {
  const Catalogues catalogues(request.catalogues);
  if (!catalogues.fault().empty()) throw CalibrationError(CalibrationExit::not_possible, catalogues.fault());
  if (const auto found = catalogue_accelerator(catalogues, request.device)) return *found;
  const std::string nearest = nearest_name(request.device, catalogues.names("accelerators"));
  throw CalibrationError(CalibrationExit::usage, fmt::format("the catalogue has no accelerator \"{}\"{}", request.device, nearest.empty() ? "" : "; did you mean " + nearest + "?"));
}

AcceleratorProfile starting_profile(const CalibrateRequest& request, const Accelerator& accelerator) {
  if (!request.from) return spec_profile(accelerator, request.adapter.value_or(usual_adapter));
  ProfileFile file = read_profile(*request.from);
  std::string problems;
  for (const Problem& problem : file.problems) problems += format_problem(problem) + "\n";
  if (!file.profile) throw CalibrationError(CalibrationExit::usage, problems);
  if (file.profile->name != request.device)
    throw CalibrationError(CalibrationExit::usage, fmt::format("{} is a profile of {}, not of {}", *request.from, file.profile->name, request.device));
  if (request.adapter) file.profile->between_nodes.adapter = *request.adapter;
  return *file.profile;
}

void print_files(const MeasurementFiles& files) {
  for (const ReadFile& file : files.files) {
    fmt::print("{}: {}, {} used", file.file, file.schema, file.used);
    if (file.other_device) fmt::print(", {} of other accelerators", file.other_device);
    if (file.not_described) fmt::print(", {} of kinds that no model describes", file.not_described);
    fmt::print("\n");
  }
}

void check_problems(const std::vector<std::string>& problems) {
  if (problems.empty()) return;
  std::string text;
  for (std::size_t i = 0; i < std::min(problems.size(), problems_shown); ++i) text += problems[i] + "\n";
  if (problems.size() > problems_shown) text += fmt::format("and {} more\n", problems.size() - problems_shown);
  throw CalibrationError(CalibrationExit::usage, text + "nothing was fitted");
}

CalibrationSession open_session(const CalibrateRequest& request) {
  CalibrationSession session;
  session.accelerator = find_accelerator(request);
  session.profile = starting_profile(request, session.accelerator);
  MeasurementFiles files = read_measurements(request.files, {request.device, request.also_devices, request.precision});
  check_problems(files.problems);
  print_files(files);
  const int multiprocessors = request.multiprocessors > 0 ? request.multiprocessors : files.multiprocessors;
  for (GemmModel& model : session.profile.gemm)
    if (multiprocessors > 0) model.constants.multiprocessors = multiprocessors;
  session.measurements = std::move(files.measurements);
  session.files = std::move(files.files);
  session.profile.source = (request.from ? session.profile.source + "; " : "") + source_of(request, session, "");
  return session;
}

void close_session(const CalibrateRequest& request, CalibrationSession& session) {
  session.profile.made_by.push_back(request.command);
  if (!request.date.empty()) session.profile.date = request.date;
  if (!request.out) return;
  write_fit(*request.out, profile_text(session.profile));
  fmt::print("\nprofile of {} written to {}\n", session.profile.name, *request.out);
}

} // namespace

int calibrate_in_session(const CalibrateRequest& request, const std::function<void(CalibrationSession&)>& fit) {
  try {
    CalibrationSession session = open_session(request);
    fit(session);
    close_session(request, session);
    return 0;
  } catch (const CalibrationError& error) {
    fmt::print(stderr, "archipelago: {}\n", error.what());
    return error.code;
  }
}

std::string source_of(const CalibrateRequest& request, const CalibrationSession& session, std::string_view schema) {
  if (!request.source.empty()) return request.source;
  std::string names;
  for (const ReadFile& file : session.files)
    if (file.used > 0 && file.schema.starts_with(schema)) names += (names.empty() ? "" : ", ") + std::filesystem::path(file.file).filename().string();
  return names.empty() && !schema.empty() ? source_of(request, session, "") : names;
}

void write_fit(const std::string& path, const std::string& text) {
  try {
    write_file(path, text);
  } catch (const OutputError& error) {
    throw CalibrationError(CalibrationExit::not_possible, error.what());
  }
}

void print_refusals(const std::string& part, const Refusals& refusals) {
  for (const Refusal& refusal : refusals)
    fmt::print("  not identified: {} of {}: {}. To identify it, measure {}.\n", refusal.constant, part, refusal.reason, refusal.measure_next);
}

std::string residual_text(const Residual& residual) {
  if (residual.samples == 0) return fmt::format("not measured; band {:+.0f} to {:+.0f} % ({})", 100 * (residual.low - 1), 100 * (residual.high - 1), residual.basis);
  return fmt::format("{:.1f} % (80 % of {} lie {:+.0f} to {:+.0f} % from the prediction)", 100 * residual.mape, residual.samples,
                     100 * (residual.low - 1), 100 * (residual.high - 1));
}

} // namespace archipelago
