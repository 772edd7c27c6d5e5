#include "sim/study/supervisor.hpp"
#include "tests/study/jobs.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>

#include <signal.h>
#include <sys/wait.h>

using namespace archipelago;

namespace {

struct Account { int finished; bool interrupted; bool children_left; };

// A study of one quick job and two that would never end, hit by a signal as soon as the quick one is done.
Account interrupted_by(int signal) {
  return isolated_value([signal] {
    struct Trigger : Listener {
      int signal = 0;
      void on_outcome(std::size_t, const Outcome&) override { kill(getpid(), signal); }
    } trigger;
    trigger.signal = signal;
    SupervisorOptions options;
    options.parallel = 3;
    options.listener = &trigger;
    const Job endless{9, [](Progress&) -> Result { for (;;) pause(); }};
    const auto study = supervise({good_job(1, 20000), endless, endless, good_job(4)}, options);
    const bool children_left = waitpid(-1, nullptr, WNOHANG) != -1;
    return Account{static_cast<int>(study.outcomes.size()), study.interrupted, children_left};
  });
}

} // namespace

TEST_CASE("an interrupt keeps what is done and leaves no child behind") {
  for (int signal : {SIGINT, SIGTERM}) {
    const Account account = interrupted_by(signal);
    CHECK(account.interrupted);
    CHECK(account.finished == 1);
    CHECK_FALSE(account.children_left);
  }
}

TEST_CASE("Ctrl-C to the whole group leaves the decision to the supervisor") {
  // The job gets the same signal as its supervisor, with a handler of its own as SimGrid installs one, and must not run it.
  const bool ran_handler = isolated_value([] {
    const Job deaf{1, [](Progress&) {
                     signal(SIGINT, [](int) { _exit(3); });
                     raise(SIGINT);
                     return result_of_seed(1);
                   }};
    return !supervise({deaf}).outcomes.at(0).result.has_value();
  });
  CHECK_FALSE(ran_handler);
}

TEST_CASE("afterwards the signals are the program's own again") {
  struct sigaction before{}, after{};
  sigaction(SIGINT, nullptr, &before);
  supervise({good_job(1)});
  sigaction(SIGINT, nullptr, &after);
  CHECK((before.sa_handler == after.sa_handler));
  sigset_t blocked;
  sigprocmask(SIG_SETMASK, nullptr, &blocked);
  CHECK(sigismember(&blocked, SIGINT) == 0);
}
