// The loss that a way of training reaches, and what that is worth in tokens of data parallel training.
//
//   loss             = L(N, D) (1 + penalties) + absence                    (loss_law, penalties)
//   token efficiency = D_dp / D,  L(N, D_dp) = loss: tokens that data parallel needs for the same loss / tokens spent
//   equal loss       : tokens D' with loss(D') = L(N, D): what must be trained for data parallel's loss at D
//
// A gain over data parallel is not credited (efficiency at most 1): the laws show one of 0.3 % for a single learner with an outer
// optimizer, well inside what tuning moves. Outside the ranges of the laws all is computed and `outside` says what is extrapolated.
#pragma once

#include "models/remarks.hpp"

#include <optional>
#include <vector>

namespace archipelago {

struct QualityQuestion {
  double parameters = 0;            // active ones of a mixture of experts
  double tokens = 0;                // of the whole training
  bool apart = true;                // learners average from time to time; false: one gradient for all, the reference
  double learners = 1;              // held at a time, mean
  double contributors = 1;          // in a merge, mean
  double sync_interval = 30;
  double bits = 16;
  double staleness = 0;             // inner steps from sending to merging
  double batch_tokens = 0;          // of all learners together
  bool mixture_of_experts = false;
};

struct QualityAnswer {
  double loss = 0;                  // nats
  double delta = 0;                 // loss - loss of data parallel at the same tokens
  double token_efficiency = 1;
  std::optional<double> tokens_to_equal_loss;   // absent: no number of tokens reaches it
  std::vector<Flag> outside;        // empty: all within what was measured
};

QualityAnswer assess_quality(const QualityQuestion& question);

} // namespace archipelago
