// Validation loss of data parallel training, from model size and tokens.
//
//   L(N, D) = E + A N^-alpha + B (D^-beta - (20 N)^-beta)          nats per token; N parameters, D tokens
//
// The first two terms are the loss at 20 tokens a parameter, fitted here on the nine data-parallel losses of the DiLoCo
// scaling laws (arXiv 2503.09799, table 4; 35e6 to 10e9 parameters, all within 0.6 %; the authors' pure power law misses the
// 10e9 model by 3.3 %). The last moves away from 20 tokens a parameter, fitted on three data-parallel losses of one 1e9
// model (arXiv 2501.18512, table 7; 25e9 to 250e9 tokens, all within 0.001).
// Losses belong to the data and tokenizers of those papers: differences carry over to other data, levels do not.
// Valid for 35e6 <= N <= 10e9 and 0.6 <= D / 20 N <= 13.
#pragma once

#include <optional>

namespace archipelago {

inline constexpr double tokens_per_parameter = 20;

struct LossRange {
  double least_parameters = 35e6, most_parameters = 10e9;
  double least_training = 0.6, most_training = 13;   // of 20 tokens a parameter
};
inline constexpr LossRange measured_losses{};

double data_parallel_loss(double parameters, double tokens);

// Tokens at which data parallel training reaches a loss; absent where no number of tokens does.
std::optional<double> data_parallel_tokens(double parameters, double loss);

} // namespace archipelago
