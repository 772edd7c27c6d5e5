#include "gui/data/store_connection.hpp"

#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

namespace archipelago::gui {

namespace {
constexpr const char* known_format = "archipelago-store/1";
constexpr int patience_ms = 2000;

// Readers of a store share a file beside it. Where nobody may make one, and no changes wait beside it, the store is read as one that does not change.
QByteArray address_of(const QString& file) {
  const QFileInfo info(file);
  QUrl address = QUrl::fromLocalFile(info.absoluteFilePath());
  if (!QFileInfo(info.absolutePath()).isWritable() && !QFileInfo::exists(info.absoluteFilePath() + "-wal")) address.setQuery(QStringLiteral("immutable=1"));
  return address.toEncoded();
}
} // namespace

StoreConnection::StoreConnection(const QString& file) : file_(file) {
  if (!QFileInfo(file).isFile()) throw StoreProblem{QStringLiteral("%1 is not there any more.").arg(file)};
  if (sqlite3_open_v2(address_of(file).constData(), &database_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr) != SQLITE_OK) {
    const StoreProblem problem{QStringLiteral("Cannot open %1: %2.").arg(file, database_ ? QString::fromUtf8(sqlite3_errmsg(database_)) : QStringLiteral("out of memory"))};
    sqlite3_close(database_);
    throw problem;
  }
  for (const int runs_something : {SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_TRUSTED_SCHEMA}) sqlite3_db_config(database_, runs_something, 0, nullptr);   // it may come from anybody
  sqlite3_busy_timeout(database_, patience_ms);
  try {
    StoreQuery format(*this, "SELECT value FROM meta WHERE key = 'format'");
    const std::string found = format.step() ? format.text(0) : "";
    if (found.starts_with("archipelago-store/") && found != known_format)
      throw StoreProblem{QStringLiteral("%1 is of a newer version (%2). Use the dashboard of the program that wrote it.").arg(file, QString::fromStdString(found))};
    if (found != known_format) throw StoreProblem{QStringLiteral("%1 is an SQLite file, but no store of a study (archipelago sweep FILE --out STORE.db writes one).").arg(file)};
  } catch (const StoreProblem&) {
    sqlite3_close(database_);
    throw;
  }
}

StoreConnection::~StoreConnection() { sqlite3_close(database_); }

void StoreConnection::fail() const {
  const int code = sqlite3_errcode(database_) & 0xff;
  const QString reason = QString::fromUtf8(sqlite3_errmsg(database_));
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) throw StoreProblem{QStringLiteral("%1 is locked by another program. Close that one, or try again when it has finished.").arg(file_)};
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) throw StoreProblem{QStringLiteral("%1 is damaged or cut off (%2). Start the sweep again with another --out.").arg(file_, reason)};
  if (code == SQLITE_ERROR && reason.startsWith("no such table")) throw StoreProblem{QStringLiteral("%1 is an SQLite file, but no store of a study (archipelago sweep FILE --out STORE.db writes one).").arg(file_)};
  throw StoreProblem{QStringLiteral("Cannot read %1: %2.").arg(file_, reason)};
}

StoreQuery::StoreQuery(const StoreConnection& store, const char* text) : store_(store) {
  if (sqlite3_prepare_v2(store.handle(), text, -1, &statement_, nullptr) != SQLITE_OK) store.fail();
}
StoreQuery::~StoreQuery() { sqlite3_finalize(statement_); }

StoreQuery& StoreQuery::bind(int place, const std::string& text) {
  sqlite3_bind_text(statement_, place, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
  return *this;
}
StoreQuery& StoreQuery::bind(int place, std::int64_t value) {
  sqlite3_bind_int64(statement_, place, value);
  return *this;
}
void StoreQuery::rewind() { sqlite3_reset(statement_); }

bool StoreQuery::step() {
  const int status = sqlite3_step(statement_);
  if (status != SQLITE_ROW && status != SQLITE_DONE) store_.fail();
  return status == SQLITE_ROW;
}

std::int64_t StoreQuery::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double StoreQuery::real(int column) const { return sqlite3_column_double(statement_, column); }
std::string StoreQuery::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string();
}

} // namespace archipelago::gui
