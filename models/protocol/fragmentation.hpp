// How a model is cut into the fragments that are synchronized one at a time, and where in the model each part lies.
//
//   balanced   tensors by size, descending, each into the currently lightest fragment (LPT); the largest fragment is at
//              most total/P + (1 - 1/P) x largest tensor, and at most 4/3 of the optimum (Graham 1969)
//   layer      fragment 0 = all that is in no transformer layer, layer l in fragment 1 + l mod (P - 1)
//   tensor     fragment 0 = all that is in no transformer layer, the k-th other tensor in fragment 1 + k mod (P - 1)
//
// Where only sizes are known (no tensors), every kind gives the same: the layers, each of equal size, are laid end to end
// in strided order (0, P, 2P, ..., 1, 1+P, ...) and cut into P parts of exactly N/P values (or into the fragment_sizes
// that the user states). Where P divides the layers that is layer l in fragment l mod P; otherwise a layer on a cut is
// shared by two fragments. A model of unknown depth is one piece at depth 0: ready last and needed first.
//
// Depth of layer l of L is l/L: with a step of length T its gradient is ready (2/3)T l/L before the step's end, and its
// values are needed (1/3)T l/L after the next forward's start. Embedding 0, head and final norm 1.
// A fragment without tensors is empty: with fewer tensors or layers than fragments some steps send nothing.
// All sizes are values (not bytes), multiplied by Model::traffic_share.
// Source: Decoupled DiLoCo (arXiv 2604.21428), appendix C; Streaming DiLoCo (arXiv 2501.18512) for strides and depth.
#pragma once

#include "models/protocol/rules.hpp"
#include "models/workload/model.hpp"

#include <vector>

namespace archipelago {

struct Piece {
  double values = 0;
  double depth = 0;
};

struct Fragment {
  double values = 0;
  std::vector<Piece> pieces;                  // top to bottom: the order in which backward makes them ready
  bool embedding = false;
};

std::vector<Fragment> fragment_model(const Model& model, int fragments, Fragmentation kind);

} // namespace archipelago
