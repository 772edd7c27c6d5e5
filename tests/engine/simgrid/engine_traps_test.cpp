// SimGrid's engine is one per process, once, and some ends of a run are silent: what was measured, held.
#include "tests/engine/simgrid/bare_engine.hpp"
#include "tests/engine/simgrid/death.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>

#include <csignal>

namespace archipelago {
namespace {
namespace s4u = simgrid::s4u;

void block_for_ever(BareEngine& engine) {
  s4u::Actor::create("stuck", engine.host("a"), [] { s4u::Semaphore::create(0)->acquire(); });
}
} // namespace

TEST_CASE("a second engine keeps the clock of the first") {
  const double start = isolated_value([] {
    {
      int argc = 1;
      char name[] = "first";
      char* argv[] = {name, nullptr};
      auto engine = std::make_unique<s4u::Engine>(&argc, argv);
      auto* zone = s4u::create_full_zone("first");
      s4u::Actor::create("sleeper", zone->create_host("a", 1e9)->seal(), [] { s4u::this_actor::sleep_for(5); });
      engine->run();
    }
    const BareEngine second(std::vector<std::string>{});   // as its options cannot be set twice either
    return BareEngine::now();
  });
  CHECK(start == 5.0);
}

TEST_CASE("two engines at a time abort") {
  CHECK(death_of([] {
          BareEngine first;
          BareEngine second;
        }) == died_of(SIGABRT));
}

TEST_CASE("a deadlock is silent unless a callback throws") {
  CHECK_NOTHROW(isolated_value([] {
    BareEngine engine;
    block_for_ever(engine);
    engine.run();
    return 0;
  }));
  CHECK(death_of([] {
          BareEngine engine;
          block_for_ever(engine);
          s4u::Engine::on_deadlock_cb([] { throw std::runtime_error("nothing can happen any more"); });
          engine.run();
        }) == "nothing can happen any more");
}

TEST_CASE("an exception that leaves an actor aborts") {
  CHECK(death_of([] {
          BareEngine engine;
          s4u::Actor::create("thrower", engine.host("a"), [] { throw std::runtime_error("lost"); });
          engine.run();
        }) == died_of(SIGABRT));
}

TEST_CASE("trap 14: names are global") {
  CHECK_THROWS(isolated_value([] {
    BareEngine engine;
    engine.zone()->create_host("twin", 1e9);
    engine.zone()->create_host("twin", 1e9);
    return 0;
  }));
  CHECK(isolated_value([] {
    BareEngine engine;
    return s4u::Mailbox::by_name("box") == s4u::Mailbox::by_name("box");
  }));
}

TEST_CASE("trap 10: on_exit closures outlive a restart and run again") {
  // The first life registers; the second and third register nothing, and still its closure runs at their ends.
  const int calls = isolated_value([] {
    BareEngine engine;
    auto counted = std::make_shared<int>(0);
    auto lives = std::make_shared<int>(0);
    s4u::Actor::create("restarting", engine.host("a"), [counted, lives] {
      if ((*lives)++ == 0) s4u::this_actor::on_exit([counted](bool) { ++*counted; });
      s4u::this_actor::sleep_for(1000);
    })->set_auto_restart(true);
    s4u::Actor::create("breaker", engine.host("b"), [&engine] {
      for (int i = 0; i < 2; ++i) {
        s4u::this_actor::sleep_for(1);
        engine.host("a")->turn_off();
        s4u::this_actor::sleep_for(1);
        engine.host("a")->turn_on();
      }
    });
    engine.run();
    return *counted;
  });
  CHECK(calls == 3);
}

} // namespace archipelago
