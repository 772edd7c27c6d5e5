target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/byte_source.cpp
  ${CMAKE_CURRENT_LIST_DIR}/cells.cpp
  ${CMAKE_CURRENT_LIST_DIR}/csv_cells.cpp
  ${CMAKE_CURRENT_LIST_DIR}/lines.cpp)
