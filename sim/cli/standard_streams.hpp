// What a program may count on at its standard descriptors, whoever started it.
//
// One that is closed (a daemon, cron, `2>&-`) would be given to the next file that is opened, and messages would go into a store or a result:
// it is opened on nothing. A message that cannot be written (the disk of a log is full, the terminal is gone) is lost and ends nothing; what
// goes to standard output is what was asked for, and main says so where it cannot be written.
#pragma once

namespace archipelago {

void secure_standard_streams();               // first in main

} // namespace archipelago
