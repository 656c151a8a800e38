// Standard input, standard output and files as bytes. Nothing is decoded, nothing is added.
#pragma once

#include <sodium.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace countersign::cli {

inline constexpr int standard_input = 0;

// Reads what there is, at least one byte, at most `room.size()`; 0 at the end. `place` is named when reading fails.
std::size_t read_some(int descriptor, std::span<char> room, std::string_view place);
// Reads until `room` is full or the input ends, and returns the number of bytes.
std::size_t read_full(int descriptor, std::span<char> room, std::string_view place);
// Everything of a public file ("-": standard input), a Failure if it has more than `limit` bytes. Not for secrets.
std::string read_file(std::string_view path, std::size_t limit);
// As read_file for "-" and without a name, one final LF or CRLF dropped.
std::string read_standard_input(std::size_t limit);

// The text without one final LF or CRLF.
std::string_view without_line_end(std::string_view text) noexcept;

// Writes all of it to standard output, unbuffered. False when nobody reads any more; a Failure for other faults.
bool write_out(std::string_view text);

// A piece of memory for a secret: between guard pages, locked where the system lets it be, wiped when it goes.
class SecretBytes {
public:
    explicit SecretBytes(std::size_t size);
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes() { sodium_free(data_); }
    [[nodiscard]] std::span<std::uint8_t> span() const noexcept { return {data_, size_}; }
    [[nodiscard]] std::uint8_t* data() const noexcept { return data_; }

private:
    std::uint8_t* data_;
    std::size_t size_;
};

// Reads a file that holds 32 secret bytes as 64 hexadecimal characters, white space around them ignored, into `out`
// (32 bytes). The characters are only ever in guarded memory.
void read_secret_key(std::string_view path, const SecretBytes& out);

}  // namespace countersign::cli
