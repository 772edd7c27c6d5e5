#include "models/protocol/fragmentation.hpp"

#include "models/protocol/packing.hpp"

#include <algorithm>
#include <numeric>

namespace archipelago {

namespace {

double depth_of(const Tensor& tensor, int layers) {
  if (tensor.layer >= 0) return layers > 0 ? static_cast<double>(tensor.layer) / layers : 0.0;
  return tensor.embedding ? 0.0 : 1.0;
}

// Which fragment each tensor goes to.
std::vector<std::size_t> places(const Model& model, std::size_t fragments, Fragmentation kind) {
  std::vector<double> sizes;
  for (const Tensor& tensor : model.tensors) sizes.push_back(tensor.values);
  if (kind == Fragmentation::balanced || fragments == 1) return pack_balanced(sizes, fragments);

  std::vector<std::size_t> place;
  std::size_t seen = 0;
  for (const Tensor& tensor : model.tensors) {
    const std::size_t stride = kind == Fragmentation::layer ? static_cast<std::size_t>(std::max(tensor.layer, 0)) : seen;
    place.push_back(tensor.layer < 0 ? 0 : 1 + stride % (fragments - 1));
    if (tensor.layer >= 0) ++seen;
  }
  return place;
}

std::vector<Fragment> from_tensors(const Model& model, std::size_t fragments, Fragmentation kind) {
  const auto place = places(model, fragments, kind);
  std::vector<Fragment> result(fragments);
  for (std::size_t k = 0; k < place.size(); ++k) {
    Fragment& fragment = result[place[k]];
    fragment.pieces.push_back({model.tensors[k].values, depth_of(model.tensors[k], model.layers)});
    fragment.embedding = fragment.embedding || model.tensors[k].embedding;
  }
  return result;
}

std::vector<int> strided_layers(int layers, int stride) {
  std::vector<int> order;
  for (int first = 0; first < std::min(layers, stride); ++first)
    for (int layer = first; layer < layers; layer += stride) order.push_back(layer);
  return order;
}

// The layers in `order`, each one unit long, between two places of the line they are laid on.
std::vector<Piece> cut(const std::vector<int>& order, double from, double to, double values) {
  std::vector<Piece> pieces;
  const double layers = static_cast<double>(order.size());
  for (std::size_t at = static_cast<std::size_t>(from); at < order.size() && static_cast<double>(at) < to; ++at) {
    const double share = std::min(to, static_cast<double>(at + 1)) - std::max(from, static_cast<double>(at));
    pieces.push_back({share / (to - from) * values, order[at] / layers});
  }
  return pieces;
}

std::vector<Fragment> from_sizes(const std::vector<double>& sizes, int layers) {
  std::vector<Fragment> result(sizes.size());
  const double total = std::accumulate(sizes.begin(), sizes.end(), 0.0);
  const auto order = strided_layers(layers, static_cast<int>(sizes.size()));
  double values_before = 0;
  for (std::size_t k = 0; k < sizes.size(); ++k) {
    const double values_after = values_before + sizes[k];
    if (layers == 0) result[k].pieces = {{sizes[k], 0.0}};
    else result[k].pieces = cut(order, values_before / total * layers, values_after / total * layers, sizes[k]);
    values_before = values_after;
  }
  return result;
}

// Rounding leaves slivers of a neighbour's layer; they are noise, not content.
void drop_slivers(Fragment& fragment) {
  const double total = std::accumulate(fragment.pieces.begin(), fragment.pieces.end(), 0.0,
                                       [](double sum, const Piece& piece) { return sum + piece.values; });
  std::erase_if(fragment.pieces, [&](const Piece& piece) { return piece.values <= 1e-9 * total; });
}

void finish(Fragment& fragment, double traffic_share) {
  drop_slivers(fragment);
  std::stable_sort(fragment.pieces.begin(), fragment.pieces.end(),
                   [](const Piece& a, const Piece& b) { return a.depth > b.depth; });
  std::vector<Piece> merged;
  for (const Piece& piece : fragment.pieces) {
    if (merged.empty() || merged.back().depth != piece.depth) merged.push_back({0, piece.depth});
    merged.back().values += piece.values * traffic_share;
  }
  fragment.pieces = std::move(merged);
  for (const Piece& piece : fragment.pieces) fragment.values += piece.values;
}

} // namespace

std::vector<Fragment> fragment_model(const Model& model, int fragments, Fragmentation kind) {
  std::vector<Fragment> result;
  if (!model.fragment_sizes.empty()) {
    result = from_sizes(model.fragment_sizes, model.layers);
  } else if (!model.tensors.empty()) {
    result = from_tensors(model, static_cast<std::size_t>(fragments), kind);
  } else {
    const std::vector<double> equal(static_cast<std::size_t>(fragments), model.parameters / fragments);
    result = from_sizes(equal, model.layers);
  }
  for (Fragment& fragment : result) finish(fragment, model.traffic_share);
  return result;
}

} // namespace archipelago
