#include "sim/probe/device/collective_library.hpp"

#include <dlfcn.h>

#include <optional>
#include <type_traits>

namespace archipelago {

namespace {

#if defined(__HIPCC__)
constexpr const char* library_name = "librccl.so.1";
#else
constexpr const char* library_name = "libnccl.so.2";
#endif

std::optional<CollectiveLibrary> open_library() {
  void* const library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  if (!library) return std::nullopt;
  bool complete = true;
  const auto find = [&](auto& function, const char* name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(dlsym(library, name));
    complete &= function != nullptr;
  };
  CollectiveLibrary found;
  find(found.get_version, "ncclGetVersion");
  find(found.error_text, "ncclGetErrorString");
  find(found.init_all, "ncclCommInitAll");
  find(found.group_start, "ncclGroupStart");
  find(found.group_end, "ncclGroupEnd");
  find(found.all_reduce, "ncclAllReduce");
  find(found.all_gather, "ncclAllGather");
  find(found.reduce_scatter, "ncclReduceScatter");
  find(found.send, "ncclSend");
  find(found.receive, "ncclRecv");
  if (!complete) return std::nullopt;
  return found;
}

} // namespace

std::string CollectiveLibrary::version() const {
  int code = 0;
  if (get_version(&code) != 0) return {};
  return std::to_string(code / 10000) + "." + std::to_string(code % 10000 / 100) + "." + std::to_string(code % 100);
}

const CollectiveLibrary* collective_library() {
  static const std::optional<CollectiveLibrary> library = open_library();
  return library ? &*library : nullptr;
}

} // namespace archipelago
