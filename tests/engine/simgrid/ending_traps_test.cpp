// Traps of SimGrid 3.32 around how communications end: who hears of it, in what order, and what must still be alive.
#include "tests/engine/simgrid/bare_engine.hpp"
#include "tests/engine/simgrid/death.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>
#include <simgrid/kernel/Timer.hpp>

#include <csignal>

namespace archipelago {
namespace {

namespace s4u = simgrid::s4u;

constexpr std::uint64_t ten_gigabytes = 10'000'000'000;
constexpr double gigabyte_per_second = 1e9;
int payload = 0;

void send_until_the_sender_dies(BareEngine& engine) {
  engine.duplex("a", "b", gigabyte_per_second);
  s4u::Actor::create("sender", engine.host("a"), [] { s4u::Mailbox::by_name("box")->put(&payload, ten_gigabytes); });
  s4u::Actor::create("breaker", engine.host("c"), [&engine] {
    s4u::this_actor::sleep_for(2);
    engine.host("a")->turn_off();
  });
}

} // namespace

TEST_CASE("trap 11: the receiver too gets the failure of its sender") {
  CHECK(isolated_value([] {
    BareEngine engine;
    send_until_the_sender_dies(engine);
    bool told = false;
    s4u::Actor::create("receiver", engine.host("b"), [&told] {
      try {
        s4u::Mailbox::by_name("box")->get<int>();
      } catch (const simgrid::NetworkFailureException&) {
        told = BareEngine::now() == 2.0;
      }
    });
    engine.run();
    return told;
  }));
}

TEST_CASE("trap 12: when completion and failure fall on the same date, completion wins") {
  struct Seen { bool failed = false; double end = -1; };
  const Seen seen = isolated_value([] {
    BareEngine engine;
    auto* link = engine.duplex("a", "b", gigabyte_per_second)->get_link_up();
    Seen at_end;
    s4u::Actor::create("breaker", engine.host("c"), [link] {
      s4u::this_actor::sleep_until(10);
      link->turn_off();
    });
    s4u::Actor::create("sender", engine.host("a"), [&] {
      try {
        s4u::Comm::sendto(engine.host("a"), engine.host("b"), ten_gigabytes);
      } catch (const simgrid::NetworkFailureException&) {
        at_end.failed = true;
      }
      at_end.end = BareEngine::now();
    });
    engine.run();
    return at_end;
  });
  CHECK(seen.end == 10.0);
  CHECK_FALSE(seen.failed);
}

TEST_CASE("kernel timers of an instant run before the flows that end in it are told, run_until returns after") {
  struct Seen { bool told_to_timer = true, told_to_chained_timer = true, told_after_run_until = false; };
  const Seen seen = isolated_value([] {
    using simgrid::kernel::timer::Timer;
    BareEngine engine;
    engine.duplex("a", "b", gigabyte_per_second);
    Seen at_ten;
    bool told = false;
    s4u::Activity::on_completion_cb([&told](const s4u::Activity&) { told = true; });
    s4u::Actor::create("waits", engine.host("a"), [] { s4u::Semaphore::create(0)->acquire(); });
    const auto comm = s4u::Comm::sendto_async(engine.host("a"), engine.host("b"), ten_gigabytes);
    Timer::set(10.0, [&] {
      at_ten.told_to_timer = told;
      Timer::set(10.0, [&] { at_ten.told_to_chained_timer = told; });
    });
    s4u::Engine::get_instance()->run_until(10.0);
    at_ten.told_after_run_until = told;
    return at_ten;
  });
  CHECK_FALSE(seen.told_to_timer);
  CHECK_FALSE(seen.told_to_chained_timer);
  CHECK(seen.told_after_run_until);
}

#ifndef __SANITIZE_ADDRESS__                  // which ends these with a report of its own instead of the signal
TEST_CASE("trap 11: a receiver that does not catch its sender's failure takes the run along") {
  CHECK(death_of([] {
          BareEngine engine;
          send_until_the_sender_dies(engine);
          s4u::Actor::create("receiver", engine.host("b"), [] { s4u::Mailbox::by_name("box")->get<int>(); });
          engine.run();
        }) == died_of(SIGABRT));
}

TEST_CASE("trap 13: a communication built outside actors and not kept is a crash at its completion") {
  CHECK(death_of([] {
          BareEngine engine;
          engine.duplex("a", "b", gigabyte_per_second);
          s4u::Actor::create("waits", engine.host("a"), [] { s4u::this_actor::sleep_for(100); });
          s4u::Comm::sendto_async(engine.host("a"), engine.host("b"), ten_gigabytes);
          engine.run();
        }) == died_of(SIGSEGV));
}
#endif

} // namespace archipelago
