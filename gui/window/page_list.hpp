// The pages there are, in the order of their tabs.
#pragma once

#include <vector>

namespace archipelago::gui {

class Page;
class Session;

std::vector<Page*> make_pages(Session& session);
void refresh_theme(const std::vector<Page*>& pages);      // of what does not follow the style sheet by itself

} // namespace archipelago::gui
