// Messages as services send them, with the place of the code in each: put together from patterns in 22 languages, with
// codes of 4 to 8 digits in 7 scripts, whole or in groups, and with what else stands in such messages (amounts, phone
// numbers, dates, times, addresses, orders, minutes). The label comes from the pattern, never from the extractor.
//
//   node tests/messages/corpus.mjs [COUNT] [SEED]      prints them as JSON lines
import { fileURLToPath } from 'node:url'

// {c} the code, {m} minutes, {a} an amount, {p} a phone number, {d} a date, {t} a time, {u} a URL, {o} an order's number,
// {k} the last four digits of a card. Patterns without {c} are messages without a code.
const patterns = {
  en: ['{c} is your Example verification code.', 'Your Example code is {c}. It expires in {m} minutes. Do not share it with anyone.', 'Use {c} to confirm your payment of {a}. Not you? Call {p}.', '<#> Example: your code is {c}\nFA+9qCX9VSu', 'Example: {c} is your one-time password for the transaction of {a} on {d} at {t}.', 'Enter {c} at {u} to sign in.', 'Your order {o} has shipped. Track it at {u}', 'You spent {a} on {d}. Balance: {a}.', 'OTP for card ending {k} is {c}, valid for {m} mins.', 'Hi! Your PIN: {c}\n\nExample, {p}'],
  'zh-Hans': ['【示例】验证码{c}，{m}分钟内有效，请勿泄露给他人。', '【示例】您的验证码是：{c}。如非本人操作，请致电{p}。', '【示例银行】您正在支付{a}，动态密码{c}，切勿告知他人。', '您尾号{k}的卡于{d}{t}支付{a}，验证码{c}。', '【示例】{c}为您的登录验证码，请于{m}分钟内填写。', '【示例】您的订单{o}已发货，详见{u}', '【示例】验证码:{c},{m}分钟内有效'],
  'zh-Hant': ['【範例】您的驗證碼為 {c}，請於{m}分鐘內輸入。', '您的一次性密碼是{c}。如有疑問請致電{p}。', '範例銀行：您於{d}消費{a}，驗證碼 {c}。', '您的訂單{o}已出貨：{u}'],
  ja: ['認証コードは{c}です。{m}分以内に入力してください。', '【例】認証番号:{c}\nこの番号は誰にも教えないでください。', '{a}のお支払いの確認コード：{c}', 'ご注文番号 {o} を発送しました。{u}', '{d} {t}にログインがありました。確認コード {c}'],
  ko: ['[예시] 인증번호는 {c}입니다. {m}분 이내에 입력해 주세요.', '인증번호 [{c}] 타인에게 알려주지 마세요.', '{a} 결제 인증번호: {c} 문의 {p}', '주문번호 {o} 배송이 시작되었습니다. {u}'],
  es: ['Tu código de Ejemplo es {c}. No lo compartas con nadie.', '{c} es tu código de verificación. Caduca en {m} minutos.', 'Código {c} para confirmar el pago de {a} del {d}. ¿No fuiste tú? Llama al {p}.', 'Tu pedido {o} está en camino: {u}'],
  fr: ['Votre code de vérification est {c}. Il est valable {m} minutes.', '{c} est votre code Exemple.', 'Saisissez le code {c} pour valider le paiement de {a} le {d} à {t}. Une question ? Appelez le {p}.', 'Votre commande {o} est en route : {u}'],
  de: ['Ihr Bestätigungscode lautet {c}. Er gilt {m} Minuten.', '{c} ist dein Code für Beispiel.', 'TAN {c} für die Zahlung über {a} am {d}. Fragen? Telefon {p}', 'Ihre Bestellung {o} ist unterwegs: {u}', 'Mit dem Code {c} melden Sie sich bis {t} Uhr an.'],
  it: ['Il tuo codice di verifica è {c}. Scade tra {m} minuti.', 'Esempio: {c} è il tuo codice.', 'Codice {c} per autorizzare il pagamento di {a} del {d}.', 'Il tuo ordine {o} è stato spedito: {u}'],
  pt: ['Seu código de verificação é {c}. Não o compartilhe.', 'Exemplo: use {c} para entrar. Válido por {m} minutos.', 'Código {c} para o pagamento de {a} em {d}. Dúvidas? Ligue {p}.', 'Seu pedido {o} saiu para entrega: {u}'],
  ru: ['Ваш код: {c}. Никому его не сообщайте.', 'Код подтверждения {c}, действует {m} минут.', 'Пароль {c} для оплаты {a} картой *{k}. Не вы? Звоните {p}.', 'Заказ {o} передан в доставку: {u}', '{c} — код для входа {d} в {t}'],
  uk: ['Ваш код підтвердження: {c}', 'Код {c} дійсний {m} хвилин.', 'Код {c} для оплати {a}. Не ви? Телефонуйте {p}', 'Замовлення {o} вже в дорозі: {u}'],
  ar: ['رمز التحقق الخاص بك هو {c}. لا تشاركه مع أحد.', 'استخدم الرمز {c} خلال {m} دقائق.', 'رمزك: {c} لتأكيد دفع {a}. للاستفسار اتصل على {p}', 'تم شحن طلبك، التفاصيل: {u}'],
  fa: ['کد تایید شما: {c}', 'رمز یکبار مصرف {c}، اعتبار {m} دقیقه', 'کد {c} برای پرداخت {a}. تماس: {p}', 'سفارش شما ارسال شد: {u}'],
  hi: ['आपका सत्यापन कोड {c} है। इसे किसी से साझा न करें।', '{c} आपका ओटीपी है। यह {m} मिनट के लिए मान्य है।', '{a} के भुगतान के लिए ओटीपी {c} है। सहायता: {p}', 'आपका ऑर्डर {o} भेज दिया गया है: {u}'],
  bn: ['আপনার যাচাইকরণ কোড {c}। কাউকে জানাবেন না।', 'কোড {c}, {m} মিনিট পর্যন্ত বৈধ।', '{a} পরিশোধের কোড {c}', 'আপনার অর্ডার পাঠানো হয়েছে: {u}'],
  th: ['รหัสยืนยันของคุณคือ {c} ใช้ได้ภายใน {m} นาที', 'รหัส OTP {c} ห้ามบอกผู้อื่น', 'รหัส {c} สำหรับชำระเงิน {a} สอบถามโทร {p}', 'พัสดุของคุณจัดส่งแล้ว {u}'],
  vi: ['Mã xác minh của bạn là {c}. Không chia sẻ mã này.', '{c} là mã OTP của bạn, có hiệu lực trong {m} phút.', 'Mã {c} để thanh toán {a} ngày {d}. Cần hỗ trợ? Gọi {p}', 'Đơn hàng {o} đang được giao: {u}'],
  id: ['Kode verifikasi Anda: {c}. Jangan berikan kepada siapa pun.', '{c} adalah kode OTP Anda, berlaku {m} menit.', 'Kode {c} untuk pembayaran {a}. Hubungi {p} jika bukan Anda.', 'Pesanan {o} sedang dikirim: {u}'],
  tr: ['Doğrulama kodunuz: {c}. Kimseyle paylaşmayın.', 'Giriş kodunuz {c}, {m} dakika geçerlidir.', '{a} tutarındaki ödeme için şifreniz {c}. Bilgi: {p}', 'Siparişiniz yola çıktı: {u}'],
  pl: ['Twój kod weryfikacyjny to {c}. Nie podawaj go nikomu.', 'Kod {c} jest ważny {m} minut.', 'Kod {c} do płatności na kwotę {a} z dnia {d}.', 'Zamówienie {o} jest w drodze: {u}'],
  nl: ['Je verificatiecode is {c}. Deel deze met niemand.', '{c} is je code voor Voorbeeld, {m} minuten geldig.', 'Code {c} voor de betaling van {a} op {d}. Vragen? Bel {p}', 'Je bestelling {o} is onderweg: {u}'],
}

