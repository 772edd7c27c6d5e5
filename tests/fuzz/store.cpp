// Any bytes as the store of a study, or as the result of a run in a good one: shown, gone on with, and merged into another.
#include "sim/study/store/dump.hpp"
#include "sim/study/store/store.hpp"
#include "tests/fuzz/scratch_input.hpp"

#include <cstdlib>
#include <sstream>

using namespace archipelago;

namespace {

template <class Use> void or_refused(Use use) {
  try {
    use();
  } catch (const StoreError& error) {
    if (!*error.what()) std::abort();
  }
}

void show(const std::string& path) {
  Database database(path, Database::Access::read);
  std::ostringstream text;
  dump_store(database, text);
}

void go_on(const std::string& path) {
  Store store(path);
  store.add_scenario({"0123", "{}"}, "1");
  store.set_points("study", {{1, "0123", {{"key", "value"}}}});
  store.run("0123", 1);
  store.record("0123", {1, std::nullopt, "failed"});
  store.figure("0123", "goodput");
  store.result("0123", 2);
  store.failure("0123", 1);
  store.forget("0123", 1);
}

void keep_result(const std::string& path, const std::string& text) {
  Store store(path);
  store.add_scenario({"0123", "{}"}, "1");
  SqlStatement(store.database(), "INSERT INTO run VALUES('0123', 2, 'done', '', 1, '', '', 0, 0, ?)").bind(text).run();
}

void clear(const ScratchInput& scratch) {
  for (const char* name : {"a.db", "b.db"})
    for (const char* end : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(scratch.folder() / (std::string(name) + end));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchInput scratch;
  clear(scratch);
  const std::string_view bytes = text_of(data, size);
  const std::string path = (scratch.folder() / "a.db").string();
  if (bytes.starts_with("SQLite")) scratch.write("a.db", bytes);
  else keep_result(path, std::string(bytes));
  or_refused([&] { show(path); });
  or_refused([&] { merge_stores({path}, (scratch.folder() / "b.db").string()); });
  or_refused([&] { go_on(path); });
  return 0;
}
