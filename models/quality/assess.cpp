#include "models/quality/assess.hpp"

#include "models/quality/loss_law.hpp"
#include "models/quality/penalties.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace archipelago {

namespace {

struct Penalty { double relative = 0, nats = 0; };

Penalty penalty_of(const QualityQuestion& question) {
  if (!question.apart) return {};
  const double m = std::max(question.learners, 1.0);
  return {learners_penalty(question.parameters, m) + interval_penalty(m, question.sync_interval) + bits_penalty(question.bits) +
              overlap_penalty(question.staleness),
          absence_penalty(m, question.contributors)};
}

double loss_of(const QualityQuestion& question, const Penalty& penalty, double tokens) {
  return data_parallel_loss(question.parameters, tokens) * (1 + penalty.relative) + penalty.nats;
}

void add_range(std::vector<Flag>& outside, const char* what, double value, double least, double most, const char* evidence) {
  if (value >= least * (1 - 1e-9) && value <= most * (1 + 1e-9)) return;
  outside.push_back({"quality", std::string(what) + " is outside of what losses were measured for (" + evidence + "): the laws are extrapolated."});
}

std::vector<Flag> outside_of(const QualityQuestion& question) {
  std::vector<Flag> outside;
  const LossRange range = measured_losses;
  add_range(outside, "The model's size", question.parameters, range.least_parameters, range.most_parameters, "35e6 to 10e9 parameters");
  const double training = question.tokens / (tokens_per_parameter * question.parameters);
  add_range(outside, "The number of tokens", training, range.least_training, range.most_training, "12 to 260 tokens a parameter");
  if (question.mixture_of_experts)
    outside.push_back({"quality", "Losses of mixtures of experts were not measured: the law of dense models is taken at the active parameters."});
  if (!question.apart) return outside;
  add_range(outside, "The number of learners", question.learners, 1, 8, "1 to 8 learners");
  add_range(outside, "The sync interval", question.sync_interval, 24, 100, "24 to 100 steps");
  add_range(outside, "The staleness", question.staleness, 0, 10, "up to 10 steps");
  if (question.bits < 4) outside.push_back({"quality", "Below 4 bits training was seen to fail; the loss is that of three runs of one model."});
  if (question.contributors < 0.5 * question.learners)
    outside.push_back({"quality", "Less than half of the learners are in a merge: the cost of that is extrapolated from dropping half of them."});
  // The batch up to which larger is free grows with the square root of the tokens; 1e6 tokens at 25e9 are known to be fine.
  const double tried = 1.04e6 * std::sqrt(question.tokens / 25e9);
  if (question.batch_tokens > 2 * tried)
    outside.push_back({"quality", "The global batch is more than twice what was trained with at comparable lengths: what it costs is not modelled."});
  return outside;
}

// loss(D') = L(N, D): the law's data term has to give up what the penalties take.
std::optional<double> tokens_to_equal_loss(const QualityQuestion& question, const Penalty& penalty) {
  const double wanted = (data_parallel_loss(question.parameters, question.tokens) - penalty.nats) / (1 + penalty.relative);
  const auto tokens = data_parallel_tokens(question.parameters, wanted);
  return tokens ? std::optional(std::max(*tokens, question.tokens)) : std::nullopt;
}

} // namespace

QualityAnswer assess_quality(const QualityQuestion& question) {
  const Penalty penalty = penalty_of(question);
  QualityAnswer answer;
  answer.loss = loss_of(question, penalty, question.tokens);
  answer.delta = answer.loss - data_parallel_loss(question.parameters, question.tokens);
  const auto worth = data_parallel_tokens(question.parameters, answer.loss);
  answer.token_efficiency = worth ? std::min(1.0, *worth / question.tokens) : 1.0;
  answer.tokens_to_equal_loss = tokens_to_equal_loss(question, penalty);
  answer.outside = outside_of(question);
  return answer;
}

} // namespace archipelago
