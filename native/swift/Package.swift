// swift-tools-version:5.9
// Not built here: this project's machines have no Swift. Its tests check the syntax, and that clang builds the module
// map; the first build on a Mac is still to be made.
//
// The library is found by pkg-config, after `cmake --install`. For iOS make an XCFramework of libcountersign.a for each
// platform, with countersign.h and module.modulemap as its headers, and name it here as a binaryTarget instead.
import PackageDescription

let package = Package(
    name: "Countersign",
    platforms: [.iOS(.v13), .macOS(.v10_15)],
    products: [.library(name: "Countersign", targets: ["Countersign"])],
    targets: [
        .systemLibrary(name: "CCountersign", pkgConfig: "countersign"),
        .target(name: "Countersign", dependencies: ["CCountersign"]),
    ]
)
