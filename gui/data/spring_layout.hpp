// Places for the nodes of a map that has no coordinates.
#pragma once

namespace archipelago::gui {

struct WorldMap;
void spring_layout(WorldMap& map);            // the same picture for the same world, always

} // namespace archipelago::gui
