# Eigen is header-only and seen by five files, whose compile time it is; an include path keeps it out of the link interface.
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
get_target_property(eigen_folders Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
target_include_directories(models SYSTEM PRIVATE ${eigen_folders})
target_link_libraries(models PRIVATE fmt::fmt)
target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/attention_fit.cpp
  ${CMAKE_CURRENT_LIST_DIR}/beliefs.cpp
  ${CMAKE_CURRENT_LIST_DIR}/collective_fit.cpp
  ${CMAKE_CURRENT_LIST_DIR}/curve_fit.cpp
  ${CMAKE_CURRENT_LIST_DIR}/errors.cpp
  ${CMAKE_CURRENT_LIST_DIR}/few_products.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gemm_fit.cpp
  ${CMAKE_CURRENT_LIST_DIR}/grid_fit.cpp
  ${CMAKE_CURRENT_LIST_DIR}/inter_node_fit.cpp
  ${CMAKE_CURRENT_LIST_DIR}/job_constants.cpp
  ${CMAKE_CURRENT_LIST_DIR}/memory_fit.cpp
  ${CMAKE_CURRENT_LIST_DIR}/next_measurement.cpp
  ${CMAKE_CURRENT_LIST_DIR}/roofline_fit.cpp
  ${CMAKE_CURRENT_LIST_DIR}/spec_update.cpp
  ${CMAKE_CURRENT_LIST_DIR}/rate_trend.cpp
  ${CMAKE_CURRENT_LIST_DIR}/run_fit.cpp
  ${CMAKE_CURRENT_LIST_DIR}/run_parameters.cpp
  ${CMAKE_CURRENT_LIST_DIR}/split.cpp)
