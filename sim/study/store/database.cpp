#include "sim/study/store/database.hpp"

#include "sim/files/distrust.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>

#include <unistd.h>

namespace archipelago {

namespace {
constexpr std::int32_t longest_value = 256 << 20;   // bytes; a result of thousands of learners has a few millions
}

std::string database_uri(const std::string& path, Database::Access access) {
  std::string uri = "file:";
  for (const char c : path) uri += c == '%' || c == '?' || c == '#' ? fmt::format("%{:02X}", c) : std::string(1, c);
  const auto folder = std::filesystem::path(path).parent_path();
  const bool fixed = access == Database::Access::read && ::access(folder.empty() ? "." : folder.c_str(), W_OK) != 0 && !std::filesystem::exists(path + "-wal");
  return fixed ? uri + "?immutable=1" : uri;
}

std::string sqlite_version() { return sqlite3_libversion(); }

Database::Database(const std::string& path, Access access) : path_(path) {
  const int flags = SQLITE_OPEN_URI | (access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  if (sqlite3_open_v2(database_uri(path, access).c_str(), &database_, flags, nullptr) != SQLITE_OK) {
    const std::string reason = database_ ? sqlite3_errmsg(database_) : "out of memory";
    sqlite3_close(database_);
    throw StoreError(fmt::format("cannot open {}: {}", path, reason));
  }
  distrust(database_, longest_value);
  sqlite3_busy_timeout(database_, 10000);
}

Database::~Database() {
  for (sqlite3_stmt* statement : {begin_, commit_}) sqlite3_finalize(statement);
  sqlite3_close(database_);
}

void Database::execute(const std::string& statements) {
  if (sqlite3_exec(database_, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail("use");
}

void Database::execute(Whole part) {
  sqlite3_stmt*& statement = part == Whole::begin ? begin_ : commit_;
  if (!statement && sqlite3_prepare_v2(database_, part == Whole::begin ? "BEGIN IMMEDIATE" : "COMMIT", -1, &statement, nullptr) != SQLITE_OK) fail("use");
  const int status = sqlite3_step(statement);
  sqlite3_reset(statement);
  if (status != SQLITE_DONE) fail("use");
}

void Database::fail(const std::string& doing) const {
  const int code = sqlite3_errcode(database_) & 0xff;
  const bool disk = code == SQLITE_FULL || code == SQLITE_IOERR;
  throw StoreError(fmt::format("cannot {} {}: {}{}", doing, path_, sqlite3_errmsg(database_),
                               disk ? "; runs recorded before are kept: once there is room, the same command goes on with the others" : ""));
}

SqlStatement::SqlStatement(Database& database, const std::string& text) : database_(database) {
  if (sqlite3_prepare_v2(database.handle(), text.c_str(), -1, &statement_, nullptr) != SQLITE_OK) database.fail("read the tables of");
}

SqlStatement::~SqlStatement() { sqlite3_finalize(statement_); }

bool SqlStatement::step() {
  const int status = sqlite3_step(statement_);
  if (status == SQLITE_ROW) return true;
  if (status != SQLITE_DONE) database_.fail("use");
  sqlite3_reset(statement_);
  return false;
}

std::int64_t SqlStatement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double SqlStatement::real(int column) const { return sqlite3_column_double(statement_, column); }
bool SqlStatement::null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::string SqlStatement::text(int column) const {
  const auto* const bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string();
}

void SqlStatement::restart() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void SqlStatement::put(int place, std::string_view value) {
  if (sqlite3_bind_text(statement_, place, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT) != SQLITE_OK) database_.fail("write to");
}
void SqlStatement::put(int place, std::int64_t value) {
  if (sqlite3_bind_int64(statement_, place, value) != SQLITE_OK) database_.fail("write to");
}
void SqlStatement::put(int place, double value) {
  if (sqlite3_bind_double(statement_, place, value) != SQLITE_OK) database_.fail("write to");
}
void SqlStatement::put(int place, const std::optional<double>& value) {
  if (value) put(place, *value);
}

Transaction::Transaction(Database& database) : database_(database) { database_.execute(Database::Whole::begin); }
Transaction::~Transaction() {
  if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}
void Transaction::commit() {
  database_.execute(Database::Whole::commit);
  open_ = false;
}

} // namespace archipelago
