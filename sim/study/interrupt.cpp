#include "sim/study/interrupt.hpp"

#include <initializer_list>

namespace archipelago {

namespace {
volatile std::sig_atomic_t interrupt_requested = 0;
void request(int) { interrupt_requested = 1; }
void wake(int) {}   // only there so that a child's end interrupts ppoll
} // namespace

Interrupt::Interrupt() {
  interrupt_requested = 0;
  sigset_t held;
  sigemptyset(&held);
  for (int signal : {SIGINT, SIGTERM, SIGCHLD}) sigaddset(&held, signal);
  sigprocmask(SIG_BLOCK, &held, &before_);
  struct sigaction action{};
  action.sa_handler = request;
  sigaction(SIGINT, &action, &old_int_);
  sigaction(SIGTERM, &action, &old_term_);
  action.sa_handler = wake;
  sigaction(SIGCHLD, &action, &old_child_);
}

Interrupt::~Interrupt() {
  sigaction(SIGINT, &old_int_, nullptr);
  sigaction(SIGTERM, &old_term_, nullptr);
  sigaction(SIGCHLD, &old_child_, nullptr);
  sigprocmask(SIG_SETMASK, &before_, nullptr);
}

bool Interrupt::requested() const {
  // One that came since the last wait is still blocked, and a wait that finds news ready at once does not deliver it.
  sigset_t asked;
  sigemptyset(&asked);
  for (int signal : {SIGINT, SIGTERM}) sigaddset(&asked, signal);
  const timespec no_time{};
  while (sigtimedwait(&asked, nullptr, &no_time) > 0) interrupt_requested = 1;
  return interrupt_requested != 0;
}

} // namespace archipelago
