#include "reports/network_loss_text.hpp"

#include "reports/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace archipelago {

namespace {

constexpr std::array<const char*, 4> kinds{"link", "backbone", "hub", "site"};
const char* kind_of(const NetworkLoss& loss) { return kinds[static_cast<std::size_t>(loss.kind)]; }

std::string effect_of(const NetworkLoss& loss, std::size_t learners) {
  if (loss.effect == NetworkLoss::Effect::stops) return "stops the run";
  if (loss.learners_stopped > 0) return fmt::format("{} of {} learners stop", loss.learners_stopped, learners);
  return loss.effect == NetworkLoss::Effect::slower ? "goes on, slower" : "nothing";
}

// Of those who go on; nothing where only one is left, who synchronizes with nobody.
std::string stretch_text(double stretch) { return stretch > 0 ? fmt::format("{:.3g}", stretch) : std::string(); }

std::string conclusion(const std::vector<NetworkLoss>& losses) {
  std::vector<std::string> stopping, helped;
  for (const NetworkLoss& loss : losses) {
    if (loss.effect != NetworkLoss::Effect::stops) continue;
    stopping.push_back(fmt::format("{} {}", kind_of(loss), loss.name));
    if (loss.with_second_paths > 0) helped.push_back(stopping.back());
  }
  if (stopping.empty()) return "No single link, backbone, hub or site stops the run.";
  std::string text = fmt::format("Single points of failure, each of which stops the run until it is back: {}.", fmt::join(stopping, ", "));
  if (!helped.empty()) text += fmt::format(" \"multipath\": \"failover\" in the network would carry it on without {}.", fmt::join(helped, ", "));
  return text;
}

}   // namespace

std::string network_loss_text(const World& world, const std::vector<NetworkLoss>& losses, const Terminal& terminal) {
  if (losses.empty() || world.network.links.empty()) return "The scenario has no network: all its learners are at one site.\n";
  Table table;
  table.add_column("without", {}, Align::left);
  table.add_column("", {}, Align::left);
  table.add_column("the run", {}, Align::left);
  table.add_column("a synchronization", "x as long");
  table.add_column("with failover", "x as long");
  for (const NetworkLoss& loss : losses)
    table.add_row({kind_of(loss), printable(loss.name, terminal), effect_of(loss, world.learners.size()),
                   loss.effect == NetworkLoss::Effect::stops ? "" : stretch_text(loss.stretch), stretch_text(loss.with_second_paths)});
  return fmt::format("A synchronization takes {:.3g} s with the whole network. Without each part of it in turn:\n\n{}\n{}\n", synchronization_seconds(world),
                     table.render(terminal, 2), wrapped(conclusion(losses), 0, terminal));
}

}   // namespace archipelago
