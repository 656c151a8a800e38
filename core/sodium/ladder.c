/* X25519's multiplication of the base point by the ordinary ladder, starting from u = 9 (RFC 7748, sections 4.1 and 5).
 *
 * libsodium multiplies the base point with a table of 27 KB. That is twice as fast and nothing else; a page downloads
 * it for the one sealed ticket a person may open. So the module takes this file in place of libsodium's own
 * x25519_ref10.c, and the native library, which keeps the table, has this function for the test that compares the two.
 * The ladder itself is libsodium's. Same contract as crypto_scalarmult_curve25519_base. */

#define crypto_scalarmult_curve25519_ref10_implementation countersign_x25519_with_table
#include "crypto_scalarmult/curve25519/ref10/x25519_ref10.c"
#undef crypto_scalarmult_curve25519_ref10_implementation

int
countersign_ladder_base(unsigned char *q, const unsigned char *n)
{
    static const unsigned char base_point[crypto_scalarmult_curve25519_BYTES] = { 9 };

    return crypto_scalarmult_curve25519_ref10(q, n, base_point);
}

#ifdef __EMSCRIPTEN__
struct crypto_scalarmult_curve25519_implementation
    crypto_scalarmult_curve25519_ref10_implementation = {
        crypto_scalarmult_curve25519_ref10,
        countersign_ladder_base
    };
#endif
