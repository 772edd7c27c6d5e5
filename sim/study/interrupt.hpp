// Ctrl-C and SIGTERM as a question that can be asked, for as long as this object lives.
//
// The signals (and SIGCHLD) are blocked except inside ppoll with mask_while_waiting(), so none can slip through between
// the question and the wait; the question also takes those that wait to be delivered.
#pragma once

#include <csignal>

namespace archipelago {

class Interrupt {
public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  bool requested() const;
  const sigset_t& mask_while_waiting() const { return before_; }

private:
  sigset_t before_{};
  struct sigaction old_int_{}, old_term_{}, old_child_{};
};

} // namespace archipelago
