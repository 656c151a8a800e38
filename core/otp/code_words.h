// Words around numbers in messages, in small letters: what a number is called that is no code. Where a list grows, the
// corpus of tests/messages must stay without a wrong code.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace countersign::otp {

// A list as one text, the length of each word in a byte before it, so that going through it takes a look at each word.
using Words = std::string_view;

// From the lists as they are written here, with a bar behind every word.
template<std::size_t N>
consteval std::array<char, N> with_lengths(const char (&list)[N]) {
    std::array<char, N> out{};
    for (std::size_t at = 0; at + 1 < N;) {
        std::size_t size = 0;
        for (; list[at + size] != '|'; ++size) out[at + size + 1] = list[at + size];
        out[at] = static_cast<char>(size);
        at += size + 1;
    }
    return out;
}

// A code is spoken of: words behind which a number is one.
inline constexpr char code_words_text[] =
    "code|otp|pin|passcode|password|验证码|驗證碼|校验码|动态码|動態碼|密码|認証番号|確認番号|コード|인증번호|"
    "인증코드|código|codigo|clave|codice|kod|kodu|kodunuz|код|пароль|رمز|كود|کد|कोड|ओटीपी|কোড|รหัส|mã|"
    "kode|";
inline constexpr auto code_words_list = with_lengths(code_words_text);
inline constexpr Words code_words{code_words_list.data(), code_words_list.size() - 1};

// To ring somebody up, or to be helped; a few words may follow before the number.
inline constexpr char call_words_text[] =
    "support|help|ayuda|aide|hilfe|aiuto|ajuda|помощь|поддержка|допомога|مساعدة|پشتیبانی|सहायता|সাহায্য|"
    "ช่วยเหลือ|hỗ trợ|bantuan|bilgi|pomoc|hulp|문의|고객센터|問い合わせ|联系|聯絡|call|calls|dial|phone|"
    "tel|telephone|hotline|helpline|fax|致电|致電|拨打|撥打|电话|電話|热线|熱線|客服|전화|llame|llama|"
    "llamar|teléfono|appelez|appeler|téléphone|anrufen|rufen|telefon|chiama|chiamare|telefono|ligue|"
    "telefone|звоните|позвоните|телефон|телефону|тел|телефонуйте|اتصل|هاتف|تماس|تلفن|कॉल|फोन|কল|โทร|gọi|"
    "hubungi|telepon|arayın|zadzwoń|bel|telefoon|টেলিফোন|";
inline constexpr auto call_words_list = with_lengths(call_words_text);
inline constexpr Words call_words{call_words_list.data(), call_words_list.size() - 1};

// What has a number of its own; the number follows at once, or behind a word for number.
inline constexpr char thing_words_text[] =
    "bestelling|bestelnummer|order|ref|reference|account|acct|a/c|ending|ending in|ends in|invoice|ticket|"
    "case|booking|tracking|card|flight|transaction|parcel|order id|尾号|尾號|订单|訂單|订单号|訂單編號|单号|"
    "卡号|账号|帐号|帳號|编号|編號|航班|注文番号|受付番号|口座番号|会員番号|주문번호|계좌번호|계좌|pedido|"
    "cuenta|factura|referencia|tarjeta|commande|compte|facture|référence|carte|bestellung|bestellnummer|"
    "konto|rechnung|ordine|conto|fattura|conta|fatura|cartão|заказ|заказа|счет|счёт|карта|карты|"
    "замовлення|الطلب|الحساب|سفارش|ऑर्डर|खाता|คำสั่งซื้อ|đơn hàng|tài khoản|pesanan|sipariş|zamówienie|";
inline constexpr auto thing_words_list = with_lengths(thing_words_text);
inline constexpr Words thing_words{thing_words_list.data(), thing_words_list.size() - 1};

// "No.", between the thing and its number.
inline constexpr char number_words_text[] = "no|no.|nr|nr.|number|num|n°|nº|número|номер|号码|號碼|رقم|id|";
inline constexpr auto number_words_list = with_lengths(number_words_text);
inline constexpr Words number_words{number_words_list.data(), number_words_list.size() - 1};

// Names of money, right before or right behind an amount.
inline constexpr char money_words_text[] =
    "usd|eur|gbp|cny|rmb|jpy|krw|inr|rub|brl|mxn|cad|aud|chf|hkd|twd|sgd|thb|vnd|idr|try|pln|nok|sek|dkk|"
    "czk|huf|ils|sar|aed|egp|irr|bdt|pkr|ngn|uah|rs|rs.|kr|zł|kč|ft|tl|rp|元|块|圆|円|원|руб|руб.|рублей|"
    "грн|ريال|جنيه|درهم|تومان|रुपये|रु|টাকা|บาท|đồng|euros|dollars|";
inline constexpr auto money_words_list = with_lengths(money_words_text);
inline constexpr Words money_words{money_words_list.data(), money_words_list.size() - 1};

// Behind a year.
inline constexpr char year_words_text[] = "年|년|г.|г|года|р.|ปี|";
inline constexpr auto year_words_list = with_lengths(year_words_text);
inline constexpr Words year_words{year_words_list.data(), year_words_list.size() - 1};

// Behind a number of minutes or so, where a comma of ASCII stood before it.
inline constexpr char time_words_text[] = "分|秒|小时|小時|天|時間|분|นาที|";
inline constexpr auto time_words_list = with_lengths(time_words_text);
inline constexpr Words time_words{time_words_list.data(), time_words_list.size() - 1};

}  // namespace countersign::otp
