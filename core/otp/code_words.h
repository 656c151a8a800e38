// Words around numbers in messages, in small letters: what a number is called that is no code. Where a list grows, the
// corpus of tests/messages must stay without a wrong code.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace countersign::otp {

// What a text is looked for at: words that it may end with are found by their last byte, others by their first.
enum class WordsBy { first_byte, last_byte };

constexpr std::size_t word_slots = 64;

constexpr std::size_t slot_of(char byte) noexcept {
    return static_cast<unsigned char>(byte) % word_slots;
}

// A list as one text, the length of each word in a byte before it. Words whose byte has the same slot lie together, and
// `starts` says where, so that few words are looked at.
template<WordsBy>
struct Words {
    std::string_view text;
    const std::uint16_t* starts;

    // The words that can be meant where this is their byte.
    [[nodiscard]] constexpr std::string_view with(char byte) const noexcept {
        const std::size_t slot = slot_of(byte);
        return text.substr(starts[slot], static_cast<std::size_t>(starts[slot + 1] - starts[slot]));
    }
};

template<WordsBy by, std::size_t N>
struct WordList {
    std::array<char, N> text{};
    std::array<std::uint16_t, word_slots + 1> starts{};

    constexpr operator Words<by>() const noexcept { return {{text.data(), N}, starts.data()}; }
};

// From a list as it is written here, with a bar behind every word.
template<WordsBy by, std::size_t N>
consteval WordList<by, N - 1> list_of(const char (&written)[N]) {
    WordList<by, N - 1> out;
    const auto each_word = [&](auto&& act) {
        for (std::size_t at = 0; at + 1 < N;) {
            std::size_t size = 0;
            while (written[at + size] != '|') ++size;
            act(at, size, slot_of(written[by == WordsBy::first_byte ? at : at + size - 1]));
            at += size + 1;
        }
    };
    std::array<std::size_t, word_slots + 1> next{};
    each_word([&](std::size_t, std::size_t size, std::size_t slot) { next[slot + 1] += size + 1; });
    for (std::size_t slot = 0; slot < word_slots; ++slot) next[slot + 1] += next[slot];
    for (std::size_t slot = 0; slot <= word_slots; ++slot) out.starts[slot] = static_cast<std::uint16_t>(next[slot]);
    each_word([&](std::size_t at, std::size_t size, std::size_t slot) {
        out.text[next[slot]++] = static_cast<char>(size);
        for (std::size_t i = 0; i < size; ++i) out.text[next[slot]++] = written[at + i];
    });
    return out;
}

// A code is spoken of: words behind which a number is one.
inline constexpr auto code_words = list_of<WordsBy::last_byte>(
    "code|otp|pin|passcode|password|验证码|驗證碼|校验码|动态码|動態碼|密码|認証番号|確認番号|コード|인증번호|"
    "인증코드|código|codigo|clave|codice|kod|kodu|kodunuz|код|пароль|رمز|كود|کد|कोड|ओटीपी|কোড|รหัส|mã|"
    "kode|");

// To ring somebody up, or to be helped; a few words may follow before the number.
inline constexpr auto call_words = list_of<WordsBy::last_byte>(
    "support|help|ayuda|aide|hilfe|aiuto|ajuda|помощь|поддержка|допомога|مساعدة|پشتیبانی|सहायता|সাহায্য|"
    "ช่วยเหลือ|hỗ trợ|bantuan|bilgi|pomoc|hulp|문의|고객센터|問い合わせ|联系|聯絡|call|calls|dial|phone|"
    "tel|telephone|hotline|helpline|fax|致电|致電|拨打|撥打|电话|電話|热线|熱線|客服|전화|llame|llama|"
    "llamar|teléfono|appelez|appeler|téléphone|anrufen|rufen|telefon|chiama|chiamare|telefono|ligue|"
    "telefone|звоните|позвоните|телефон|телефону|тел|телефонуйте|اتصل|هاتف|تماس|تلفن|कॉल|फोन|কল|โทร|gọi|"
    "hubungi|telepon|arayın|zadzwoń|bel|telefoon|টেলিফোন|");

// What has a number of its own; the number follows at once, or behind a word for number.
inline constexpr auto thing_words = list_of<WordsBy::last_byte>(
    "bestelling|bestelnummer|order|ref|reference|account|acct|a/c|ending|ending in|ends in|invoice|ticket|"
    "case|booking|tracking|card|flight|transaction|parcel|order id|尾号|尾號|订单|訂單|订单号|訂單編號|单号|"
    "卡号|账号|帐号|帳號|编号|編號|航班|注文番号|受付番号|口座番号|会員番号|주문번호|계좌번호|계좌|pedido|"
    "cuenta|factura|referencia|tarjeta|commande|compte|facture|référence|carte|bestellung|bestellnummer|"
    "konto|rechnung|ordine|conto|fattura|conta|fatura|cartão|заказ|заказа|счет|счёт|карта|карты|"
    "замовлення|الطلب|الحساب|سفارش|ऑर्डर|खाता|คำสั่งซื้อ|đơn hàng|tài khoản|pesanan|sipariş|zamówienie|");

// "No.", between the thing and its number.
inline constexpr auto number_words =
    list_of<WordsBy::last_byte>("no|no.|nr|nr.|number|num|n°|nº|número|номер|号码|號碼|رقم|id|");

// Names of money, right before or right behind an amount.
template<WordsBy by>
inline constexpr auto money_words =
    list_of<by>("usd|eur|gbp|cny|rmb|jpy|krw|inr|rub|brl|mxn|cad|aud|chf|hkd|twd|sgd|thb|vnd|idr|try|pln|nok|sek|dkk|"
                "czk|huf|ils|sar|aed|egp|irr|bdt|pkr|ngn|uah|rs|rs.|kr|zł|kč|ft|tl|rp|元|块|圆|円|원|руб|руб.|рублей|"
                "грн|ريال|جنيه|درهم|تومان|रुपये|रु|টাকা|บาท|đồng|euros|dollars|");

// Behind a year.
inline constexpr auto year_words = list_of<WordsBy::first_byte>("年|년|г.|г|года|р.|ปี|");

// Behind a number of minutes or so, where a comma of ASCII stood before it.
inline constexpr auto time_words = list_of<WordsBy::first_byte>("分|秒|小时|小時|天|時間|분|นาที|");

}  // namespace countersign::otp
