// Readers, groups and baselines of the training table, on files written here.
#include "sim/validate/training/baselines.hpp"
#include "sim/validate/training/ranking.hpp"
#include "sim/validate/training/readers.hpp"
#include "sim/validate/training/training_table.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace archipelago;

namespace {

namespace fs = std::filesystem;

const char* vtrain_header = "num_gpus,global_batch_seqs,micro_batch_seqs,d_model,num_heads,num_layers,seq_len,tensor_parallel,data_parallel,"
                            "pipeline_parallel,iteration_time_ms\n";

// Six layouts of one job, measured at `slower` times what the model says for an efficiency of 1.
struct Folder {
  fs::path path = fs::temp_directory_path() / "archipelago_training_under_test";
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path / name) << text; }
};

std::string vtrain_rows(const char* time_of_last = "900") {
  std::string text = vtrain_header;
  for (const char* row : {"8,64,8,2048,16,24,2048,1,8,1,700", "8,64,4,2048,16,24,2048,2,4,1,760", "8,64,2,2048,16,24,2048,4,2,1,850",
                          "8,64,4,2048,16,24,2048,1,4,2,790", "8,64,2,2048,16,24,2048,1,2,4,880"})
    text += std::string(row) + "\n";
  return text + "8,64,2,2048,16,24,2048,8,1,1," + time_of_last + "\n";
}

std::vector<AskedStep> asked_of(const std::vector<MeasuredFile>& files, TrainingPlatforms& platforms) {
  std::vector<AskedStep> out;
  for (const MeasuredFile& file : files)
    for (const MeasuredStep& step : file.steps) out.push_back(*ask(step, *platforms.find(step.device)));
  return out;
}

} // namespace

TEST_CASE("without tables the data is not here and nothing is judged") {
  const Folder folder;
  for (const auto& data : {std::optional<fs::path>{}, std::optional<fs::path>{folder.path}}) {
    const ValidationTable table = training_table({.data = data, .scenarios = ARCHIPELAGO_SCENARIOS});
    CHECK_FALSE(table.data_here);
    CHECK(table.rows.empty());
    CHECK(verdict_of(table) == TableVerdict::data_not_here);
  }
}

TEST_CASE("a row becomes a question with its layout") {
  const Folder folder;
  folder.write("e2e_a100_singlenode__vtrain.csv", vtrain_rows());
  const auto files = read_training_tables(folder.path);
  const auto file = std::find_if(files.begin(), files.end(), [](const auto& f) { return f.name == "e2e_a100_singlenode__vtrain"; });
  REQUIRE(file->steps.size() == 6);
  const MeasuredStep& step = file->steps[1];
  CHECK(step.layout->tensor == 2);
  CHECK(step.layout->data == 4);
  CHECK(step.layout->micro_batch == 4);
  CHECK(accelerators_of(*step.layout) == step.devices);
  CHECK(step.time.value == Approx(0.760));
  CHECK(file->steps[0].group == file->steps[5].group);
}

TEST_CASE("rows without a known model are left out and counted") {
  const Folder folder;
  folder.write("e2e_tpu_maxtext.csv", "device,model,num_devices,precision,global_batch_seqs,seq_len,step_time_s\n"
                                      "tpu_v7,unheard-of-9b,64,bf16,256,8192,12.2\n"
                                      "tpu_v7,gpt-oss-120b,64,bf16,,8192,12.2\n"
                                      "tpu_v7,gpt-oss-120b,64,bf16,1280,8192,17.1\n");
  for (const MeasuredFile& file : read_training_tables(folder.path)) {
    if (file.name != "e2e_tpu_maxtext") continue;
    CHECK(file.steps.size() == 1);
    CHECK(file.left_out == 2);
  }
}

TEST_CASE("the factor behind measured steps is found again, and a row that the model misses does not carry it") {
  const Folder folder;
  folder.write("e2e_a100_singlenode__vtrain.csv", vtrain_rows());
  auto files = read_training_tables(folder.path);
  TrainingPlatforms platforms(ARCHIPELAGO_SCENARIOS);
  const auto measured_at = [&](double efficiency) {
    for (auto& file : files)
      for (auto& step : file.steps) step.time = ask(step, *platforms.find(step.device))->predicted(efficiency);
    const auto groups = fit_efficiencies(asked_of(files, platforms), 1, 1);
    REQUIRE(groups.size() == 1);
    return groups[0];
  };
  CHECK(measured_at(0.8).efficiency == Approx(0.8).epsilon(0.02));
  CHECK(measured_at(1.1).efficiency == Approx(1.1).epsilon(0.02));
  CHECK(measured_at(1.1).alone == Approx(1.1).epsilon(0.02));

  for (auto& file : files)
    if (!file.steps.empty()) file.steps.front().time *= 3;
  CHECK(fit_efficiencies(asked_of(files, platforms), 1, 1)[0].efficiency == Approx(1.1).epsilon(0.04));
}

