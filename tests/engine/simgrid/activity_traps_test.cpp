// Traps of SimGrid 3.32 around communications that fail, time out or are built outside actors.
#include "tests/engine/simgrid/bare_engine.hpp"
#include "tests/engine/simgrid/death.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>

#include <csignal>

namespace archipelago {
namespace {

namespace s4u = simgrid::s4u;
using State = s4u::Activity::State;

constexpr std::uint64_t ten_gigabytes = 10'000'000'000;
constexpr double gigabyte_per_second = 1e9;
int payload = 0;

Approx about(double seconds) { return Approx(seconds).epsilon(1e-3); }

void at(BareEngine& engine, double date, const std::function<void()>& act) {
  s4u::Actor::create("clock", engine.host("elsewhere"), [date, act] {
    s4u::this_actor::sleep_until(date);
    act();
  });
}

void receiver(BareEngine& engine, const std::string& where, double& end) {
  s4u::Actor::create("receiver", engine.host(where), [&end] {
    try {
      s4u::Mailbox::by_name("box")->get<int>();
    } catch (const simgrid::NetworkFailureException&) {
    } catch (const simgrid::TimeoutException&) {   // of the sender
    }
    end = BareEngine::now();
  });
}

struct Ends { double receiver = -1, other = -1; };

// A 10 GB mailbox send whose host goes off at 2 s, and 5 GB of another pair over the same 1 GB/s link.
Ends ends_when_sender_dies(bool detached) {
  return isolated_value([detached] {
    BareEngine engine;
    auto* link = engine.duplex("a", "b", gigabyte_per_second);
    engine.route("c", "b", {{link, s4u::LinkInRoute::Direction::UP}});
    Ends ends;
    s4u::Actor::create("sender", engine.host("a"), [detached] {
      auto comm = s4u::Mailbox::by_name("box")->put_init(&payload, ten_gigabytes);
      if (detached) comm->detach();
      else comm->start();
      s4u::this_actor::sleep_for(1000);
    });
    receiver(engine, "b", ends.receiver);
    s4u::Actor::create("other", engine.host("c"), [&engine, &ends] {
      s4u::Comm::sendto(engine.host("c"), engine.host("b"), ten_gigabytes / 2);
      ends.other = BareEngine::now();
    });
    at(engine, 2, [&engine] { engine.host("a")->turn_off(); });
    engine.run();
    return ends;
  });
}

// What state a flow shows after its link went off under a wait for any of a flow and a computation.
template <class Wait> State state_after_failure(Wait wait) {
  return isolated_value([wait] {
    BareEngine engine;
    auto* link = engine.duplex("a", "b", gigabyte_per_second)->get_link_up();
    State state{};
    s4u::Actor::create("waiter", engine.host("a"), [&] {
      auto comm = s4u::Comm::sendto_async(engine.host("a"), engine.host("b"), ten_gigabytes);
      auto exec = s4u::this_actor::exec_async(1e12);
      try {
        wait(comm, exec);
      } catch (const simgrid::NetworkFailureException&) {
      }
      state = comm->get_state();
      exec->cancel();
    });
    at(engine, 1, [link] { link->turn_off(); });
    engine.run();
    return state;
  });
}

} // namespace

TEST_CASE("trap 4: a host that goes off does not cancel its detached mailbox send") {
  const Ends detached = ends_when_sender_dies(true), attached = ends_when_sender_dies(false);
  CAPTURE(detached.receiver, detached.other, attached.receiver, attached.other);
  CHECK(attached.receiver == about(2.0));
  CHECK(attached.other == about(6.0));        // 1 GB by 2 s, then the whole link
  CHECK(detached.other == about(10.0));       // half the link until its end
  CHECK(detached.receiver > 10.0);
}

TEST_CASE("trap 5: a one-sided flow ignores set_rate") {
  const double end = isolated_value([] {
    BareEngine engine;
    engine.duplex("a", "b", gigabyte_per_second);
    double ended = -1;
    s4u::Actor::create("sender", engine.host("a"), [&] {
      // The rate first and the ends last: with both ends it would abort (trap 9).
      auto comm = s4u::Comm::sendto_init()->set_rate(gigabyte_per_second / 10)->set_payload_size(ten_gigabytes);
      comm->set_source(engine.host("a"))->set_destination(engine.host("b"))->wait();
      ended = BareEngine::now();
    });
    engine.run();
    return ended;
  });
  CHECK(end == about(10.0));
}

TEST_CASE("trap 6: wait_any over mixed kinds does not say which one failed") {
  CHECK(state_after_failure([](const s4u::CommPtr& comm, const s4u::ExecPtr& exec) { s4u::Activity::wait_any({comm, exec}); }) ==
        State::STARTED);
  CHECK(state_after_failure([](const s4u::CommPtr& comm, const s4u::ExecPtr&) { s4u::Comm::wait_any({comm}); }) == State::FAILED);
}

TEST_CASE("trap 7: test() on a failed communication aborts") {
  CHECK(death_of([] {
          BareEngine engine;
          auto* link = engine.duplex("a", "b", gigabyte_per_second)->get_link_up();
          s4u::Actor::create("tester", engine.host("a"), [&engine] {
            auto comm = s4u::Comm::sendto_async(engine.host("a"), engine.host("b"), ten_gigabytes);
            try {
              s4u::Comm::wait_any({comm});
            } catch (const simgrid::NetworkFailureException&) {
            }
            comm->test();
          });
          at(engine, 1, [link] { link->turn_off(); });
          engine.run();
        }) == died_of(SIGABRT));
}

TEST_CASE("trap 8: a wait_for that times out cancels the transfer and leaves its state STARTED") {
  struct Seen { State state; double usage; };
  const Seen seen = isolated_value([] {
    BareEngine engine;
    auto* link = engine.duplex("a", "b", gigabyte_per_second)->get_link_up();
    Seen after{};
    s4u::Actor::create("sender", engine.host("a"), [&] {
      auto comm = s4u::Mailbox::by_name("box")->put_async(&payload, ten_gigabytes);
      try {
        comm->wait_for(1);
      } catch (const simgrid::TimeoutException&) {
      }
      after.state = comm->get_state();
      s4u::this_actor::sleep_for(0.5);
      after.usage = link->get_usage();
    });
    double end = -1;
    receiver(engine, "b", end);
    engine.run();
    return after;
  });
  CHECK(seen.state == State::STARTED);
  CHECK(seen.usage == 0);
}

TEST_CASE("trap 9: set_rate on a communication that has both its ends aborts") {
  CHECK(death_of([] {
          BareEngine engine;
          engine.duplex("a", "b", gigabyte_per_second);
          s4u::Actor::create("sender", engine.host("a"), [&engine] {
            auto comm = s4u::Comm::sendto_init(engine.host("a"), engine.host("b"));
            comm->set_rate(gigabyte_per_second);
          });
          engine.run();
        }) == died_of(SIGABRT));
}

} // namespace archipelago
