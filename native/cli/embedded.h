// Files of the source tree that the command carries along, byte for byte. embed_files.cmake writes the source behind this.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace countersign::cli {

struct EmbeddedFile {
    std::string_view name;  // without folder and ending: "en", "open-ticket"
    std::string_view text;
};

std::span<const EmbeddedFile> embedded_words() noexcept;  // core/words
std::span<const EmbeddedFile> embedded_help() noexcept;   // native/cli/help, a page for each command and "overview"

inline std::optional<std::string_view> find_file(std::span<const EmbeddedFile> files, std::string_view name) noexcept {
    for (const EmbeddedFile& file : files)
        if (file.name == name) return file.text;
    return {};
}

}  // namespace countersign::cli
