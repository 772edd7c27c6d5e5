#include "tests/study/stores.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace archipelago;

namespace {

Outcome outcome_of(std::uint64_t seed, double goodput) {
  Outcome outcome{seed, result_of_seed(seed), {}};
  outcome.result->goodput = goodput;
  return outcome;
}

} // namespace

TEST_CASE("a result comes back as it was, wall time and fingerprint too") {
  const ScratchStores folder;
  const auto points = planned_points(1, {1});
  Store store(folder / "a.db");
  add_scenarios(store, points);
  Outcome outcome = outcome_of(18446744073709551615ull, 0.1 + 0.2);
  outcome.result->wall_s = 1.25;
  store.record(points[0].scenario.id, outcome);
  const auto read = store.result(points[0].scenario.id, 18446744073709551615ull);
  REQUIRE(read);
  CHECK(read->goodput == 0.1 + 0.2);
  CHECK(read->wall_s == 1.25);
  CHECK(read->fingerprint == outcome.result->fingerprint);
  CHECK(store.figure(points[0].scenario.id, "goodput").at(18446744073709551615ull) == 0.1 + 0.2);
}

TEST_CASE("texts from outside are values, never statements") {
  const ScratchStores folder;
  const auto points = planned_points(1, {1});
  const std::string nasty = "x'); DROP TABLE run; --\n\"\0z";
  {
    Store store(folder / "a.db");
    add_scenarios(store, points);
    store.set_points(nasty, {{1, points[0].scenario.id, {{nasty, nasty}}}});
    store.record(points[0].scenario.id, {1, std::nullopt, nasty});
    CHECK(store.failure(points[0].scenario.id, 1) == nasty);
  }
  Database database(folder / "a.db", Database::Access::read);
  SqlStatement read(database, "SELECT study, key, value FROM param");
  REQUIRE(read.step());
  for (int column : {0, 1, 2}) CHECK(read.text(column) == nasty);
}

TEST_CASE("what is no store is refused and left as it was") {
  const ScratchStores folder;
  std::ofstream(folder / "notes.txt") << "a file of somebody, long enough to be mistaken for nothing else than what it is\n";
  CHECK_THROWS_AS(Store(folder / "notes.txt"), StoreError);
  CHECK(std::filesystem::file_size(folder / "notes.txt") == 80);
  { Database other(folder / "other.db", Database::Access::write); other.execute("CREATE TABLE run(a)"); }
  CHECK_THROWS_WITH(Store(folder / "other.db"), Catch::Contains("a database of something else"));
  CHECK_THROWS_AS(Store("/no/such/folder/a.db"), StoreError);
  CHECK_THROWS_WITH(merge_stores({folder / "none.db"}, folder / "c.db"), Catch::Contains("no such file"));
  CHECK_FALSE(std::filesystem::exists(folder / "c.db"));
}

TEST_CASE("identity: names and seeds do not count, everything else does, and so do the files that are named") {
  const ScratchStores folder;
  const auto id = [&](const std::string& text, const std::string& version = "1") { return scenario_identity(text, folder / "", version).id; };
  const std::string base = R"({"name":"a","failures":{"trace":"t.csv"},"simulation":{"horizon":"1 d","replications":8}})";
  CHECK(id(base) == id(R"({"name":"b","failures":{"trace":"t.csv"},"simulation":{"horizon":"1 d","seeds":[4]}})"));
  CHECK(id(base) != id(R"({"name":"a","failures":{"trace":"t.csv"},"simulation":{"horizon":"2 d"}})"));
  CHECK(id(base) != id(base, "2"));
  const std::string before = id(base);
  std::ofstream(folder / "t.csv") << "1,2\n";
  const std::string with_file = id(base);
  CHECK(with_file != before);
  std::ofstream(folder / "t.csv") << "1,3\n";
  CHECK(id(base) != with_file);
}

TEST_CASE("merging: done wins over failed, and two different results are refused") {
  const ScratchStores folder;
  const auto points = planned_points(1, {1});
  const std::string scenario = points[0].scenario.id;
  const auto store_with = [&](const std::string& name, const Outcome& outcome) {
    Store store(folder / name);
    add_scenarios(store, points);
    store.record(scenario, outcome);
  };
  store_with("failed.db", {1, std::nullopt, "took too long"});
  store_with("done.db", outcome_of(1, 0.5));
  store_with("other.db", outcome_of(1, 0.6));
  merge_stores({folder / "failed.db", folder / "done.db", folder / "failed.db"}, folder / "all.db");
  CHECK(dump_of(folder / "all.db") == dump_of(folder / "done.db"));
  CHECK_THROWS_WITH(merge_stores({folder / "other.db"}, folder / "all.db"), Catch::Contains("another result"));
  CHECK(dump_of(folder / "all.db") == dump_of(folder / "done.db"));
}
