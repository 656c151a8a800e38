# A recipe for this tree: conan create native/conan
# Not tried here: Conan is not on this project's machines. COUNTERSIGN_SODIUM_SOURCE names a patched libsodium tree
# where core/sodium/fetch has no Debian to ask.
import os
import re

from conan import ConanFile
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load


class Countersign(ConanFile):
    name = "countersign"
    license = "Apache-2.0"
    description = "Checks what a person is about to type, read or confirm, before it leaves the device"
    settings = "os", "arch", "compiler", "build_type"
    package_type = "library"

    def set_version(self):
        text = load(self, os.path.join(self.recipe_folder, "..", "..", "CMakeLists.txt"))
        self.version = re.search(r"project\(countersign VERSION ([\d.]+)", text)[1]

    def export_sources(self):
        tree = os.path.join(self.recipe_folder, "..", "..")
        for pattern in ("CMakeLists.txt", "LICENSE", "THIRD-PARTY-NOTICES.md", "core/*", "native/*"):
            copy(self, pattern, tree, self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def build_requirements(self):
        self.test_requires("boost/1.81.0")  # headers alone; nothing of it is linked

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["COUNTERSIGN_SODIUM_SOURCE"] = os.environ.get("COUNTERSIGN_SODIUM_SOURCE", "")
        toolchain.cache_variables["COUNTERSIGN_BOOST_INCLUDE"] = self.dependencies["boost"].cpp_info.includedirs[0]
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()

    def package_info(self):
        self.cpp_info.set_property("cmake_find_mode", "none")  # the installed countersign-config.cmake serves
        self.cpp_info.builddirs = [os.path.join("lib", "cmake", "countersign")]
