// Stores that anybody may have written: what stands in them is data.
#include "tests/study/stores.hpp"

#include <catch2/catch.hpp>

#include <sys/wait.h>

using namespace archipelago;

namespace {

constexpr const char* endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'a', i, 'done', '', 1, '', '', 0, 0, '{}' FROM n";

std::string store_with(const ScratchStores& folder, const std::string& sql) {
  const std::string path = folder / "hostile.db";
  Store(path).add_scenario({"a", "{}"}, "test");
  Database(path, Database::Access::write).execute(sql);
  return path;
}

bool refused(const std::function<void()>& use) {
  try {
    use();
  } catch (const StoreError&) { return true; }
  return false;
}

} // namespace

TEST_CASE("a view in the place of a table is refused by whoever reads it") {
  const ScratchStores folder;
  const std::string path = store_with(folder, std::string("DROP TABLE run; CREATE VIEW run AS ") + endless);
  CHECK(refused([&] { dump_of(path); }));
  CHECK(refused([&] { merge_stores({path}, folder / "all.db"); }));
  CHECK(refused([&] { Store store(path); }));
}

TEST_CASE("triggers of a store are not run") {
  const ScratchStores folder;
  const std::string path = store_with(folder, "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM scenario; END");
  {
    Store store(path);
    store.record("a", {1, std::nullopt, "failed"});
  }
  Database database(path, Database::Access::read);
  SqlStatement left(database, "SELECT count(*) FROM scenario");
  REQUIRE(left.step());
  CHECK(left.integer(0) == 1);
}

TEST_CASE("a result that is none is said with the store and the run") {
  const ScratchStores folder;
  const std::string path = store_with(folder, "INSERT INTO run VALUES('a', 1, 'done', '', 1, '', '', 0, 0, '[1, {\"x\": ')");
  Store store(path);
  CHECK(refused([&] { store.result("a", 1); }));
  CHECK(refused([&] { dump_of(path); }));
}

// As root such a folder is writable all the same: another user looks.
TEST_CASE("a store in a folder that may only be read can be looked at and merged") {
  const ScratchStores folder, mine;
  {
    Store store(folder / "a.db");
    const auto points = planned_points(1, {1});
    add_scenarios(store, points);
    store.record(points[0].scenario.id, {1, result_of_seed(1), {}});
  }
  namespace fs = std::filesystem;
  fs::permissions(folder / "a.db", fs::perms(0444));
  fs::permissions(folder / "", fs::perms(0555));
  fs::permissions(mine / "", fs::perms(0777));
  const pid_t reader = fork();
  if (reader == 0) {
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(9);
    if (access((folder / "a.db").c_str(), R_OK) != 0) _exit(9);
    try {
      if (dump_of(folder / "a.db").empty()) _exit(1);
      if (merge_stores({folder / "a.db"}, mine / "all.db").front().added != 1) _exit(2);
    } catch (const StoreError& error) {
      std::fprintf(stderr, "%s\n", error.what());
      _exit(3);
    }
    _exit(0);
  }
  int status = 0;
  waitpid(reader, &status, 0);
  if (WEXITSTATUS(status) == 9) WARN("nobody else may look at temporary files here: not tested");
  else CHECK(WEXITSTATUS(status) == 0);
  fs::permissions(folder / "", fs::perms(0755));
}
