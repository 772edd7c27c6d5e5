// Changes of one key each that may help a run, from what its scenario has: a wider link, fewer bits, a longer interval, rarer failures …
//
// Which of them help is not guessed: each is played. Only keys that the protocol uses are proposed.
#pragma once

#include "models/world.hpp"

#include <nlohmann/json_fwd.hpp>

#include <QString>
#include <QStringList>

#include <vector>

namespace archipelago::gui {

struct SingleChange {
  QString words;                              // "west-wan: 2 Gbps → 4 Gbps"
  QStringList overrides;                      // as after --set
};

std::vector<SingleChange> single_changes(const World& world, const nlohmann::json& effective);

} // namespace archipelago::gui
