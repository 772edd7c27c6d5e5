// What a file is, by its first bytes: a scenario, a result, a timeline, a study or its store.
#pragma once

#include <QString>

namespace archipelago::gui {

struct FileKind {
  enum class Kind { none, scenario, result, timeline, store, study };
  Kind kind = Kind::none;
  QString problem;                            // of none: why, and what can be opened
};

FileKind file_kind(const QString& path);

} // namespace archipelago::gui
