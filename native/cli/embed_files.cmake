# cmake "-DWORDS=FILE;…" "-DHELP=FILE;…" -DOUT=FILE -P embed_files.cmake
# Writes a source that holds the files byte for byte, for native/cli/embedded.h.

set(source "// Written by native/cli/embed_files.cmake from core/words and native/cli/help.
#include \"embedded.h\"

namespace countersign::cli {
")
foreach(group words help)
    string(TOUPPER ${group} files)
    set(arrays "")
    set(rows "")
    foreach(file ${${files}})
        cmake_path(GET file STEM LAST_ONLY name)
        string(MAKE_C_IDENTIFIER "${group}_${name}" identifier)
        file(READ "${file}" hex HEX)
        string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${hex}")
        string(APPEND arrays "constexpr char ${identifier}[] = {${bytes}};\n")
        string(APPEND rows "        {\"${name}\", {${identifier}, sizeof ${identifier}}},\n")
    endforeach()
    string(APPEND source "
namespace {
${arrays}}  // namespace

std::span<const EmbeddedFile> embedded_${group}() noexcept {
    static constexpr EmbeddedFile files[] = {
${rows}    };
    return files;
}
")
endforeach()
file(WRITE "${OUT}" "${source}\n}  // namespace countersign::cli\n")
