// Words around numbers in messages, in small letters: what a number is called that is no code. Where a list grows, the
// corpus of tests/messages must stay without a wrong code.
#pragma once

#include <string_view>

namespace countersign::otp {

// A list as one text: every word has a zero byte behind it.
using Words = std::string_view;

// A code is spoken of: words behind which a number is one.
inline constexpr char code_words_list[] =
    "code\0" "otp\0" "pin\0" "passcode\0" "password\0" "验证码\0" "驗證碼\0" "校验码\0" "动态码\0" "動態碼\0" "密码\0" "認証番号\0"
    "確認番号\0" "コード\0" "인증번호\0" "인증코드\0" "código\0" "codigo\0" "clave\0" "codice\0" "kod\0" "kodu\0" "kodunuz\0"
    "код\0" "пароль\0" "رمز\0" "كود\0" "کد\0" "कोड\0" "ओटीपी\0" "কোড\0" "รหัส\0" "mã\0" "kode\0";
inline constexpr Words code_words{code_words_list, sizeof code_words_list - 1};

// To ring somebody up, or to be helped; a few words may follow before the number.
inline constexpr char call_words_list[] =
    "support\0" "help\0" "ayuda\0" "aide\0" "hilfe\0" "aiuto\0" "ajuda\0" "помощь\0" "поддержка\0" "допомога\0"
    "مساعدة\0" "پشتیبانی\0" "सहायता\0" "সাহায্য\0" "ช่วยเหลือ\0" "hỗ trợ\0" "bantuan\0" "bilgi\0" "pomoc\0"
    "hulp\0" "문의\0" "고객센터\0" "問い合わせ\0" "联系\0" "聯絡\0" "call\0" "calls\0" "dial\0" "phone\0" "tel\0" "telephone\0"
    "hotline\0" "helpline\0" "fax\0" "致电\0" "致電\0" "拨打\0" "撥打\0" "电话\0" "電話\0" "热线\0" "熱線\0" "客服\0" "전화\0"
    "llame\0" "llama\0" "llamar\0" "teléfono\0" "appelez\0" "appeler\0" "téléphone\0" "anrufen\0" "rufen\0"
    "telefon\0" "chiama\0" "chiamare\0" "telefono\0" "ligue\0" "telefone\0" "звоните\0" "позвоните\0"
    "телефон\0" "телефону\0" "тел\0" "телефонуйте\0" "اتصل\0" "هاتف\0" "تماس\0" "تلفن\0" "कॉल\0" "फोन\0" "কল\0"
    "โทร\0" "gọi\0" "hubungi\0" "telepon\0" "arayın\0" "zadzwoń\0" "bel\0" "telefoon\0" "টেলিফোন\0";
inline constexpr Words call_words{call_words_list, sizeof call_words_list - 1};

// What has a number of its own; the number follows at once, or behind a word for number.
inline constexpr char thing_words_list[] =
    "bestelling\0" "bestelnummer\0" "order\0" "ref\0" "reference\0" "account\0" "acct\0" "a/c\0" "ending\0"
    "ending in\0" "ends in\0" "invoice\0" "ticket\0" "case\0" "booking\0" "tracking\0" "card\0" "flight\0"
    "transaction\0" "parcel\0" "order id\0" "尾号\0" "尾號\0" "订单\0" "訂單\0" "订单号\0" "訂單編號\0" "单号\0" "卡号\0" "账号\0"
    "帐号\0" "帳號\0" "编号\0" "編號\0" "航班\0" "注文番号\0" "受付番号\0" "口座番号\0" "会員番号\0" "주문번호\0" "계좌번호\0" "계좌\0" "pedido\0"
    "cuenta\0" "factura\0" "referencia\0" "tarjeta\0" "commande\0" "compte\0" "facture\0" "référence\0"
    "carte\0" "bestellung\0" "bestellnummer\0" "konto\0" "rechnung\0" "ordine\0" "conto\0" "fattura\0" "conta\0"
    "fatura\0" "cartão\0" "заказ\0" "заказа\0" "счет\0" "счёт\0" "карта\0" "карты\0" "замовлення\0" "الطلب\0"
    "الحساب\0" "سفارش\0" "ऑर्डर\0" "खाता\0" "คำสั่งซื้อ\0" "đơn hàng\0" "tài khoản\0" "pesanan\0" "sipariş\0"
    "zamówienie\0";
inline constexpr Words thing_words{thing_words_list, sizeof thing_words_list - 1};

// "No.", between the thing and its number.
inline constexpr char number_words_list[] =
    "no\0" "no.\0" "nr\0" "nr.\0" "number\0" "num\0" "n°\0" "nº\0" "número\0" "номер\0" "号码\0" "號碼\0" "رقم\0"
    "id\0";
inline constexpr Words number_words{number_words_list, sizeof number_words_list - 1};

// Names of money, right before or right behind an amount.
inline constexpr char money_words_list[] =
    "usd\0" "eur\0" "gbp\0" "cny\0" "rmb\0" "jpy\0" "krw\0" "inr\0" "rub\0" "brl\0" "mxn\0" "cad\0" "aud\0"
    "chf\0" "hkd\0" "twd\0" "sgd\0" "thb\0" "vnd\0" "idr\0" "try\0" "pln\0" "nok\0" "sek\0" "dkk\0" "czk\0"
    "huf\0" "ils\0" "sar\0" "aed\0" "egp\0" "irr\0" "bdt\0" "pkr\0" "ngn\0" "uah\0" "rs\0" "rs.\0" "kr\0" "zł\0"
    "kč\0" "ft\0" "tl\0" "rp\0" "元\0" "块\0" "圆\0" "円\0" "원\0" "руб\0" "руб.\0" "рублей\0" "грн\0" "ريال\0"
    "جنيه\0" "درهم\0" "تومان\0" "रुपये\0" "रु\0" "টাকা\0" "บาท\0" "đồng\0" "euros\0" "dollars\0";
inline constexpr Words money_words{money_words_list, sizeof money_words_list - 1};

// Behind a year.
inline constexpr char year_words_list[] =
    "年\0" "년\0" "г.\0" "г\0" "года\0" "р.\0" "ปี\0";
inline constexpr Words year_words{year_words_list, sizeof year_words_list - 1};

// Behind a number of minutes or so, where a comma of ASCII stood before it.
inline constexpr char time_words_list[] =
    "分\0" "秒\0" "小时\0" "小時\0" "天\0" "時間\0" "분\0" "นาที\0";
inline constexpr Words time_words{time_words_list, sizeof time_words_list - 1};

}  // namespace countersign::otp
