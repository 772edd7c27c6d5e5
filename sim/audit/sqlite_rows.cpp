#include "sim/audit/sqlite_rows.hpp"

#include "sim/files/distrust.hpp"

#include <sqlite3.h>

namespace archipelago {

namespace {
constexpr std::int32_t longest_value = 1 << 20;   // bytes; names of kernels have some hundreds
}

std::optional<std::int64_t> SqliteRow::integer(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return sqlite3_column_int64(statement_, column);
}

std::string_view SqliteRow::text(int column) const {
  const auto* const bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string_view();
}

SqliteFile::SqliteFile(const std::string& path) {
  if (sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) fault_ = sqlite3_errmsg(database_);
  else distrust(database_, longest_value);
}

SqliteFile::~SqliteFile() { sqlite3_close(database_); }

std::vector<std::string> SqliteFile::tables() {
  std::vector<std::string> names;
  each_row("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'", [&](const SqliteRow& row) { names.emplace_back(row.text(0)); });
  return names;
}

std::vector<std::string> SqliteFile::columns(const std::string& table) {
  std::vector<std::string> names;
  each_row("PRAGMA table_info(\"" + table + "\")", [&](const SqliteRow& row) { names.emplace_back(row.text(1)); });
  return names;
}

bool SqliteFile::each_row(const std::string& query, const std::function<void(const SqliteRow&)>& take) {
  sqlite3_stmt* statement = nullptr;
  int status = sqlite3_prepare_v2(database_, query.c_str(), -1, &statement, nullptr);
  if (status == SQLITE_OK)
    while ((status = sqlite3_step(statement)) == SQLITE_ROW) take(SqliteRow(statement));
  const bool whole = status == SQLITE_DONE;
  if (!whole) fault_ = sqlite3_errmsg(database_);
  sqlite3_finalize(statement);
  return whole;
}

} // namespace archipelago
