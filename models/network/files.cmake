target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/profile.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tcp_throughput.cpp
  ${CMAKE_CURRENT_LIST_DIR}/jitter.cpp
  ${CMAKE_CURRENT_LIST_DIR}/flow_cap.cpp
  ${CMAKE_CURRENT_LIST_DIR}/ways.cpp
  ${CMAKE_CURRENT_LIST_DIR}/carriers.cpp
  ${CMAKE_CURRENT_LIST_DIR}/routes.cpp
  ${CMAKE_CURRENT_LIST_DIR}/topology.cpp
  ${CMAKE_CURRENT_LIST_DIR}/rate_efficiency.cpp
  ${CMAKE_CURRENT_LIST_DIR}/ring_order.cpp
  ${CMAKE_CURRENT_LIST_DIR}/ring_exact.cpp
  ${CMAKE_CURRENT_LIST_DIR}/ring_heuristic.cpp
  ${CMAKE_CURRENT_LIST_DIR}/collectives.cpp
  ${CMAKE_CURRENT_LIST_DIR}/what_if.cpp)
