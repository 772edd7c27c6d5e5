#include "models/calibration/spec_update.hpp"

#include "models/workload/step/predict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

// Shape dependence of what else a step consists of, as deviations of the logarithm. Attention: constants without a table are 13-17 %
// off; memory-bound kernels 5-18 %; collectives: one rate for all sizes 10-12 %; whole steps: what one efficiency leaves between
// configurations, 5-8 % at the median.
constexpr double attention_shape = 0.15, pointwise_shape = 0.10, in_node_shape = 0.10, between_nodes_shape = 0.10, step_shape = 0.075;
constexpr double in_node_start_level = 0.35;  // starts of one collective on different hosts of equal parts differ by 2-3 times

// Places after the three of every precision of matrix products.
enum Part : std::size_t { attention, pointwise, in_node_start, in_node_bandwidth, between_nodes, efficiency, parts };
const std::array<const char*, parts> part_names{"attention", "norms, activations and optimizer", "start of collectives in a node",
                                                "bandwidth of collectives in a node", "collectives between nodes", "efficiency of the framework"};

std::vector<Belief> beliefs_of(const AcceleratorProfile& profile, const Software& software) {
  std::vector<Belief> out;
  for (const GemmModel& model : profile.gemm)
    for (Belief& belief : product_beliefs(model)) out.push_back(std::move(belief));
  const Residual& in_node = profile.collective(Collective::all_reduce).lines.back().residual;
  const std::array<std::pair<const Residual*, double>, parts> rest{{{&profile.attention_by(software.attention).forward, attention_shape},
                                                                    {&profile.memory_kernel(MemoryKernel::norm_forward).residual, pointwise_shape},
                                                                    {&in_node, in_node_shape}, {&in_node, in_node_shape},
                                                                    {&profile.between_nodes.residual, between_nodes_shape},
                                                                    {&software.residual, step_shape}}};
  for (std::size_t i = 0; i < parts; ++i) out.push_back(belief_of(part_names[i], *rest[i].first, rest[i].second));
  out[out.size() - parts + in_node_start].level = in_node_start_level;
  return out;
}

void scale_collectives(std::vector<CollectiveModel>& models, double start, double bandwidth) {
  for (CollectiveModel& model : models)
    for (CollectiveLines& lines : model.lines)
      for (LatencyBandwidth* line : {&lines.latency_regime, &lines.bandwidth_regime}) {
        line->alpha = line->alpha * start;
        line->bandwidth = line->bandwidth * bandwidth;
      }
}

// Share of its time that follows the start-ups: by how much it grows when they do.
double start_share(const AcceleratorProfile& profile, const CollectiveMeasurement& c) {
  constexpr double nudge = 0.01;
  AcceleratorProfile slower = profile;
  scale_collectives(slower.in_node, 1 + nudge, 1);
  const auto time = [&](const AcceleratorProfile& p) { return p.in_node_time(c.operation, c.members_per_node, c.size); };
  return std::clamp((time(slower) / time(profile) - 1) / nudge, 0.0, 1.0);
}

} // namespace

SpecUpdate::SpecUpdate(AcceleratorProfile prior, Software software, double uncertainty)
    : prior_(std::move(prior)), profile_(prior_), prior_software_(software), software_(software), uncertainty_(uncertainty),
      beliefs_(beliefs_of(prior_, software)), basis_("data sheet") {}

StepQuestion asked_of(const SpecUpdate& known, const StepQuestion& step) {
  return {step.shape, known.profile(), step.layout, step.batch, step.sequence_length, step.precision, known.software(), step.node_size,
          step.memory, step.adapter, step.optimizer, step.frozen_weights};
}

std::vector<std::string> SpecUpdate::parts_of_steps() { return {part_names[attention], part_names[pointwise], part_names[between_nodes]}; }

std::size_t SpecUpdate::product_at(MathPrecision precision, ProductConstant constant) const {
  const GemmModel* model = &prior_.gemm_at(precision == MathPrecision::tf32 ? MathPrecision::bf16 : precision);   // tf32 follows bf16
  return 3 * static_cast<std::size_t>(model - prior_.gemm.data()) + static_cast<std::size_t>(constant);
}

Learned SpecUpdate::learn(const GemmMeasurement& product) {
  const GemmModel& model = profile_.gemm_at(product.precision);
  const ProductEvidence evidence = evidence_of(model.constants, product);
  Learned out;
  out.ratio = product.time / model.time(product.m, product.n, product.k);
  out.refusal = evidence.refusal;
  if (out.refusal) return out;
  std::vector<double> weights(beliefs_.size());
  for (const auto constant : {ProductConstant::start, ProductConstant::rate, ProductConstant::bandwidth})
    weights[product_at(product.precision, constant)] = evidence.weights[static_cast<std::size_t>(constant)];
  const Belief& told = beliefs_.prior(product_at(product.precision, evidence.tells));
  out.about = fmt::format("{}: {}", told.name, shares_text(evidence));
  products_.push_back(product);
  observe(weights, std::log(out.ratio), told.shape, "matrix product");
  return out;
}

