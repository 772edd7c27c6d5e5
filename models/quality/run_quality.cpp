#include "models/quality/run_quality.hpp"

#include "models/quality/assess.hpp"
#include "models/quality/loss_law.hpp"

#include <algorithm>

namespace archipelago {

namespace {

bool has_law(ProtocolName name) {
  return name != ProtocolName::async_local_sgd && name != ProtocolName::hierarchical_local_sgd;
}

bool is_data_parallel(ProtocolName name) { return name == ProtocolName::data_parallel || name == ProtocolName::elastic_data_parallel; }

double learners_held(const Result& result) {
  double held = 0;
  for (const LearnerResult& learner : result.learners) held += learner.allocated_s;
  return result.horizon_s > 0 ? held / result.horizon_s : static_cast<double>(result.learners.size());
}

QualityQuestion question_of(const World& world, const Result& result) {
  const double active = world.model.active_parameters > 0 ? world.model.active_parameters : world.model.parameters;
  QualityQuestion question;
  question.parameters = active;
  question.tokens = world.training.target_tokens.value_or(tokens_per_parameter * active);
  question.apart = !is_data_parallel(world.protocol.name);
  question.learners = std::max(1.0, learners_held(result));
  question.contributors = result.syncer.rounds > 0 ? std::min(question.learners, result.syncer.contributors_mean) : question.learners;
  question.sync_interval = world.protocol.sync_interval;
  question.bits = world.protocol.bits;
  // A closed form has no instants to take it from; blocking schemes wait for the merge.
  const bool overlaps = world.protocol.name == ProtocolName::decoupled_diloco || world.protocol.name == ProtocolName::streaming_diloco;
  question.staleness = result.syncer.staleness_mean_steps > 0 ? result.syncer.staleness_mean_steps : overlaps ? world.protocol.overlap : 0;
  question.batch_tokens = world.training.tokens_per_step * question.contributors;
  question.mixture_of_experts = active < 0.99 * world.model.parameters;
  return question;
}

} // namespace

void add_quality(const World& world, Result& result) {
  if (!has_law(world.protocol.name)) {
    result.unknown.push_back({"quality", "a protocol with measured losses: the server schemes have no law of loss"});
    return;
  }
  if (world.model.parameters <= 0) {
    result.unknown.push_back({"quality", "model.parameters"});
    return;
  }
  const QualityQuestion question = question_of(world, result);
  const QualityAnswer answer = assess_quality(question);
  QualityResult quality;
  quality.token_efficiency = answer.token_efficiency;
  quality.effective_tokens = result.tokens * answer.token_efficiency;
  quality.loss = answer.loss;
  quality.delta_vs_data_parallel = answer.delta;
  quality.valid = answer.outside.empty();
  if (world.training.target_tokens) {
    quality.tokens_to_equal_loss = answer.tokens_to_equal_loss;
    if (answer.tokens_to_equal_loss && result.tokens_per_s > 0) quality.time_to_equal_loss_s = *answer.tokens_to_equal_loss / result.tokens_per_s;
    if (!answer.tokens_to_equal_loss)
      for (const char* key : {"quality.tokens_to_equal_loss", "quality.time_to_equal_loss_s"})
        result.unknown.push_back({key, "a smaller loss against data parallel: no number of tokens makes up for this one"});
  } else {
    result.flags.push_back({"quality", "No training.target_tokens: loss and token efficiency are for 20 tokens a parameter."});
  }
  result.flags.insert(result.flags.end(), answer.outside.begin(), answer.outside.end());
  result.quality = quality;
}

} // namespace archipelago
