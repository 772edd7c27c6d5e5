// From one thread to another through Qt's event queue.
//
// What a thread wrote before it posts is there when the other runs it: Qt's locks see to that. Its libraries are not instrumented, so to the
// thread sanitizer each such hand-over would look like a race; in its builds these types say when one happens. Elsewhere they cost nothing.
#pragma once

#include <QMetaObject>
#include <QObject>

#include <utility>

#ifdef __SANITIZE_THREAD__
extern "C" void __tsan_acquire(void*);
extern "C" void __tsan_release(void*);
#endif

namespace archipelago::gui {

#ifdef __SANITIZE_THREAD__
inline char crossing = 0;
inline void hand_over() { __tsan_release(&crossing); }
inline void take_over() { __tsan_acquire(&crossing); }
#else
inline void hand_over() {}
inline void take_over() {}
#endif

// A value that a signal carries to another thread: Qt copies it on this side, and the other opens it.
template <class Value> class Parcel {
public:
  Parcel() = default;
  explicit Parcel(Value value) : value_(std::move(value)) { hand_over(); }
  Parcel(const Parcel& other) : value_(other.open()) { hand_over(); }
  Parcel& operator=(const Parcel&) = delete;
  ~Parcel() { take_over(); }

  const Value& open() const {
    take_over();
    return value_;
  }

private:
  Value value_;
};

// A function that another thread calls.
template <class Function> class Errand {
public:
  explicit Errand(Function function) : function_(std::move(function)) { hand_over(); }
  Errand(const Errand& other) : function_(other.function_) { hand_over(); }
  Errand(Errand&& other) noexcept : function_(std::move(other.function_)) { hand_over(); }
  Errand& operator=(const Errand&) = delete;
  ~Errand() { take_over(); }

  void operator()() {
    take_over();
    function_();
  }

private:
  Function function_;
};

// Calls it on the thread of `target`, unless that is gone by then.
template <class Function> void post(QObject* target, Function function) { QMetaObject::invokeMethod(target, Errand<Function>(std::move(function)), Qt::QueuedConnection); }

} // namespace archipelago::gui
