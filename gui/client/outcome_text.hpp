// How a child ended, in words that say what to do about it.
#pragma once

#include "gui/client/child.hpp"

namespace archipelago::gui {

QString outcome_text(const ChildOutcome& outcome, const StreamSummary& summary, bool overflown);   // empty when all is well

} // namespace archipelago::gui
