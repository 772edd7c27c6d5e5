#include "sim/calibrate/arguments.hpp"

#include "sim/calibrate/calibrate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace archipelago {

namespace {

struct Written {
  CalibrateRequest request;
  std::string precision;
  double adapter_gbps = 0;
};

// The command as it can be given again: files without their folders, which differ between machines.
std::string command_text(const std::string& kind, const Written& written) {
  const CalibrateRequest& r = written.request;
  std::string text = "archipelago calibrate " + kind;
  for (const auto& file : r.files) text += " " + std::filesystem::path(file).filename().string();
  text += " --device " + r.device;
  for (const auto& also : r.also_devices) text += " --also-device " + also;
  if (!written.precision.empty()) text += " --precision " + written.precision;
  if (r.multiprocessors > 0) text += fmt::format(" --multiprocessors {}", r.multiprocessors);
  if (written.adapter_gbps > 0) text += fmt::format(" --adapter {}", written.adapter_gbps);
  text += fmt::format(" --hold-back {} --seed {}", r.hold_back.share, r.hold_back.seed);
  if (!r.date.empty()) text += " --date " + r.date;
  if (r.from) text += " --from " + std::filesystem::path(*r.from).filename().string();
  return text;
}

void add_kind(CLI::App& calibrate, const char* kind, const char* help, int (*command)(const CalibrateRequest&), std::function<int()>& chosen,
              std::function<std::filesystem::path()> catalogue_folder) {
  const auto written = std::make_shared<Written>();
  CalibrateRequest& request = written->request;
  CLI::App* app = calibrate.add_subcommand(kind, help);
  app->add_option("FILE", request.files, "measurements: CSV of a known schema, or the probe's output")->required();
  app->add_option("--device", request.device, "catalogue name of the accelerator")->type_name("NAME")->required();
  app->add_option("--also-device", request.also_devices, "name in the files whose rows count too, such as another part with the same die")
      ->type_name("NAME")->expected(1)->take_all();
  app->add_option("--hold-back", request.hold_back.share, "share of the measurements kept out of the fit to judge it by")->type_name("SHARE")
      ->check(CLI::Range(0.0, 0.9))->capture_default_str();
  app->add_option("--seed", request.hold_back.seed, "which ones")->type_name("N")->capture_default_str();
  app->add_option("--from", request.from, "profile to go on from, instead of one from the data sheet")->type_name("PROFILE.json");
  app->add_option("--out", request.out, "write the profile")->type_name("PROFILE.json");
  app->add_option("--source", request.source, "of the measurements, as the profile will say (default: the files' names)")->type_name("TEXT");
  app->add_option("--date", request.date, "of the profile, as it will say")->type_name("YYYY-MM");
  app->add_option("--adapter", written->adapter_gbps, "network adapter of one accelerator between nodes, one direction")->type_name("Gbps")->check(CLI::PositiveNumber);
  app->add_flag("!--no-plots", request.plots, "leave the pictures of the errors out");
  if (std::string(kind) == "kernels") {
    app->add_option("--precision", written->precision, "of matrix products in files that do not say")->check(CLI::IsMember({"tf32", "bf16", "fp8", "fp4"}));
    app->add_option("--multiprocessors", request.multiprocessors, "of the part; lets the fit see whole waves of tiles")->type_name("N")->check(CLI::Range(1, 4096));
  }
  app->callback([written, kind, command, &chosen, catalogue_folder] {
    chosen = [written, kind, command, catalogue_folder] {
      CalibrateRequest& r = written->request;
      r.precision = math_precision_from(written->precision);
      if (written->adapter_gbps > 0) r.adapter = to_bytes(BitsPerSecond(written->adapter_gbps * 1e9));
      r.command = command_text(kind, *written);
      r.catalogues = catalogue_folder();
      return command(r);
    };
  });
}

} // namespace

void add_calibrate(CLI::App& app, std::function<int()>& chosen, std::function<std::filesystem::path()> catalogue_folder) {
  CLI::App* calibrate = app.add_subcommand("calibrate", "fit an accelerator's profile to measurements");
  calibrate->require_subcommand(1);
  add_kind(*calibrate, "kernels", "matrix products, attention, norms and other kernels", calibrate_kernels_command, chosen, catalogue_folder);
  add_kind(*calibrate, "collectives", "collectives in a node and between nodes, host copies", calibrate_collectives_command, chosen, catalogue_folder);
}

} // namespace archipelago
