#include "sim/validate/training/readers.hpp"

#include "sim/calibrate/csv.hpp"
#include "sim/validate/training/shapes.hpp"

#include <fmt/format.h>

#include <fstream>
#include <functional>

namespace archipelago {

namespace {

constexpr double most = 1e9;                  // of anything that is counted

int whole(const CsvFields& f, const char* column, int otherwise) {
  const auto value = f.positive(column);
  return value && *value >= 1 && *value <= most ? static_cast<int>(*value) : otherwise;
}

// What is left for data parallelism.
int replicas(int devices, const Layout& layout) {
  return static_cast<int>(devices / (static_cast<double>(layout.tensor) * layout.pipeline * layout.context));
}

std::optional<MathPrecision> precision_from(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (text.find("nvfp4") != std::string::npos && text.find("fp8") == std::string::npos) return MathPrecision::fp4;
  if (text.find("fp8") != std::string::npos || text.find("int8") != std::string::npos) return MathPrecision::fp8;
  if (text.find("bf16") != std::string::npos) return MathPrecision::bf16;
  return std::nullopt;
}

// Fields that most files share; false where the model or the precision is not known.
bool common(MeasuredStep& step, const CsvFields& f, const ModelShapes& shapes, const std::string& model) {
  const auto shape = shapes.find(model);
  const auto precision = precision_from(std::string(f.text("precision")));
  const auto batch = f.positive("global_batch_seqs"), length = f.positive("seq_len"), devices = f.positive("num_devices");
  if (!shape || !precision || !batch || !length || !devices || *devices < 1 || *devices > most) return false;
  step.device = f.text("device");
  step.model = model;
  step.shape = *shape;
  step.precision = *precision;
  step.devices = static_cast<int>(*devices);
  step.batch = *batch;
  step.sequence_length = *length;
  return true;
}

std::string layout_text(const Layout& l) {
  return fmt::format("tp{} pp{} vp{} cp{} ep{} dp{} mb{} {} {}", l.tensor, l.pipeline, l.virtual_stages, l.context, l.expert, l.data, l.micro_batch,
                     name_of(l.sharding), name_of(l.recompute));
}

void describe(MeasuredStep& step, const std::string& extra = {}) {
  step.configuration = fmt::format("{} {} {} {} x{} batch {} seq {} {}{}", step.device, step.framework, step.model, name_of(step.precision), step.devices,
                                   step.batch, step.sequence_length, step.layout ? layout_text(*step.layout) : "layout not given", extra);
  step.key = step.configuration;
}

std::optional<MeasuredStep> llm_foundry(const CsvFields& f, const ModelShapes& shapes) {
  MeasuredStep step;
  const auto rate = f.positive("tokens_per_s_per_device");
  if (!common(step, f, shapes, "mpt-" + std::string(f.text("model"))) || !rate) return std::nullopt;
  step.framework = "llm-foundry";
  Layout layout;
  layout.data = step.devices;
  layout.micro_batch = whole(f, "micro_batch_seqs", 1);
  layout.sharding = f.text("fsdp_sharding") == "FULL_SHARD" ? Sharding::full : Sharding::gradients;
  layout.recompute = f.text("activation_checkpointing") == "1" ? Recompute::full : Recompute::none;
  step.batch = static_cast<double>(layout.data) * layout.micro_batch * whole(f, "grad_accum", 1);
  step.layout = layout;
  step.recompute_given = true;
  step.time = Seconds(step.batch * step.sequence_length / (*rate * step.devices));
  describe(step);
  return step;
}

std::optional<MeasuredStep> megatron_bridge(const CsvFields& f, const ModelShapes& shapes) {
  MeasuredStep step;
  const auto time = f.positive("derived_step_time_s");
  if (!common(step, f, shapes, std::string(f.text("model"))) || !time) return std::nullopt;
  step.framework = "megatron-bridge";
  // Mixtures got faster with releases, up to twice in the same configuration.
  const std::string_view release = f.text("release");
  step.software = release >= "26.06" ? "megatron-bridge" : release >= "26" ? "megatron-bridge-26.04" : "megatron-bridge-25.11";
  Layout layout;
  layout.tensor = whole(f, "tensor_parallel", 1);
  layout.pipeline = whole(f, "pipeline_parallel", 1);
  layout.context = whole(f, "context_parallel", 1);
  layout.virtual_stages = whole(f, "virtual_pipeline", 1);
  layout.expert = step.shape.experts > 0 ? whole(f, "expert_parallel", 1) : 1;
  layout.micro_batch = whole(f, "micro_batch_seqs", 1);
  layout.data = replicas(step.devices, layout);
  layout.sharding = whole(f, "fsdp_group", 0) > 1 ? Sharding::full : Sharding::optimizer;
  step.layout = layout;
  step.time = Seconds(*time);
  step.frozen_weights = f.text("task") == "LoRA";
  describe(step, " " + std::string(f.text("task")));
  step.key += " " + std::string(f.text("release"));
  return step;
}

std::optional<MeasuredStep> mlperf(const CsvFields& f, const ModelShapes& shapes) {
  MeasuredStep step;
  const auto time = f.positive("step_time_s");
  const std::string benchmark(f.text("benchmark"));
  if (!common(step, f, shapes, benchmark) || !time) return std::nullopt;
  step.frozen_weights = benchmark.find("lora") != std::string::npos;
  // NVIDIA's submissions run on NeMo, Google's on MaxText, AMD's on ROCm's PyTorch and its derivatives.
  step.framework = step.device.find("tpu") == 0 ? "maxtext" : step.device.find("mi") == 0 ? "mlperf-rocm" : "mlperf";
  if (step.frozen_weights) step.framework += "-lora";
  // Where the result says "fp8 or nvfp4" it is the narrowest that the part has.
  if (f.text("precision") == "fp8-or-nvfp4" && step.device.find("00") != std::string::npos && step.device.find('b') != std::string::npos)
    step.precision = MathPrecision::fp4;
  if (f.positive("tensor_parallel")) {
    Layout layout;
    layout.tensor = whole(f, "tensor_parallel", 1);
    layout.pipeline = whole(f, "pipeline_parallel", 1);
    layout.context = whole(f, "context_parallel", 1);
    layout.data = replicas(step.devices, layout);
    step.layout = layout;
    step.tuned = true;
  }
  step.time = Seconds(*time);
  describe(step);
  step.key = fmt::format("{} {} {}, {}", f.text("round"), f.text("submitter"), f.text("system"), step.configuration);
  return step;
}

std::optional<MeasuredStep> vtrain(const CsvFields& f, const ModelShapes&) {
  MeasuredStep step;
  const auto time = f.positive("iteration_time_ms");
  if (!time) return std::nullopt;
  step.device = "a100_80gb_sxm";
  step.framework = "vtrain";
  step.devices = whole(f, "num_gpus", 1);
  step.batch = whole(f, "global_batch_seqs", 1);
  step.sequence_length = whole(f, "seq_len", 1);
  const int hidden = whole(f, "d_model", 1), heads = whole(f, "num_heads", 1);
  step.shape = {.layers = whole(f, "num_layers", 1), .hidden_size = hidden, .heads = heads, .ffn_size = std::int64_t(4) * hidden, .vocabulary = 51200};
  step.shape.gated_ffn = false;
  step.shape.tied_embedding = true;
  step.model = fmt::format("gpt {}x{}", step.shape.layers, hidden);
  Layout layout;
  layout.tensor = whole(f, "tensor_parallel", 1);
  layout.pipeline = whole(f, "pipeline_parallel", 1);
  layout.data = whole(f, "data_parallel", 1);
  layout.micro_batch = whole(f, "micro_batch_seqs", 1);
  layout.recompute = Recompute::full;
  step.recompute_given = true;
  step.layout = layout;
  step.time = Seconds(*time / 1000);
  step.group = fmt::format("{} x{} batch {}", step.model, step.devices, step.batch);
  describe(step);
  return step;
}

std::optional<MeasuredStep> maxtext(const CsvFields& f, const ModelShapes& shapes) {
  MeasuredStep step;
  const auto time = f.positive("step_time_s");
  if (!common(step, f, shapes, std::string(f.text("model"))) || !time) return std::nullopt;
  step.framework = "maxtext";
  step.time = Seconds(*time);
  describe(step);
  return step;
}

std::optional<MeasuredStep> dgxc(const CsvFields& f, const ModelShapes& shapes) {
  MeasuredStep step;
  const auto time = f.positive("step_time_s");
  if (!f.positive("tensor_parallel") || !common(step, f, shapes, std::string(f.text("model"))) || !time) return std::nullopt;
  step.framework = "nemo";
  Layout layout;
  layout.tensor = whole(f, "tensor_parallel", 1);
  layout.pipeline = whole(f, "pipeline_parallel", 1);
  layout.context = whole(f, "context_parallel", 1);
  layout.virtual_stages = whole(f, "virtual_pipeline", 1);
  layout.data = replicas(step.devices, layout);
  layout.micro_batch = whole(f, "micro_batch_seqs", 1);
  layout.sharding = Sharding::optimizer;
  step.layout = layout;
  step.time = Seconds(*time);
  step.shown_because = "no target";
  describe(step);
  return step;
}

using Reader = std::optional<MeasuredStep> (*)(const CsvFields&, const ModelShapes&);

} // namespace

std::vector<MeasuredFile> read_training_tables(const std::filesystem::path& folder) {
  const std::pair<const char*, Reader> known[] = {
      {"e2e_mpt_fsdp__llm_foundry", llm_foundry}, {"e2e_nvidia_megatron_bridge", megatron_bridge}, {"e2e_mlperf_training", mlperf},
      {"e2e_a100_multinode__vtrain", vtrain},     {"e2e_a100_singlenode__vtrain", vtrain},         {"e2e_tpu_maxtext", maxtext},
      {"e2e_nvidia_dgxc", dgxc}};
  const ModelShapes shapes(folder / "models.csv");
  std::vector<MeasuredFile> files;
  for (const auto& [name, reader] : known) {
    MeasuredFile file{name, {}, 0};
    std::ifstream stream(folder / (file.name + ".csv"));
    const CsvTable table = read_csv(stream, file.name);
    for (const CsvRow& row : table.rows) {
      auto step = reader(CsvFields(table, row), shapes);
      if (!step) {
        ++file.left_out;
        continue;
      }
      step->file = file.name;
      file.steps.push_back(std::move(*step));
    }
    files.push_back(std::move(file));
  }
  return files;
}

} // namespace archipelago
