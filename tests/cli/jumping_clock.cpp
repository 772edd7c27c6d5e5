// Put before the C library: a wall clock that jumps by years with every look at it, forwards and backwards. Time that only passes is left alone.
#include <ctime>

#include <dlfcn.h>
#include <sys/time.h>

namespace {

time_t jump() {
  static unsigned looks = 0;
  constexpr time_t year = 31557600;
  return (looks++ % 2 == 0 ? -3 : 2) * year;
}

template <class Function> Function* real(const char* name) { return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name)); }

} // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* now) noexcept {
  static auto* const look = real<int(clockid_t, timespec*)>("clock_gettime");
  const int result = look(clock, now);
  if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += jump();
  return result;
}

extern "C" int gettimeofday(timeval* now, void* zone) noexcept {
  static auto* const look = real<int(timeval*, void*)>("gettimeofday");
  const int result = look(now, zone);
  if (result == 0) now->tv_sec += jump();
  return result;
}

extern "C" time_t time(time_t* now) noexcept {
  static auto* const look = real<time_t(time_t*)>("time");
  const time_t seen = look(nullptr) + jump();
  if (now) *now = seen;
  return seen;
}
