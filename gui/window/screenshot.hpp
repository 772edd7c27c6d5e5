// A picture of the window once the page that it shows has nothing left to do.
#pragma once

#include <QString>

namespace archipelago::gui {

class MainWindow;

// Ends the application: 0, or 5 where the page does not come to rest or the file cannot be written.
void take_screenshot(MainWindow& window, const QString& path);

} // namespace archipelago::gui