TEST_CASE("the draw is by configuration and does not depend on what was measured") {
  const Folder folder;
  folder.write("e2e_a100_singlenode__vtrain.csv", vtrain_rows());
  const auto files = read_training_tables(folder.path);
  auto slower = files;
  for (auto& file : slower)
    for (auto& step : file.steps) step.time *= 1.5;
  TrainingPlatforms platforms(ARCHIPELAGO_SCENARIOS);
  const auto groups = fit_efficiencies(asked_of(files, platforms), 0.5, 1), slow = fit_efficiencies(asked_of(slower, platforms), 0.5, 1);
  CHECK(groups[0].fitted.size() == 3);
  CHECK(groups[0].held.size() == 3);
  CHECK(slow[0].efficiency < groups[0].efficiency);
  CHECK(slow[0].fitted.front().measured->key == groups[0].fitted.front().measured->key);
}

TEST_CASE("where a table is silent on recomputation, as little is taken as fits") {
  const Folder folder;
  const std::string header = "release,task,device,model,num_devices,precision,global_batch_seqs,micro_batch_seqs,seq_len,tensor_parallel,"
                             "pipeline_parallel,context_parallel,virtual_pipeline,expert_parallel,derived_step_time_s\n";
  folder.write("e2e_nvidia_megatron_bridge.csv", header + "26.04,Pre-Training,gb200,Qwen3_30B_a3B,8,BF16,512,4,4096,1,1,1,1,8,10\n"
                                                          "26.06,Pre-Training,gb200,Qwen3_30B_a3B,8,BF16,512,16,4096,1,1,1,1,8,6\n");
  const auto files = read_training_tables(folder.path);
  TrainingPlatforms platforms(ARCHIPELAGO_SCENARIOS);
  const auto steps = asked_of(files, platforms);
  REQUIRE(steps.size() == 2);
  CHECK(steps[0].measured->framework == steps[1].measured->framework);   // one factor; what differs is what the release does
  CHECK(steps[0].measured->software != steps[1].measured->software);
  CHECK(steps[0].layout.recompute == Recompute::none);
  CHECK(steps[1].layout.recompute != Recompute::none);
}

TEST_CASE("baselines: the utilization of the fitted rows, and of the nearest") {
  const Folder folder;
  folder.write("e2e_a100_singlenode__vtrain.csv", vtrain_rows());
  const auto files = read_training_tables(folder.path);
  TrainingPlatforms platforms(ARCHIPELAGO_SCENARIOS);
  const auto steps = asked_of(files, platforms);
  EfficiencyGroup group{"a100_80gb_sxm", "vtrain", {steps[0]}, {steps[1]}, 1};
  // One job: equal work, so one utilization predicts the fitted row's time for every layout.
  CHECK(constant_mfu(group, steps[1]).value == Approx(steps[0].measured->time.value));
  CHECK(nearest_row(group, steps[1]).value == Approx(steps[0].measured->time.value));
  CHECK_FALSE(is_new(group, steps[1]));
  CHECK(utilization(steps[0]) > 0.3);
  CHECK(utilization(steps[0]) < 1);
}

TEST_CASE("a group of layouts is ranked by prediction and judged by measurement") {
  const Folder folder;
  folder.write("e2e_a100_singlenode__vtrain.csv", vtrain_rows("350"));   // tensor 8 measured best: our order cannot agree
  const auto files = read_training_tables(folder.path);
  TrainingPlatforms platforms(ARCHIPELAGO_SCENARIOS);
  const auto ranked = rank_layouts(asked_of(files, platforms), 1, 6);
  REQUIRE(ranked.size() == 1);
  CHECK(ranked[0].layouts == 6);
  CHECK(ranked[0].place_of_best > 1);
  CHECK(ranked[0].regret > 0.5);
  CHECK(rank_layouts(asked_of(files, platforms), 1, 7).empty());
}
