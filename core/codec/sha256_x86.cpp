// SHA-256 by Intel's SHA extensions ("Intel SHA Extensions", Gulley et al., 2013; Software Developer's Manual, SHA256RNDS2,
// SHA256MSG1, SHA256MSG2). Only addresses are hashed here, which are public.
#include "codec/sha256_compress.h"

#ifdef COUNTERSIGN_SHA256_X86

#include <cpuid.h>
#include <immintrin.h>

#include <cstddef>

namespace countersign::codec {
namespace {

__m128i load(const std::uint32_t* four) noexcept {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(four));
}

void store(std::uint32_t* four, __m128i words) noexcept {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(four), words);
}

}  // namespace

// By hand, because clang 14's __builtin_cpu_supports knows no "sha".
bool sha256_x86_exists() noexcept {
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_SSSE3) == 0 || (c & bit_SSE4_1) == 0) return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}

// Names in the order of the highest word first, as Intel writes them. The attribute stands here and not in the build:
// no other function may use what this processor was not asked for.
[[gnu::target("sha,sse4.1,ssse3")]] void sha256_compress_x86(Sha256State state, Sha256Block words) noexcept {
    // The instructions want the state as ABEF and CDGH.
    const __m128i cdab = _mm_shuffle_epi32(load(&state[0]), 0xB1);
    const __m128i efgh = _mm_shuffle_epi32(load(&state[4]), 0x1B);
    const __m128i abef_before = _mm_alignr_epi8(cdab, efgh, 8);
    const __m128i cdgh_before = _mm_blend_epi16(efgh, cdab, 0xF0);
    __m128i abef = abef_before;
    __m128i cdgh = cdgh_before;

    __m128i w0 = load(&words[0]);  // the last 16 words of the schedule
    __m128i w1 = load(&words[4]);
    __m128i w2 = load(&words[8]);
    __m128i w3 = load(&words[12]);
    for (std::size_t i = 0;; i += 4) {  // four rounds a turn
        const __m128i with_constants = _mm_add_epi32(w0, load(&sha256_round_constants[i]));
        cdgh = _mm_sha256rnds2_epu32(cdgh, abef, with_constants);
        abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(with_constants, 0x0E));
        if (i == 60) break;
        const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4));
        w0 = w1;
        w1 = w2;
        w2 = w3;
        w3 = _mm_sha256msg2_epu32(sum, w3);
    }

    const __m128i feba = _mm_shuffle_epi32(_mm_add_epi32(abef, abef_before), 0x1B);
    const __m128i dchg = _mm_shuffle_epi32(_mm_add_epi32(cdgh, cdgh_before), 0xB1);
    store(&state[0], _mm_blend_epi16(feba, dchg, 0xF0));
    store(&state[4], _mm_alignr_epi8(dchg, feba, 8));
}

}  // namespace countersign::codec

#endif
