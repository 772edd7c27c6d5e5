#include "models/workload/step/predict.hpp"

#include "models/workload/step/band.hpp"
#include "models/workload/step/communication.hpp"
#include "models/workload/step/kernels.hpp"
#include "models/workload/step/parameters.hpp"
#include "models/workload/step/pipeline.hpp"

#include <algorithm>

namespace archipelago {

namespace {

// A layer's both passes: kernels with recomputation, and communication that is left after overlap.
struct LayerTime {
  KernelTime kernels, backward;               // backward: its part of kernels
  Seconds tensor, context, expert, sharded;
  double mixtures = 0;                        // mixture layers

  Seconds communication() const { return tensor + context + expert + sharded; }
};

Seconds left(Seconds communication, Seconds beside) { return std::max(communication - beside, Seconds(0)); }

class StepEvaluator {
public:
  explicit StepEvaluator(const StepQuestion& question)
      : question_(question), kernels_(question), communication_(question), slower_(1 / question.software.efficiency) {}

  StepBreakdown breakdown() {
    const TransformerShape& shape = question_.shape;
    const double layers = static_cast<double>(all_layers(shape)), mixtures = static_cast<double>(mixture_layers(shape));
    const BlockTime attention = kernels_.attention_block();
    LayerTime average;
    if (mixtures < layers) add(average, layer(attention, kernels_.dense_block(), false), (layers - mixtures) / layers);
    if (mixtures > 0) add(average, layer(attention, kernels_.mixture_block(), true), mixtures / layers);

    const StageLayers dealt = stage_layers(layers, question_.layout.pipeline);
    const LayerTime ends = outside_layers();
    LayerTime busiest, last = ends, mean;
    add(busiest, average, dealt.busiest);
    add(last, average, dealt.last);
    if (question_.layout.pipeline == 1 || stage_time(last) > stage_time(busiest)) busiest = last;
    add(mean, average, layers / question_.layout.pipeline);
    add(mean, ends, 1.0 / question_.layout.pipeline);
    return put_together(busiest, mean);
  }

private:
  static void add(LayerTime& sum, const LayerTime& part, double times) {
    sum.kernels += part.kernels * times;
    sum.backward += part.backward * times;
    sum.tensor += part.tensor * times;
    sum.context += part.context * times;
    sum.expert += part.expert * times;
    sum.sharded += part.sharded * times;
    sum.mixtures += part.mixtures * times;
  }

  KernelTime backward_of(const BlockTime& block) const {
    switch (question_.layout.recompute) {
    case Recompute::none: return block.backward;
    case Recompute::selective: return block.backward + block.again;
    case Recompute::full: break;
    }
    return block.backward + block.forward;
  }

  LayerTime layer(const BlockTime& attention, const BlockTime& block, bool mixture) const {
    const Software& software = question_.software;
    const KernelTime forward = attention.forward + block.forward;
    LayerTime out;
    out.backward = backward_of(attention) + backward_of(block);
    out.kernels = forward + out.backward;
    const double again = question_.layout.recompute == Recompute::full ? 1 : 0;   // forward communication is repeated too
    const BothWays tensor = communication_.tensor(mixture ? 1 : 2), context = communication_.context();
    out.tensor = (tensor.forward * (1 + again) + tensor.backward) * (1 - software.tensor_overlap);
    const Seconds forward_context = left(context.forward, attention.forward.attention * slower_);
    const Seconds backward_context = left(context.backward, attention.backward.attention * slower_);
    out.context = forward_context * (1 + again) + backward_context;
    if (mixture) {
      const BothWays expert = communication_.expert();
      const double beside_others = question_.layout.expert > question_.node_size ? software.expert_overlap_between : software.expert_overlap;
      out.expert = (expert.forward * (1 + again) + expert.backward) * (1 - beside_others);
      out.mixtures = 1;
    }
    const LayerParameters held = layer_parameters(question_.shape);
    const double parameters = (held.attention + (mixture ? held.shared : held.dense)) / question_.layout.tensor +
                              (mixture ? held.routed / question_.layout.expert : 0);
    const BothWays sharded = communication_.sharded(parameters);
    // What hides the one kind of communication does not hide the other as well.
    const Seconds forward_hides = context.forward - forward_context, backward_hides = context.backward - backward_context + forward_hides * again;
    const Seconds forward_free = forward.device() * slower_ - forward_hides, backward_free = out.backward.device() * slower_ - backward_hides;
    out.sharded = left(sharded.forward, forward_free * software.sharded_overlap) + left(sharded.backward, backward_free * software.sharded_overlap);
    return out;
  }

