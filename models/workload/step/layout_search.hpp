// The best feasible layout of a learner: "layout": "auto".
//
// Candidates divide evenly: tensor groups lie inside a node and divide the heads; stages divide the accelerators; virtual stages
// divide the layers of a stage; context pieces divide the sequence in 2 c parts; expert groups divide the experts and the members of a
// stage; micro-batches divide a member's share of the batch. Each is asked with less recomputation before more, and what does not
// fit is left out; what fits is ranked by predicted step.
#pragma once

#include "models/workload/step/predict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

// Parts that the user has fixed; the others are searched.
struct LayoutWish {
  std::optional<int> tensor, pipeline, virtual_stages, context, expert, data, micro_batch;
  std::optional<Sharding> sharding;
  std::optional<Recompute> recompute;
};

struct RankedLayout {
  Layout layout;
  Seconds step;
};

struct LayoutSearch {
  std::vector<RankedLayout> best;             // by rising step; empty if nothing fits
  std::optional<Layout> leanest;              // needs least memory, whether it fits or not; absent if nothing divides
  std::int64_t asked = 0, fitting = 0;
  std::string why;                            // why the first is best and what the next costs; or why nothing fits
};

// `question` as for predict_step; its layout is not read.
LayoutSearch search_layouts(const StepQuestion& question, std::int64_t accelerators, const LayoutWish& wish = {}, std::size_t keep = 3);

std::string text_of(const Layout& layout);    // "tensor 8, pipeline 4, data 64, micro-batch 1, ..."

} // namespace archipelago
