/* sodium_init() prepares every part of libsodium by name. Argon2 is left out of the subset, so its part is nothing. */

int _crypto_pwhash_argon2_pick_best_implementation(void);

int
_crypto_pwhash_argon2_pick_best_implementation(void)
{
    return 0;
}
