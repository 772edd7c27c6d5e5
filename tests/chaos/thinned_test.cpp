// One date in some tens, each protocol: enough to notice a rule that breaks, in seconds. chaos_every_date leaves fewer out.
#include "tests/chaos/kit.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

TEST_CASE("a kill breaks no promise under any protocol, nor does one of a learner that recovers or sends") {
  for (int name = 0; name < 7; ++name)
    for (const World& world : {chaos_world(static_cast<ProtocolName>(name)), recovering_world(static_cast<ProtocolName>(name)),
                               loading_world(static_cast<ProtocolName>(name), name % 2 == 0)}) {
      const Campaign campaign = kill_everything(world, 2.9, world.chaos.empty() ? 211 : 83, world.chaos.empty() ? 0 : 18);
      INFO(campaign.kills << " kills, " << campaign.broken.size() << " promises broken");
      CHECK(campaign.kills > 0);
      if (!campaign.broken.empty()) FAIL_CHECK(campaign.broken.front());
    }
}
