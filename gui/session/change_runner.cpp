#include "gui/session/change_runner.hpp"

#include "gui/session/session.hpp"

#include <nlohmann/json.hpp>

namespace archipelago::gui {

std::optional<FigureReading> PlayedChange::figure(const std::string& key) const {
  const auto found = figures.find(key);
  return found == figures.end() ? std::nullopt : reading_of(found->second);
}

std::optional<FigureReading> PlayedChange::difference(const PlayedChange& base, const std::string& key) const {
  const auto own = figures.find(key), other = base.figures.find(key);
  if (own == figures.end() || other == base.figures.end()) return std::nullopt;
  const std::vector<double> pairs = paired(own->second, other->second);
  SeedValues differences;
  for (std::size_t i = 0; i < pairs.size(); ++i) differences[i] = pairs[i];
  return reading_of(differences);
}

ChangeRunner::ChangeRunner(Session& session, std::vector<std::string> figures, QObject* parent)
    : QObject(parent), session_(session), figures_(std::move(figures)), client_(new ChildClient(session.child_thread(), this)) {
  connect(client_, &ChildClient::ended, this, &ChangeRunner::take);
}

void ChangeRunner::start(std::vector<SingleChange> changes, const QStringList& arguments) {
  client_->forget();
  changes_.clear();
  for (SingleChange& change : changes) changes_.push_back({std::move(change), PlayedChange::State::waiting, {}, {}});
  arguments_ = arguments;
  QString problem;
  file_ = session_.frozen_scenario("changes.json", &problem);
  at_ = -1;
  if (file_.isEmpty()) {
    session_.say(problem, true);
    Q_EMIT ended();
    return;
  }
  next();
}

void ChangeRunner::next() {
  if (++at_ >= static_cast<int>(changes_.size())) {
    at_ = -1;
    Q_EMIT ended();
    return;
  }
  PlayedChange& change = changes_[static_cast<std::size_t>(at_)];
  change.state = PlayedChange::State::playing;
  QStringList arguments{"run", file_, "--stream"};
  arguments += arguments_;
  for (const QString& override_text : change.change.overrides) arguments << "--set" << override_text;
  client_->start({arguments, true, {}});
  Q_EMIT changed(at_);
}

void ChangeRunner::take(const ChildOutcome& outcome) {
  if (at_ < 0) return;
  PlayedChange& change = changes_[static_cast<std::size_t>(at_)];
  for (const auto& [seed, result] : outcome.results)
    for (const std::string& key : figures_)
      if (const auto reading = reading_at(*result, key)) change.figures[key][seed] = reading->value;
  change.state = outcome.usable() ? PlayedChange::State::done : PlayedChange::State::failed;
  change.problem = outcome.message;
  Q_EMIT changed(at_);
  if (outcome.end == ChildOutcome::End::cancelled) {
    at_ = -1;
    Q_EMIT ended();
    return;
  }
  next();
}

void ChangeRunner::cancel() { client_->cancel(); }

int ChangeRunner::done() const {
  return static_cast<int>(std::count_if(changes_.begin(), changes_.end(), [](const PlayedChange& change) { return change.state == PlayedChange::State::done || change.state == PlayedChange::State::failed; }));
}

} // namespace archipelago::gui
