// The little of SQLite that reading profiles needs: read-only databases, which tables and columns they have, rows.
//
// No header here shows a SQLite type. A statement that cannot be prepared or that stops midway leaves a fault.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace archipelago {

class SqliteRow {
public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  std::optional<std::int64_t> integer(int column) const;   // absent for NULL
  std::string_view text(int column) const;                 // empty for NULL; until the next row

private:
  sqlite3_stmt* statement_;
};

class SqliteFile {
public:
  explicit SqliteFile(const std::string& path);
  ~SqliteFile();
  SqliteFile(const SqliteFile&) = delete;
  SqliteFile& operator=(const SqliteFile&) = delete;

  std::vector<std::string> tables();
  std::vector<std::string> columns(const std::string& table);
  bool each_row(const std::string& query, const std::function<void(const SqliteRow&)>& take);   // false: see fault()
  const std::string& fault() const { return fault_; }

private:
  sqlite3* database_ = nullptr;
  std::string fault_;
};

} // namespace archipelago
