// What a file is, by its first bytes: a scenario, a result, a timeline or a store of a study.
#pragma once

#include <QString>

namespace archipelago::gui {

struct FileKind {
  enum class Kind { none, scenario, result, timeline, store };
  Kind kind = Kind::none;
  QString problem;                            // of none: why, and what can be opened
};

FileKind file_kind(const QString& path);

} // namespace archipelago::gui
