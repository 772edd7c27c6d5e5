#include "sim/study/plan/features.hpp"

#include <algorithm>
#include <map>

namespace archipelago {

namespace {

constexpr std::size_t most_levels = 12;

// Numbers by their size, texts by their letters, so that places on an axis rise with its values.
bool comes_before(const std::string& a, const std::string& b) {
  const ExpressionValue left = expression_value(a), right = expression_value(b);
  if (left.index() != right.index()) return left.index() < right.index();
  return left == right ? a < b : left < right;
}

} // namespace

std::vector<std::vector<double>> axis_features(const Study& study, const std::vector<const StudyPoint*>& points) {
  std::vector<std::vector<double>> features(points.size());
  std::size_t key = 0;
  for (const Axis& axis : study.axes) {       // keys in lock step move together: the first that varies stands for all
    const auto own = [&](const StudyPoint& point) {
      std::string text;
      for (std::size_t k = 0; k < axis.keys.size(); ++k) text += (k ? "\n" : "") + point.values[key + k];
      return text;
    };
    std::map<std::string, std::size_t, decltype(&comes_before)> levels(&comes_before);
    for (const StudyPoint* point : points) levels.emplace(own(*point), 0);
    std::size_t place = 0;
    for (auto& [text, level] : levels) level = place++;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const std::size_t level = levels.at(own(*points[i]));
      if (levels.size() > most_levels) {
        const double at = static_cast<double>(level) / static_cast<double>(levels.size() - 1);
        features[i].insert(features[i].end(), {at, at * at});
      } else {
        for (std::size_t other = 1; other < levels.size(); ++other) features[i].push_back(level == other ? 1 : 0);
      }
    }
    key += axis.keys.size();
  }
  return features;
}

} // namespace archipelago