Learned SpecUpdate::learn(const CollectiveMeasurement& collective) {
  Learned out;
  out.ratio = collective.time / profile_.in_node_time(collective.operation, collective.members_per_node, collective.size);
  const double start = start_share(profile_, collective);
  if (std::max(start, 1 - start) < dominant) {
    out.refusal = {"bandwidth of collectives in a node", fmt::format("{:.0f} % of its predicted time is start-up and the rest transfer", 100 * start),
                   "a tensor of 1 GiB for the bandwidth, one of 1 KiB for the start"};
    return out;
  }
  std::vector<double> weights(beliefs_.size());
  const std::size_t first = 3 * prior_.gemm.size();
  weights[first + in_node_start] = start;
  weights[first + in_node_bandwidth] = 1 - start;
  const Part told = start > 0.5 ? in_node_start : in_node_bandwidth;
  out.about = fmt::format("{}: transfer {:.0f} %, start-up {:.0f} %", part_names[told], 100 * (1 - start), 100 * start);
  observe(weights, std::log(out.ratio), beliefs_.prior(first + told).shape, "collective");
  return out;
}

Learned SpecUpdate::learn_step(const StepQuestion& asked, Seconds time) {
  const StepBreakdown b = predict_step(asked_of(*this, asked)).breakdown;
  const double step = b.total().value;
  const Seconds kernels = b.matrix + b.attention + b.pointwise + b.optimizer;
  const std::array<Seconds, parts> rest{b.attention, b.pointwise + b.optimizer, Seconds(0), b.tensor + b.context + b.expert,
                                        b.pipeline + b.sharded + b.data, kernels};
  std::vector<double> weights(beliefs_.size());
  weights[product_at(asked.precision, ProductConstant::rate)] = b.matrix.value / step;
  for (std::size_t i = 0; i < parts; ++i) weights[3 * prior_.gemm.size() + i] = rest[i].value / step;
  double shape = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) shape = std::hypot(shape, weights[i] * beliefs_.prior(i).shape);
  Learned out;
  out.ratio = time.value / step;
  out.about = fmt::format("matrix products {:.0f} %, attention {:.0f} %, other kernels {:.0f} %, exposed communication {:.0f} %",
                          100 * b.matrix.value / step, 100 * b.attention.value / step, 100 * (b.pointwise + b.optimizer).value / step, 100 * b.exposed().value / step);
  observe(weights, std::log(out.ratio), shape, "step");
  return out;
}

void SpecUpdate::suppose_measured(const std::string& part) {
  std::vector<double> weights(beliefs_.size());
  for (std::size_t i = 0; i < beliefs_.size(); ++i)
    if (beliefs_.prior(i).name == part) weights[i] = 1;
  observe(weights, 0, 0, part.c_str());
}

void SpecUpdate::observe(const std::vector<double>& weights, double log_ratio, double shape, const char* kind) {
  beliefs_.observe(weights, log_ratio, std::hypot(shape, uncertainty_));
  if (basis_.find(kind) == std::string::npos) basis_ += fmt::format("{}{}", basis_ == "data sheet" ? ", corrected by a measured " : " and ", kind);
  apply();
}

void SpecUpdate::apply() {
  profile_ = prior_;
  software_ = prior_software_;
  for (GemmModel& model : profile_.gemm) {
    const std::size_t at = product_at(model.constants.precision, ProductConstant::start);
    model = with_products(model, beliefs_, at, at + 1, at + 2, basis_);
  }
  const std::size_t first = 3 * prior_.gemm.size();
  const auto learned = [&](Part part) { return beliefs_.learned(first + part); };
  const auto factor = [&](Part part) { return std::exp(learned(part) ? beliefs_.mean(first + part) : 0.0); };   // of time
  const auto band = [&](Part part) { return residual_of_deviation(beliefs_.deviation(first + part), basis_); };

  if (learned(attention))
    for (AttentionModel& model : profile_.attention) {
      for (AttentionTable& table : model.tables) {
        table.constants.rate = table.constants.rate / factor(attention);
        table.constants.bandwidth = table.constants.bandwidth / factor(attention);
      }
      model.forward = band(attention);
    }
  if (learned(pointwise))
    for (MemoryKernelModel& model : profile_.memory) {
      model.bandwidth = model.bandwidth / factor(pointwise);
      model.residual = band(pointwise);
    }
  if (learned(in_node_start) || learned(in_node_bandwidth)) {
    scale_collectives(profile_.in_node, factor(in_node_start), 1 / factor(in_node_bandwidth));
    // Half of the sizes of a sweep are ruled by each.
    const double known = (beliefs_.level_kept(first + in_node_start) + beliefs_.level_kept(first + in_node_bandwidth)) / 2;
    for (CollectiveModel& model : profile_.in_node)
      for (CollectiveLines& lines : model.lines)
        lines.residual = residual_of_deviation(narrowed(belief_of("", lines.residual, in_node_shape), known), basis_);
  }
  if (learned(between_nodes)) {
    InterNodeModel& model = profile_.between_nodes;
    model.alpha = model.alpha * factor(between_nodes);
    model.alpha_per_doubling = model.alpha_per_doubling * factor(between_nodes);
    model.efficiency = std::min(model.efficiency / factor(between_nodes), 1.0);
    model.residual = band(between_nodes);
  }
  if (learned(efficiency)) {
    software_.efficiency = prior_software_.efficiency / factor(efficiency);
    software_.residual = band(efficiency);
  }
}

} // namespace archipelago
