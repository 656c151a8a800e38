#include "streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include "codec/hex.h"
#include "failure.h"

namespace countersign::cli {
namespace {

class File {
public:
    explicit File(std::string_view path) : descriptor_(open(std::string{path}.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (descriptor_ < 0) throw Failure{path, std::string{"cannot be read: "} + std::strerror(errno)};
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { close(descriptor_); }
    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

private:
    int descriptor_;
};

std::string read_all(int descriptor, std::size_t limit, std::string_view place) {
    constexpr std::size_t block = std::size_t{1} << 16;
    std::string text;
    std::size_t size = 0;
    do {
        text.resize(std::min(std::max(2 * size, block), limit + 1));
        size += read_full(descriptor, std::span{text}.subspan(size), place);
    } while (size == text.size() && size <= limit);
    if (size > limit) throw Failure{place, "longer than " + std::to_string(limit >> 20U) + " MiB"};
    text.resize(size);
    return text;
}

constexpr std::string_view standard_input_name = "standard input";

}  // namespace

std::size_t read_some(int descriptor, std::span<char> room, std::string_view place) {
    while (true) {
        const ssize_t size = read(descriptor, room.data(), room.size());
        if (size >= 0) return static_cast<std::size_t>(size);
        if (errno != EINTR) throw Failure{place, std::string{"cannot be read: "} + std::strerror(errno)};
    }
}

std::size_t read_full(int descriptor, std::span<char> room, std::string_view place) {
    std::size_t size = 0;
    while (size < room.size()) {
        const std::size_t more = read_some(descriptor, room.subspan(size), place);
        if (more == 0) break;
        size += more;
    }
    return size;
}

std::string read_file(std::string_view path, std::size_t limit) {
    if (path == "-") return read_all(standard_input, limit, standard_input_name);
    return read_all(File{path}.descriptor(), limit, path);
}

std::string read_standard_input(std::size_t limit) {
    std::string text = read_file("-", limit);
    text.resize(without_line_end(text).size());
    return text;
}

std::string_view without_line_end(std::string_view text) noexcept {
    if (text.ends_with('\n')) {
        text.remove_suffix(1);
        if (text.ends_with('\r')) text.remove_suffix(1);
    }
    return text;
}

bool write_out(std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = write(STDOUT_FILENO, text.data(), text.size());
        if (size >= 0) {
            text.remove_prefix(static_cast<std::size_t>(size));
        } else if (errno == EPIPE) {
            return false;
        } else if (errno != EINTR) {
            throw Failure{"standard output", std::string{"cannot be written: "} + std::strerror(errno)};
        }
    }
    return true;
}

SecretBytes::SecretBytes(std::size_t size) : data_(nullptr), size_(size) {
    // Without sodium_init, sodium_malloc does not know the size of a page.
    if (sodium_init() < 0) throw Failure{"this system gives no randomness, so no guarded memory"};
    data_ = static_cast<std::uint8_t*>(sodium_malloc(size));
    if (data_ == nullptr) throw std::bad_alloc{};
}

void read_secret_key(std::string_view path, const SecretBytes& out) {
    constexpr std::size_t most = 4096;
    constexpr std::string_view space = " \t\r\n\v\f";
    const SecretBytes raw{most};
    const File file{path};
    const std::span<char> room{reinterpret_cast<char*>(raw.data()), most};
    std::string_view text{room.data(), read_full(file.descriptor(), room, path)};
    text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
    while (!text.empty() && space.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    if (text.size() != 2 * out.span().size() || !codec::hex_decode(text, out.span()).ok)
        throw Failure{path, "must hold a key of 32 bytes as 64 hexadecimal characters, and nothing else"};
}

}  // namespace countersign::cli
