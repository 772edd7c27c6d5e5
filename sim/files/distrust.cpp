#include "sim/files/distrust.hpp"

#include <initializer_list>

#include <sqlite3.h>

namespace archipelago {

void distrust(sqlite3* database, std::int32_t longest_value) {
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  for (const int runs_something : {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_TRUSTED_SCHEMA})
    sqlite3_db_config(database, runs_something, 0, nullptr);
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, longest_value);
  sqlite3_exec(database, "PRAGMA cell_size_check = ON", nullptr, nullptr, nullptr);   // of a file that is none it fails, as whatever follows will
}

} // namespace archipelago
