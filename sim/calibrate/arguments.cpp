#include "sim/calibrate/arguments.hpp"

#include "sim/calibrate/calibrate.hpp"
#include "sim/calibrate/calibrate_accelerator.hpp"
#include "sim/calibrate/runs/calibrate_runs.hpp"

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
  if (r.best_kernels) text += " --best-kernels";
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
    app->add_flag("--best-kernels", request.best_kernels, "products are timed with the best of several kernels per shape, which a library need not pick: "
                  "the upper edge of the band stays that of the data sheet");
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

std::string command_text(const AcceleratorRequest& r, double adapter_gbps) {
  std::string text = "archipelago calibrate accelerator " + std::filesystem::path(r.spec).filename().string();
  for (const auto& [flag, list] : {std::pair{"--gemm", &r.products}, {"--all-reduce", &r.all_reduces}, {"--step", &r.steps}})
    for (const auto& stated : *list) text += fmt::format(" {} \"{}\"", flag, stated);
  if (r.measurements) text += " --measurements " + std::filesystem::path(*r.measurements).filename().string();
  if (!r.framework.empty()) text += " --framework " + r.framework;
  if (adapter_gbps > 0) text += fmt::format(" --adapter {}", adapter_gbps);
  if (!r.date.empty()) text += " --date " + r.date;
  return text + fmt::format(" --uncertainty {}", r.uncertainty);
}

void add_accelerator(CLI::App& calibrate, std::function<int()>& chosen, std::function<std::filesystem::path()> catalogue_folder) {
  const auto written = std::make_shared<std::pair<AcceleratorRequest, double>>();
  AcceleratorRequest& request = written->first;
  CLI::App* app = calibrate.add_subcommand("accelerator", "a data sheet and a few measured numbers: what they say, and what to measure next");
  app->add_option("SPEC", request.spec, "file with the keys of learners[].accelerator (peak_bf16, memory, memory_bandwidth, interconnect, vendor, ...), or a catalogue name")
      ->required();
  const auto list = [&](const char* flag, std::vector<std::string>& into, const char* help, const char* form) {
    app->add_option(flag, into, help)->type_name(form)->expected(1)->take_all();
  };
  list("--gemm", request.products, "measured matrix product, m x n x k; large and square tells most. Repeat for more", "MxNxK[:PRECISION]=TIME");
  list("--all-reduce", request.all_reduces, "measured all-reduce in one node: a large tensor tells the bandwidth, a small one the start. Repeat for more",
       "MEMBERSxSIZE=TIME");
  list("--step", request.steps,
       "measured step: model=, accelerators=, batch= (sequences), sequence=, time=, and what is known of the layout (tensor=, pipeline=, micro_batch=, "
       "sharding=, recompute=, ...); the rest is searched. Repeat for more", "\"KEY=VALUE ...\"");
  app->add_option("--measurements", request.measurements, "file with more of them: {\"gemm\": [\"8192x8192x8192=1.62ms\"], \"all_reduce\": [...], \"step\": [...]}")
      ->type_name("FILE.json");
  app->add_option("--uncertainty", request.uncertainty, "standard deviation of a measured time, as a share of it")->type_name("SHARE")
      ->check(CLI::Range(0.001, 0.5))->capture_default_str();
  app->add_option("--framework", request.framework, "that ran the steps: llm-foundry, vtrain, or any other name")->type_name("NAME");
  app->add_option("--adapter", written->second, "network adapter of one accelerator between nodes, one direction (default 400)")->type_name("Gbps")
      ->check(CLI::PositiveNumber);
  app->add_option("--out", request.out, "write the profile")->type_name("PROFILE.json");
  app->add_option("--date", request.date, "of the profile, as it will say")->type_name("YYYY-MM");
  app->footer("example:\n  archipelago calibrate accelerator my-part.json --gemm 8192x8192x8192=1.62ms --all-reduce 8x1GiB=4.3ms \\\n"
              "      --step \"model=llama-3-8b accelerators=8 batch=64 sequence=4096 time=2.41s\" --out my-part-profile.json");
  app->callback([written, &chosen, catalogue_folder] {
    chosen = [written, catalogue_folder] {
      auto& [r, adapter_gbps] = *written;
      if (adapter_gbps > 0) r.adapter = to_bytes(BitsPerSecond(adapter_gbps * 1e9));
      r.command = command_text(r, adapter_gbps);
      r.catalogues = catalogue_folder();
      return calibrate_accelerator_command(r);
    };
  });
}

void add_runs(CLI::App& calibrate, std::function<int()>& chosen, std::function<std::filesystem::path()> catalogue_folder) {
  const auto request = std::make_shared<CalibrateRunsRequest>();
  CLI::App* app = calibrate.add_subcommand("runs", "figures of a real job's runs: what it reaches of its scenarios' pace");
  app->add_option("FILE", request->file, "CSV with the columns scenario, result_key, value, unit and perhaps set (overrides, separated by ';')")->required();
  app->add_option("--out", request->out, "write a scenario that others extend")->type_name("OVERLAY.json");
  app->add_option("--hold-back", request->hold_back.share, "share of the runs kept out of the fit to judge it by, where there are 10 or more")
      ->type_name("SHARE")->check(CLI::Range(0.0, 0.9))->capture_default_str();
  app->add_option("--seed", request->hold_back.seed, "which ones")->type_name("N")->capture_default_str();
  app->add_option("--jobs", request->jobs, "simulations at a time (default: one per core)")->type_name("N");
  app->add_flag("!--no-cross-validation", request->cross_validate, "do not fit again without each run");
  app->footer("Each line of FILE says what a run was measured to give:\n"
              "  scenario,set,result_key,value,unit\n"
              "  four-nodes.json,protocol.sync_interval=8,syncer.sync_s.p50,318,ms\n"
              "  four-nodes.json,protocol.sync_interval=8,compute_utilization,0.40,share\n"
              "Two to four runs that span the rates of the links and the sync intervals are enough; one should count the first\n"
              "synchronization. Example:\n"
              "  archipelago calibrate runs measured.csv --out job.json\n"
              "and then a scenario {\"extends\": [\"four-nodes.json\", \"job.json\"], \"protocol\": {\"sync_interval\": 64}}.");
  app->callback([request, &chosen, catalogue_folder] {
    chosen = [request, catalogue_folder] {
      request->catalogues = catalogue_folder();
      request->command = fmt::format("archipelago calibrate runs {} --hold-back {} --seed {}", std::filesystem::path(request->file).filename().string(),
                                     request->hold_back.share, request->hold_back.seed);
      return calibrate_runs_command(*request);
    };
  });
}

} // namespace

void add_calibrate(CLI::App& app, std::function<int()>& chosen, std::function<std::filesystem::path()> catalogue_folder) {
  CLI::App* calibrate = app.add_subcommand("calibrate", "fit an accelerator's profile, or a job's constants, to measurements");
  calibrate->require_subcommand(1);
  add_kind(*calibrate, "kernels", "matrix products, attention, norms and other kernels", calibrate_kernels_command, chosen, catalogue_folder);
  add_kind(*calibrate, "collectives", "collectives in a node and between nodes, host copies", calibrate_collectives_command, chosen, catalogue_folder);
  add_accelerator(*calibrate, chosen, catalogue_folder);
  add_runs(*calibrate, chosen, catalogue_folder);
}

} // namespace archipelago
