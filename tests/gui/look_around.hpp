// What a user who looks at everything sees: each page, and what lies behind its tabs, checked for words that are cut or lie on each other.
#pragma once

#include "tests/gui/window_fixture.hpp"

namespace archipelago::gui::test {

// Every page with what it holds now, at two sizes, twice as sharp, light and dark; `state` names the pictures that DASHBOARD_PICTURES keeps.
void look_at_all(Window& user, const QString& state);

} // namespace archipelago::gui::test
