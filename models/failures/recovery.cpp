#include "models/failures/recovery.hpp"

#include <algorithm>

namespace archipelago {

Incident IncidentStream::next(bool may_hang) {
  const std::uint64_t first = count_++ * 8;
  const auto draw = [&](const Law& law, std::uint64_t stage) { return law.first_of(1, draws_.uniform(first + stage)); };
  Incident incident;
  incident.hang = may_hang && draws_.uniform(first) < rules_->hang_share;
  incident.detection = draw(incident.hang ? rules_->hang_detection : rules_->crash_detection, 1);
  incident.decision = draw(rules_->decision, 2);
  if (rules_->queue) incident.queue = draw(*rules_->queue, 3);
  incident.warm_image = draw(rules_->warm_image, 4);
  incident.cold_image = draw(rules_->cold_image, 5);
  incident.init = draw(rules_->init, 6);
  return incident;
}

Seconds mean_detection(const Recovery& rules) {
  return rules.crash_detection.mean() * (1 - rules.hang_share) + (rules.hang_share > 0 ? rules.hang_detection.mean() * rules.hang_share : Seconds(0));
}

Seconds mean_node_wait(const Recovery& rules, Seconds mean_repair) {
  if (rules.spares > 0) return Seconds(0);
  return rules.queue ? std::min(rules.queue->mean(), mean_repair) : mean_repair;
}

Seconds mean_image(const Recovery& rules) { return (rules.spares > 0 ? rules.warm_image : rules.cold_image).mean(); }

} // namespace archipelago
