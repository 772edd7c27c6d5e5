// Published losses and scores beside the quality laws (models/quality): the table "quality" of `validate`.
//
// Losses (arXiv 2503.09799, table 4): in nats; rows that the constants of a law were chosen on are fitted, the others predicted.
// Scores (arXiv 2604.21428, tables 2, 3, 10, 11): points of benchmark averages. A score follows from the loss by a line whose slope is
// fitted on six data-parallel models of that paper; every decoupled row is then predicted from the data-parallel score of its model,
// with the published goodput as the share of learners in a merge. Repeated runs of the paper differ by about 1 point (text) and 2 (vision).
#pragma once

#include "reports/validation.hpp"

namespace archipelago {

ValidationTable quality_table();

}   // namespace archipelago
