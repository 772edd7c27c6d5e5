// A store of a study, opened to be read only: its writer may go on. What SQLite refuses becomes a StoreProblem that says what to do.
#pragma once

#include <QString>

#include <cstdint>
#include <memory>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace archipelago::gui {

struct StoreProblem { QString text; };        // thrown

class StoreConnection {
public:
  explicit StoreConnection(const QString& file);   // checks its format
  ~StoreConnection();
  StoreConnection(const StoreConnection&) = delete;
  StoreConnection& operator=(const StoreConnection&) = delete;

  [[noreturn]] void fail() const;
  sqlite3* handle() const { return database_; }

private:
  QString file_;
  sqlite3* database_ = nullptr;
};

class StoreQuery {
public:
  StoreQuery(const StoreConnection& store, const char* text);
  ~StoreQuery();
  StoreQuery(const StoreQuery&) = delete;
  StoreQuery& operator=(const StoreQuery&) = delete;

  StoreQuery& bind(int place, const std::string& text);
  StoreQuery& bind(int place, std::int64_t value);
  void rewind();                              // to bind and step anew
  bool step();
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;

private:
  const StoreConnection& store_;
  sqlite3_stmt* statement_ = nullptr;
};

} // namespace archipelago::gui
