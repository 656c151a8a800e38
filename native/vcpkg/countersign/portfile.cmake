# An overlay port for this tree: vcpkg install countersign --overlay-ports=native/vcpkg
# Not tried here: vcpkg is not on this project's machines. COUNTERSIGN_SODIUM_SOURCE names a patched libsodium tree
# where core/sodium/fetch has no Debian to ask.
vcpkg_cmake_configure(
    SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../.."
    OPTIONS
        "-DCOUNTERSIGN_SODIUM_SOURCE=$ENV{COUNTERSIGN_SODIUM_SOURCE}"
        "-DCOUNTERSIGN_BOOST_INCLUDE=${CURRENT_INSTALLED_DIR}/include"
)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(PACKAGE_NAME countersign CONFIG_PATH lib/cmake/countersign)
vcpkg_fixup_pkgconfig()
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include" "${CURRENT_PACKAGES_DIR}/debug/share")
vcpkg_install_copyright(FILE_LIST "${CMAKE_CURRENT_LIST_DIR}/../../../LICENSE"
    "${CMAKE_CURRENT_LIST_DIR}/../../../THIRD-PARTY-NOTICES.md")
