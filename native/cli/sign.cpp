// countersign sign: makes the envelopes that Countersign trusts, and the line that says which key to trust. The payload is
// signed byte for byte as it was read; what it means is not looked at. Seed and key live in guarded memory only.
#include <algorithm>
#include <array>
#include <string>

#include "arguments.h"
#include "codec/base64url.h"
#include "commands.h"
#include "failure.h"
#include "streams.h"
#include "text/utf8.h"
#include "vocabulary/envelope.h"
#include "vocabulary/json_write.h"
#include "vocabulary/slot.h"

namespace countersign::cli {
namespace {

constexpr std::array<std::string_view, 6> types = {"policy", "schedule", "table", "quote", "voucher", "challenge"};
constexpr std::size_t longest_payload = std::size_t{64} << 20;
constexpr std::size_t longest_key_id = 256;  // the door takes no longer one

using PublicKey = std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES>;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string base64url(std::span<const std::uint8_t> bytes) {
    std::string text(codec::base64url_encoded_size(bytes.size()), '\0');
    text.resize(codec::base64url_encode(bytes, text));
    return text;
}

std::string_view key_id_of(const Arguments& arguments) {
    const std::string_view id = arguments.required("--key-id");
    if (id.empty() || id.size() > longest_key_id || text::first_invalid_utf8(id) != std::string_view::npos)
        throw Failure{"--key-id", "must be 1 to 256 bytes of UTF-8"};
    return id;
}

PublicKey make_keys(std::string_view seed_path, const SecretBytes& secret_key) {
    const SecretBytes seed{crypto_sign_SEEDBYTES};
    read_secret_key(seed_path, seed);
    PublicKey public_key{};
    crypto_sign_seed_keypair(public_key.data(), secret_key.data(), seed.data());
    wipe_stack();
    return public_key;
}

void print_public_key(std::string_view id, const PublicKey& key) {
    std::array<char, 2 * crypto_sign_PUBLICKEYBYTES + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), key.data(), key.size());
    Buffer out;
    out.add("{\"id\":");
    write_text(out, id);
    out.add(",\"publicKey\":");
    write_text(out, hex.data());
    out.add("}\n");
    write_out(out.view());
}

void print_envelope(std::string_view id, std::string_view type, std::string_view payload, const SecretBytes& key) {
    const std::string message = signed_bytes(type, payload);
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, bytes_of(message).data(), message.size(), key.data());
    wipe_stack();
    Buffer out;
    out.add("{\"payload\":");
    write_text(out, base64url(bytes_of(payload)));
    out.add(",\"key\":");
    write_text(out, id);
    out.add(",\"signature\":");
    write_text(out, base64url(signature));
    out.add("}\n");
    if (out.bad()) throw std::bad_alloc{};
    write_out(out.view());
}

}  // namespace

int run_sign(Words words) {
    const Arguments arguments{"sign", {{"--key-id", "ID"}, {"--secret", "FILE"}, {"--public", ""}}, words};
    const bool only_public = arguments.has("--public");
    arguments.at_most(only_public ? 0 : 2);
    const std::string_view type = only_public ? std::string_view{} : arguments.required(0, "TYPE");
    if (!only_public && std::find(types.begin(), types.end(), type) == types.end())
        throw Failure{"sign", "unknown type " + quoted(type) +
                                  "; there are policy, schedule, table, quote, voucher, challenge"};
    const std::string_view id = key_id_of(arguments);
    const SecretBytes secret_key{crypto_sign_SECRETKEYBYTES};
    const PublicKey public_key = make_keys(arguments.required("--secret"), secret_key);
    if (only_public) {
        print_public_key(id, public_key);
    } else {
        print_envelope(id, type, read_file(arguments.positional(1).value_or("-"), longest_payload), secret_key);
    }
    return 0;
}

}  // namespace countersign::cli
