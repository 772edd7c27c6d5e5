// The little of SQLite that a store needs: one connection, prepared statements, transactions. Values are always bound, never
// spliced into a statement. What SQLite refuses becomes a StoreError that names the file.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace archipelago {

struct StoreError : std::runtime_error { using std::runtime_error::runtime_error; };

std::string sqlite_version();                         // of the library that is linked at run time

class Database {
public:
  enum class Access { write, read };
  Database(const std::string& path, Access access);   // write: creates the file where there is none
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const std::string& statements);        // fixed text of the program only
  enum class Whole { begin, commit };
  void execute(Whole part);                           // of a transaction; prepared once
  [[noreturn]] void fail(const std::string& doing) const;
  sqlite3* handle() const { return database_; }
  const std::string& path() const { return path_; }

private:
  std::string path_;
  sqlite3* database_ = nullptr;
  sqlite3_stmt *begin_ = nullptr, *commit_ = nullptr;
};

// What SQLite calls the file. One that nobody writes and that lies where we may not write is read as it is: readers otherwise make a file beside it.
std::string database_uri(const std::string& path, Database::Access access);

// A prepared statement, used again and again: bind, then step until there are no more rows.
class SqlStatement {
public:
  SqlStatement(Database& database, const std::string& text);
  ~SqlStatement();
  SqlStatement(const SqlStatement&) = delete;
  SqlStatement& operator=(const SqlStatement&) = delete;

  template <class... Values> SqlStatement& bind(const Values&... values) {
    restart();
    int place = 0;
    (put(++place, values), ...);
    return *this;
  }
  bool step();                                        // false: no more rows
  void run() { while (step()) {} }

  std::int64_t integer(int column) const;
  double real(int column) const;
  bool null(int column) const;
  std::string text(int column) const;

private:
  void restart();
  void put(int place, std::string_view value);
  void put(int place, std::int64_t value);
  void put(int place, std::uint64_t value) { put(place, static_cast<std::int64_t>(value)); }   // seeds beyond 2^63 come back by the same cast
  void put(int place, double value);
  void put(int place, const std::optional<double>& value);

  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
};

class Transaction {                                   // rolled back unless committed
public:
  explicit Transaction(Database& database);
  ~Transaction();
  void commit();

private:
  Database& database_;
  bool open_ = true;
};

} // namespace archipelago
