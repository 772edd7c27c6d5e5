// What the loss of each link, backbone, hub and site does to a run, as a table with its conclusion.
#pragma once

#include "models/preview/network_loss.hpp"
#include "reports/terminal.hpp"

#include <string>
#include <vector>

namespace archipelago {

std::string network_loss_text(const World& world, const std::vector<NetworkLoss>& losses, const Terminal& terminal);

}   // namespace archipelago