  LayerTime outside_layers() const {
    const BlockTime embedding = kernels_.embedding(), head = kernels_.head();
    const auto further = static_cast<double>(question_.shape.prediction_layers);
    const BlockTime joined = kernels_.projection();
    LayerTime out;
    out.backward = embedding.backward + head.backward * (1 + further) + joined.backward * further;
    out.kernels = embedding.forward + head.forward * (1 + further) + joined.forward * further + out.backward;
    const double tables = question_.shape.tied_embedding ? 1 : 2;
    const BothWays sharded = communication_.sharded(tables * embedding_parameters(question_.shape) / question_.layout.tensor);
    // Nothing runs before the first gather and after the last reduction of a micro-batch.
    out.sharded = sharded.forward + sharded.backward;
    return out;
  }

  Seconds issue(const LayerTime& stage) const { return question_.software.dispatch * stage.kernels.launches + question_.software.mixture_dispatch * stage.mixtures; }
  Seconds stage_time(const LayerTime& stage) const {
    return std::max(stage.kernels.device() * slower_ + stage.communication(), issue(stage));
  }

  StepBreakdown put_together(const LayerTime& busiest, const LayerTime& mean) const {
    const Layout& layout = question_.layout;
    const double micro_batches = question_.micro_batches();
    const LocalParameters held = local_parameters(question_.shape, layout);
    const Seconds device = busiest.kernels.device() * slower_ + busiest.communication();
    const PipelineTime pipeline =
        pipeline_time({static_cast<double>(layout.pipeline), static_cast<double>(layout.virtual_stages), micro_batches}, stage_time(busiest),
                      stage_time(mean), communication_.boundary(), question_.software.pipeline_overlap);
    StepBreakdown out;
    out.matrix = busiest.kernels.matrix * (slower_ * micro_batches);
    out.attention = busiest.kernels.attention * (slower_ * micro_batches);
    out.pointwise = busiest.kernels.pointwise * (slower_ * micro_batches);
    out.launch = (stage_time(busiest) - device) * micro_batches + question_.software.between_steps;
    out.tensor = busiest.tensor * micro_batches;
    out.context = busiest.context * micro_batches;
    out.expert = busiest.expert * micro_batches;
    out.sharded = busiest.sharded * micro_batches;
    out.bubble = pipeline.bubble;
    out.pipeline = pipeline.messages;
    const BothWays data = communication_.data(held.dense, held.routed);
    const Seconds backward = busiest.backward.device() * (slower_ * question_.software.data_overlap);
    const Seconds forward = (busiest.kernels.device() - busiest.backward.device()) * (slower_ * question_.software.data_overlap);
    out.data = left(data.backward, backward) + left(data.forward, forward);
    const bool shares = layout.sharding != Sharding::none;
    const double members = shares ? layout.data * layout.context : 1;
    const double routed_members = shares ? std::max(layout.data * layout.context * layout.tensor / layout.expert, 1) : 1;
    out.optimizer = kernels_.optimizer(held.dense / members + held.routed / routed_members) * slower_;
    const bool sums_whole = layout.sharding == Sharding::none || layout.sharding == Sharding::optimizer;
    if (micro_batches > 1 && sums_whole) out.pointwise += kernels_.accumulation(held.dense + held.routed) * (slower_ * micro_batches);
    return out;
  }

  const StepQuestion& question_;
  const StepKernels kernels_;
  const StepCommunication communication_;
  const double slower_;
};

} // namespace

Seconds step_time(const StepQuestion& question) { return StepEvaluator(question).breakdown().total(); }

StepPrediction predict_step(const StepQuestion& question) {
  StepPrediction out;
  out.breakdown = StepEvaluator(question).breakdown();
  out.step = out.breakdown.total();
  const Band band = band_of(question, out.breakdown);
  out.low = out.step * band.low;
  out.high = out.step * band.high;
  out.memory = step_memory(question);
  out.fits = out.memory.total() <= question.memory;
  if (!out.fits) out.why_not = why_not(out.memory, question.memory);
  return out;
}

} // namespace archipelago
