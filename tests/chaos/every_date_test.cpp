// Every learner, slice, link and site, killed at more than 300 dates of decoupled DiLoCo and at some tens of the other protocols; then
// again while two learners are down, recover, or send and receive their state.
#include "tests/chaos/kit.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {
void check_campaign(const World& world, double lasts, std::size_t stride, double from, int least_dates) {
  const Campaign campaign = kill_everything(world, lasts, stride, from);
  INFO(campaign.dates << " dates, " << campaign.kills << " kills, " << campaign.broken.size() << " promises broken");
  CHECK(campaign.dates >= least_dates);
  if (!campaign.broken.empty()) FAIL_CHECK(campaign.broken.front());
}
} // namespace

TEST_CASE("a kill at any date breaks no promise, under any protocol") {
  for (int name = 0; name < 7; ++name) {
    const bool decoupled = static_cast<ProtocolName>(name) == ProtocolName::decoupled_diloco;
    check_campaign(chaos_world(static_cast<ProtocolName>(name)), 7.3, decoupled ? 2 : 18, 0, decoupled ? 300 : 15);
  }
}

TEST_CASE("a kill while others recover breaks no promise, under any protocol") {
  for (int name = 0; name < 7; ++name) check_campaign(recovering_world(static_cast<ProtocolName>(name)), 2.9, 24, 18, 10);
}

TEST_CASE("a kill while learners wait for their batches breaks no promise, under any protocol") {
  for (int name = 0; name < 7; ++name)
    for (const bool decoupled : {false, true}) check_campaign(loading_world(static_cast<ProtocolName>(name), decoupled), 2.9, 24, 0, 10);
}

TEST_CASE("a kill of a run that all disturbances befall breaks no promise, under any protocol") {
  for (int name = 0; name < 7; ++name) check_campaign(troubled_world(static_cast<ProtocolName>(name)), 2.9, static_cast<ProtocolName>(name) == ProtocolName::decoupled_diloco ? 12 : 24, 5, 10);
}
