// What Harbour takes: each coin with the networks it is taken on. The package knows which pairs exist, but has no list of
// them to show; a test asks it about every pair, so that this page neither misses one nor offers one that is not there.

export const networks = {
  bitcoin: { en: 'Bitcoin', 'zh-Hans': '比特币' },
  ethereum: { en: 'Ethereum', 'zh-Hans': '以太坊' },
  tron: { en: 'TRON', 'zh-Hans': '波场（TRON）' },
  bsc: { en: 'BNB Smart Chain', 'zh-Hans': 'BNB 智能链' },
  polygon: { en: 'Polygon', 'zh-Hans': 'Polygon' },
  arbitrum: { en: 'Arbitrum One', 'zh-Hans': 'Arbitrum One' },
  optimism: { en: 'OP Mainnet', 'zh-Hans': 'OP Mainnet' },
  base: { en: 'Base', 'zh-Hans': 'Base' },
  avalanche: { en: 'Avalanche C-Chain', 'zh-Hans': 'Avalanche C-Chain' },
  ethereumclassic: { en: 'Ethereum Classic', 'zh-Hans': '以太经典' },
}

export const coins = {
  BTC: { en: 'Bitcoin', 'zh-Hans': '比特币', networks: ['bitcoin'] },
  ETH: { en: 'Ether', 'zh-Hans': '以太币', networks: ['ethereum', 'arbitrum', 'optimism', 'base'] },
  USDT: {
    en: 'Tether',
    'zh-Hans': '泰达币',
    networks: ['ethereum', 'tron', 'bsc', 'polygon', 'arbitrum', 'optimism', 'avalanche'],
  },
  USDC: {
    en: 'USD Coin',
    'zh-Hans': '美元币',
    networks: ['ethereum', 'bsc', 'polygon', 'arbitrum', 'optimism', 'base', 'avalanche'],
  },
  TRX: { en: 'TRON', 'zh-Hans': '波场币', networks: ['tron'] },
  BNB: { en: 'BNB', 'zh-Hans': 'BNB', networks: ['bsc'] },
  POL: { en: 'Polygon', 'zh-Hans': 'Polygon', networks: ['polygon'] },
  AVAX: { en: 'Avalanche', 'zh-Hans': 'Avalanche', networks: ['avalanche'] },
  ETC: { en: 'Ethereum Classic', 'zh-Hans': '以太经典', networks: ['ethereumclassic'] },
}

/** The visitor's own address book: one address for each family of networks. All are published examples. */
export const book = [
  { networks: ['bitcoin'], address: '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2' },
  { networks: ['tron'], address: 'TLyqzVGLV1srkB7dToTAEqgDSfPtXRJZYH' },
  {
    networks: Object.keys(networks).filter((id) => id !== 'bitcoin' && id !== 'tron'),
    address: '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  },
]

/** The one of the book to copy from while this coin and network are chosen. */
export function ownAddress(coin, network) {
  const id = network || coins[coin].networks[0]
  return book.find((entry) => entry.networks.includes(id)).address
}
