// The name a user most likely meant: least edit distance (insert, delete, replace, swap of neighbours), case ignored.
// Empty when nothing is close: more than a third of the letters would have to change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

std::string nearest_name(std::string_view wrong, const std::vector<std::string>& valid);

} // namespace archipelago
