target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/routes.cpp
  ${CMAKE_CURRENT_LIST_DIR}/topology.cpp
  ${CMAKE_CURRENT_LIST_DIR}/rate_efficiency.cpp
  ${CMAKE_CURRENT_LIST_DIR}/ring_order.cpp
  ${CMAKE_CURRENT_LIST_DIR}/ring_exact.cpp
  ${CMAKE_CURRENT_LIST_DIR}/ring_heuristic.cpp
  ${CMAKE_CURRENT_LIST_DIR}/collectives.cpp
  ${CMAKE_CURRENT_LIST_DIR}/what_if.cpp)
