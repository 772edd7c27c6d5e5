// The published rows of the table "quality".
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace archipelago {

struct LossRow { double parameters; int learners; double loss; };   // learners 0: data parallel
struct DataParallelScore { double parameters, tokens, text, vision; };
struct FailureScore { std::string_view table, model; double parameters, tokens; int learners; std::string_view chips; double goodput, text, vision, reference_text, reference_vision; };
struct BitsRow { double bits, relative_loss_percent, text, vision; };

std::span<const LossRow> loss_rows();
std::span<const DataParallelScore> data_parallel_scores();
std::span<const FailureScore> failure_scores();   // learners 1: elastic data parallel
std::span<const BitsRow> bits_rows();

}   // namespace archipelago
