# The rooms count which of their lines run; the tests themselves, from which uncounted() takes this off again, do not.
set(counted_exit ${CMAKE_BINARY_DIR}/counted_exit.o)
execute_process(COMMAND ${CMAKE_CXX_COMPILER} -c ${CMAKE_CURRENT_LIST_DIR}/counted_exit.cpp -o ${counted_exit} COMMAND_ERROR_IS_FATAL ANY)
string(APPEND CMAKE_EXE_LINKER_FLAGS " --coverage -Wl,--wrap=_exit ${counted_exit}")
add_compile_options(-O1 --coverage -fprofile-update=atomic)

macro(uncounted)
  set_property(DIRECTORY PROPERTY COMPILE_OPTIONS)
endmacro()
