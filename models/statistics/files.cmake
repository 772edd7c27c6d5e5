target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/designs.cpp
  ${CMAKE_CURRENT_LIST_DIR}/morris.cpp
  ${CMAKE_CURRENT_LIST_DIR}/estimate.cpp
  ${CMAKE_CURRENT_LIST_DIR}/forecast_error.cpp
  ${CMAKE_CURRENT_LIST_DIR}/paired.cpp
  ${CMAKE_CURRENT_LIST_DIR}/pareto.cpp
  ${CMAKE_CURRENT_LIST_DIR}/quantile.cpp)