export const languages = Object.keys(patterns)

// The zero of the digits that people of a language read beside 0 to 9.
const zeros = { ja: '０', ar: '٠', fa: '۰', hi: '०', bn: '০', th: '๐' }
export const scripts = ['0', ...Object.values(zeros)]

const amounts = ['$1,482.91', '€ 49,90', '1.234,56 €', '¥128', '1280.00元', 'US$12.00', '1 234,50 zł', '₹2,499', 'Rs. 1500', '1500 руб.', '45.000₫', 'Rp150.000', '₩35,000', '£9.99', 'SAR 250', '1250 TL', '฿1,200', '350 kr', 'EUR 1200', '100 USD']
const phones = ['+1 415 555 0199', '+44 20 7946 0018', '1-800-555-0199', '(415) 555-0199', '400-820-8888', '955188', '95588', '+49 30 901820', '0571-88888888', '+86 138 0000 1234', '555-0199', '+33 1 99 00 55 55']
const dates = ['2026-11-22', '22.11.2026', '22/11/2026', '11/22/26', '22-11-26', '2026年11月22日', '2026/11/22']
const times = ['14:05', '09:30:15', '23:59']
const urls = ['https://example.com/t/482910', 'https://x.test/?id=12345678', 'example.com/2026', 'http://exa.mp/4829']

/** A seeded sequence, the same on every run (SplitMix on 32 bits). */
function seeded(seed) {
  let state = seed >>> 0
  return (bound) => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) % bound
  }
}

/** `count` messages: { language, script, length, text, code } with the code's span in bytes, or null. */
export function corpus(count, seed = 1) {
  const below = seeded(seed)
  const pick = (list) => list[below(list.length)]
  const digits = (size) => Array.from({ length: size }, () => below(10)).join('')
  return Array.from({ length: count }, (_, i) => {
    const language = languages[i % languages.length]
    const length = pick([4, 5, 6, 6, 6, 6, 8])
    const zero = language in zeros && below(2) === 0 ? zeros[language] : '0'
    const written = (text) =>
      text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero.codePointAt(0) + Number(digit)))
    let code
    // Codes that are years or days are sent as seldom as chance has it, and a person who sees one has to say so, too.
    do code = digits(length)
    while ((length === 4 && /^(19|20)/.test(code)) || (length === 8 && /^(19|20)/.test(code)))
    const half = length / 2
    const shown = written(length % 2 === 0 && below(6) === 0 ? `${code.slice(0, half)}${pick([' ', '-'])}${code.slice(half)}` : code)
    const values = {
      m: () => pick(['3', '5', '10', '15', '30']),
      a: () => pick(amounts),
      p: () => pick(phones.filter((phone) => phone.replace(/\D/g, '').length !== length || below(2) === 0)),
      d: () => pick(dates),
      t: () => pick(times),
      u: () => pick(urls),
      o: () => digits(pick([5, 6, 8, 10])),
      k: () => digits(4),
    }
    const pattern = pick(patterns[language])
    const text = pattern.replace(/\{(\w)\}/g, (whole, name) => (name === 'c' ? whole : values[name]()))
    const at = text.indexOf('{c}')
    return {
      language,
      script: zero,
      length,
      text: text.replace('{c}', shown),
      code: at < 0 ? null : [Buffer.byteLength(text.slice(0, at)), Buffer.byteLength(shown)],
    }
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const one of corpus(Number(process.argv[2] ?? 2200), Number(process.argv[3] ?? 1))) console.log(JSON.stringify(one))
