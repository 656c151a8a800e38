// Each example is a state of the page with an address of its own (?example=ID), and a row of the tests: what the page
// must answer. Every address, and the one private key, has been public for years.

export const examples = [
  {
    id: 'good',
    coin: 'BTC',
    network: 'bitcoin',
    address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', // BIP-173
    outcome: 'accept',
    reasons: [],
  },
  {
    id: 'wrong-network',
    coin: 'USDT',
    network: 'ethereum',
    address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', // the USDT contract on TRON
    outcome: 'reject',
    reasons: ['deposit.wrong-network'],
  },
  {
    id: 'one-letter',
    coin: 'BTC',
    network: 'bitcoin',
    address: 'bc1qw508d6qejxtdg4y5r3zarvary8c5xw7kv8f3t4', // as the first, with 8 for 0
    outcome: 'reject',
    reasons: ['deposit.checksum'],
  },
  {
    id: 'half-typed',
    coin: 'BTC',
    network: 'bitcoin',
    address: 'bc1qw508d6qejxtdg4y5r3zarvar',
    outcome: 'incomplete',
    reasons: ['deposit.unfinished'],
  },
  {
    id: 'lower-case',
    coin: 'ETH',
    network: 'ethereum',
    address: '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', // EIP-55, in small letters
    outcome: 'caution',
    reasons: ['deposit.no-checksum'],
  },
  {
    id: 'no-network',
    coin: 'USDT',
    network: '',
    address: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', // EIP-55
    outcome: 'unknown',
    reasons: ['deposit.network-needed'],
  },
  {
    id: 'look-alike-letter',
    coin: 'BTC',
    network: 'bitcoin',
    address: '1A1zP1eP5QGefi2DMPТfTL5SLmv7DivfNa', // the genesis block's, with a Cyrillic Т
    outcome: 'reject',
    reasons: ['deposit.foreign-character'],
  },
  {
    id: 'swapped',
    coin: 'BTC',
    network: 'bitcoin',
    address: '12c6DSiU4Rq3P4ZxziKxzrL5LmMBrzjrJX', // block 1's
    copied: '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2',
    outcome: 'reject',
    reasons: ['deposit.not-as-copied'],
  },
  {
    id: 'private-key',
    coin: 'BTC',
    network: 'bitcoin',
    address: '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ', // Bitcoin wiki, Wallet import format
    outcome: 'reject',
    reasons: ['deposit.private-key'],
  },
  {
    id: 'test-network',
    coin: 'BTC',
    network: 'bitcoin',
    address: 'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx', // BIP-173
    outcome: 'reject',
    reasons: ['deposit.testnet'],
  },
  {
    id: 'payment-link',
    coin: 'BTC',
    network: 'bitcoin',
    address: 'bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W?amount=20.3&label=Luke-Jr', // BIP-21
    outcome: 'reject',
    reasons: ['deposit.payment-link'],
  },
  {
    id: 'ether-for-hsr',
    coin: 'HSR',
    network: 'hshare',
    address: '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB', // EIP-55
    outcome: 'reject',
    reasons: ['deposit.wrong-network'],
  },
  {
    id: 'retired-spelling',
    coin: 'BCH',
    network: 'bitcoincash',
    address: '1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu', // CashAddr specification, before its translation
    outcome: 'caution',
    reasons: ['deposit.retired-spelling'],
  },
  {
    id: 'memo-needed',
    coin: 'XRP',
    network: 'ripple',
    address: 'rJrRMgiRgrU6hDF4pgu5DXQdWyPbY35ErN', // ripple-address-codec tests
    outcome: 'accept',
    reasons: ['deposit.memo-needed'],
  },
  {
    id: 'memo-inside',
    coin: 'XRP',
    network: 'ripple',
    address: 'X7AcgcsBL6XDcUb289X4mJ8djcdyKaLFuhLRuNXPrDeJd9A', // ripple-address-codec tests
    outcome: 'accept',
    reasons: ['deposit.memo-inside'],
  },
  {
    id: 'program-account',
    coin: 'SOL',
    network: 'solana',
    address: '4BJXYkfvg37zEmBbsacZjeQDpTNx91KppxFJxRqrz48e', // Solana cookbook, off the curve
    outcome: 'caution',
    reasons: ['deposit.off-curve', 'deposit.network-without-checksum'],
  },
  {
    id: 'stake-address',
    coin: 'ADA',
    network: 'cardano',
    address: 'stake1uyehkck0lajq8gr28t9uxnuvgcqrc6070x3k9r8048z8y5gh6ffgw', // CIP-19
    outcome: 'reject',
    reasons: ['deposit.stake-address'],
  },
]

export function exampleCalled(id) {
  return examples.find((example) => example.id === id)
}
