// What Harbour takes: each coin with the networks it is taken on. The package knows which pairs exist, but has no list of
// them to show; a test asks it about every pair, so that this page neither misses one nor offers one that is not there.

/** The networks of many coins first, then by their English names. They are called as the verdicts call them. */
export const networks = {
  bitcoin: { en: 'Bitcoin', 'zh-Hans': '比特币' },
  ethereum: { en: 'Ethereum', 'zh-Hans': '以太坊' },
  tron: { en: 'TRON', 'zh-Hans': '波场（TRON）' },
  bsc: { en: 'BNB Smart Chain', 'zh-Hans': 'BNB 智能链' },
  solana: { en: 'Solana', 'zh-Hans': 'Solana' },
  akash: { en: 'Akash', 'zh-Hans': 'Akash' },
  algorand: { en: 'Algorand', 'zh-Hans': 'Algorand' },
  arbitrum: { en: 'Arbitrum One', 'zh-Hans': 'Arbitrum One' },
  avalanche: { en: 'Avalanche C-Chain', 'zh-Hans': 'Avalanche C-Chain' },
  axelar: { en: 'Axelar', 'zh-Hans': 'Axelar' },
  base: { en: 'Base', 'zh-Hans': 'Base' },
  bitcoincash: { en: 'Bitcoin Cash', 'zh-Hans': '比特币现金' },
  bitcoinsv: { en: 'Bitcoin SV', 'zh-Hans': 'Bitcoin SV' },
  cardano: { en: 'Cardano', 'zh-Hans': 'Cardano' },
  celestia: { en: 'Celestia', 'zh-Hans': 'Celestia' },
  celo: { en: 'Celo', 'zh-Hans': 'Celo' },
  cosmos: { en: 'Cosmos Hub', 'zh-Hans': 'Cosmos Hub' },
  dash: { en: 'Dash', 'zh-Hans': '达世币' },
  digibyte: { en: 'DigiByte', 'zh-Hans': 'DigiByte' },
  dogecoin: { en: 'Dogecoin', 'zh-Hans': '狗狗币' },
  dydx: { en: 'dYdX', 'zh-Hans': 'dYdX' },
  ecash: { en: 'eCash', 'zh-Hans': 'eCash' },
  eos: { en: 'EOS (Vaulta)', 'zh-Hans': 'EOS（Vaulta）' },
  ethereumclassic: { en: 'Ethereum Classic', 'zh-Hans': '以太经典' },
  gxchain: { en: 'GXChain', 'zh-Hans': 'GXChain' },
  hshare: { en: 'Hshare', 'zh-Hans': 'Hshare' },
  injective: { en: 'Injective', 'zh-Hans': 'Injective' },
  juno: { en: 'Juno', 'zh-Hans': 'Juno' },
  kava: { en: 'Kava', 'zh-Hans': 'Kava' },
  kusama: { en: 'Kusama', 'zh-Hans': 'Kusama' },
  litecoin: { en: 'Litecoin', 'zh-Hans': '莱特币' },
  monero: { en: 'Monero', 'zh-Hans': '门罗币' },
  near: { en: 'NEAR', 'zh-Hans': 'NEAR' },
  noble: { en: 'Noble', 'zh-Hans': 'Noble' },
  optimism: { en: 'OP Mainnet', 'zh-Hans': 'OP Mainnet' },
  osmosis: { en: 'Osmosis', 'zh-Hans': 'Osmosis' },
  polkadot: { en: 'Polkadot', 'zh-Hans': '波卡（Polkadot）' },
  polygon: { en: 'Polygon', 'zh-Hans': 'Polygon' },
  secret: { en: 'Secret Network', 'zh-Hans': 'Secret 网络' },
  sei: { en: 'Sei', 'zh-Hans': 'Sei' },
  stellar: { en: 'Stellar', 'zh-Hans': '恒星币（Stellar）' },
  terra: { en: 'Terra', 'zh-Hans': 'Terra' },
  thorchain: { en: 'THORChain', 'zh-Hans': 'THORChain' },
  ton: { en: 'TON', 'zh-Hans': 'TON' },
  ripple: { en: 'XRP Ledger', 'zh-Hans': 'XRP 账本' },
  zcash: { en: 'Zcash', 'zh-Hans': 'Zcash' },
}

/** What people choose most comes first, then all others by their tickers. */
export const coins = {
  BTC: { en: 'Bitcoin', 'zh-Hans': '比特币', networks: ['bitcoin'] },
  ETH: { en: 'Ether', 'zh-Hans': '以太币', networks: ['ethereum', 'arbitrum', 'optimism', 'base'] },
  USDT: {
    en: 'Tether',
    'zh-Hans': '泰达币',
    networks: 'ethereum tron bsc solana ton polygon arbitrum optimism avalanche celo near'.split(' '),
  },
  USDC: {
    en: 'USD Coin',
    'zh-Hans': '美元币',
    networks:
      'ethereum solana bsc base polygon arbitrum optimism avalanche algorand celo near noble polkadot stellar ripple'.split(' '),
  },
  BNB: { en: 'BNB', 'zh-Hans': '币安币', networks: ['bsc'] },
  SOL: { en: 'Solana', 'zh-Hans': 'Solana', networks: ['solana'] },
  XRP: { en: 'XRP', 'zh-Hans': '瑞波币', networks: ['ripple'] },
  DOGE: { en: 'Dogecoin', 'zh-Hans': '狗狗币', networks: ['dogecoin'] },
  TRX: { en: 'TRON', 'zh-Hans': '波场币', networks: ['tron'] },
  LTC: { en: 'Litecoin', 'zh-Hans': '莱特币', networks: ['litecoin'] },
  ADA: { en: 'Cardano', 'zh-Hans': '艾达币', networks: ['cardano'] },
  AKT: { en: 'Akash', 'zh-Hans': 'Akash', networks: ['akash'] },
  ALGO: { en: 'Algorand', 'zh-Hans': 'Algorand', networks: ['algorand'] },
  ATOM: { en: 'Cosmos', 'zh-Hans': 'Cosmos', networks: ['cosmos'] },
  AVAX: { en: 'Avalanche', 'zh-Hans': 'Avalanche', networks: ['avalanche'] },
  AXL: { en: 'Axelar', 'zh-Hans': 'Axelar', networks: ['axelar'] },
  BCH: { en: 'Bitcoin Cash', 'zh-Hans': '比特币现金', networks: ['bitcoincash'] },
  BSV: { en: 'Bitcoin SV', 'zh-Hans': 'Bitcoin SV', networks: ['bitcoinsv'] },
  CELO: { en: 'Celo', 'zh-Hans': 'Celo', networks: ['celo'] },
  DASH: { en: 'Dash', 'zh-Hans': '达世币', networks: ['dash'] },
  DGB: { en: 'DigiByte', 'zh-Hans': 'DigiByte', networks: ['digibyte'] },
  DOT: { en: 'Polkadot', 'zh-Hans': '波卡币', networks: ['polkadot'] },
  DYDX: { en: 'dYdX', 'zh-Hans': 'dYdX', networks: ['dydx'] },
  EOS: { en: 'EOS', 'zh-Hans': 'EOS', networks: ['eos'] },
  ETC: { en: 'Ethereum Classic', 'zh-Hans': '以太经典', networks: ['ethereumclassic'] },
  GXS: { en: 'GXChain', 'zh-Hans': 'GXChain', networks: ['gxchain'] },
  HSR: { en: 'Hshare', 'zh-Hans': 'Hshare', networks: ['hshare'] },
  INJ: { en: 'Injective', 'zh-Hans': 'Injective', networks: ['injective'] },
  JUNO: { en: 'Juno', 'zh-Hans': 'Juno', networks: ['juno'] },
  KAVA: { en: 'Kava', 'zh-Hans': 'Kava', networks: ['kava'] },
  KSM: { en: 'Kusama', 'zh-Hans': 'Kusama', networks: ['kusama'] },
  LUNA: { en: 'Terra', 'zh-Hans': 'Terra', networks: ['terra'] },
  NEAR: { en: 'NEAR', 'zh-Hans': 'NEAR', networks: ['near'] },
  OSMO: { en: 'Osmosis', 'zh-Hans': 'Osmosis', networks: ['osmosis'] },
  POL: { en: 'Polygon', 'zh-Hans': 'Polygon', networks: ['polygon'] },
  RUNE: { en: 'THORChain', 'zh-Hans': 'THORChain', networks: ['thorchain'] },
  SCRT: { en: 'Secret', 'zh-Hans': 'Secret', networks: ['secret'] },
  SEI: { en: 'Sei', 'zh-Hans': 'Sei', networks: ['sei'] },
  TIA: { en: 'Celestia', 'zh-Hans': 'Celestia', networks: ['celestia'] },
  TON: { en: 'Toncoin', 'zh-Hans': 'Toncoin', networks: ['ton'] },
  XEC: { en: 'eCash', 'zh-Hans': 'eCash', networks: ['ecash'] },
  XLM: { en: 'Stellar', 'zh-Hans': '恒星币', networks: ['stellar'] },
  XMR: { en: 'Monero', 'zh-Hans': '门罗币', networks: ['monero'] },
  ZEC: { en: 'Zcash', 'zh-Hans': 'Zcash', networks: ['zcash'] },
}

/** The tickers as the page lists them. */
export const coinGroups = { most: Object.keys(coins).slice(0, 10), others: Object.keys(coins).slice(10) }

/** What a coin is called in a list. A few have no name but their ticker. */
export function coinName(id, language, words) {
  const name = coins[id][language]
  return name === id ? id : `${id}${words['coin.separator']}${name}`
}

/** The visitor's own address book: an address for each network, or for some that spell alike. All are published examples. */
export const book = [
  { networks: ['bitcoin', 'bitcoinsv'], address: '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2' },
  { networks: ['tron'], address: 'TLyqzVGLV1srkB7dToTAEqgDSfPtXRJZYH' },
  {
    networks: 'ethereum bsc polygon arbitrum optimism base avalanche celo ethereumclassic'.split(' '),
    address: '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359', // EIP-55
  },
  { networks: ['solana'], address: 'HzqnaMjWFbK2io6WgV2Z5uBguCBU21RMUS16wsDUHkon' }, // wallet-core tests
  { networks: ['ripple'], address: 'rLUEXYuLiQptky37CqLcm9USQpPiz5rkpD' }, // ripple-address-codec tests
  { networks: ['dogecoin'], address: 'DGYdw7jC17b9SappjsrAsaghhDTS8sV5Mx' }, // Dogecoin Core tests
  { networks: ['litecoin'], address: 'ltc1qhkfq3zahaqkkzx5mjnamwjsfpq2jk7z0tamvsu' }, // wallet-core tests
  { networks: ['cardano'], address: 'addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8' }, // CIP-19
  { networks: ['akash'], address: 'akash1mry47pkga5tdswtluy0m8teslpalkdq0n6af90' }, // wallet-core tests
  { networks: ['algorand'], address: 'HXIWBVQGOO6ZWE5NYJO22XMYRUGZ6TGNX2K2EERPT3ZIWPHE5CLJGB2GEA' }, // wallet-core tests
  { networks: ['cosmos'], address: 'cosmos1hsk6jryyqjfhp5dhc55tc9jtckygx0eph6dd02' }, // wallet-core tests
  { networks: ['axelar'], address: 'axelar1mry47pkga5tdswtluy0m8teslpalkdq060xxh5' }, // wallet-core tests
  { networks: ['bitcoincash'], address: 'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a' }, // CashAddr
  { networks: ['dash'], address: 'XtAG1982HcYJVibHxRZrBmdzL5YTzj4cA1' }, // address-encoder tests
  { networks: ['digibyte'], address: 'dgb1qhyz5jznu8rxjz6emktwwkz5m0m4gr9q9rvhegc' }, // DigiByte Core tests
  { networks: ['polkadot'], address: '15KRsCq9LLNmCxNFhGk55s5bEyazKefunDxUH24GFZwsTxyu' }, // wallet-core tests
  { networks: ['dydx'], address: 'dydx199tqg4wdlnu4qjlxchpd7seg454937hjrknju4' }, // dYdX localnet
  { networks: ['eos'], address: 'nameregister' }, // an account of the EOS main network
  { networks: ['gxchain'], address: 'aaa-bbb.ccc' }, // graphene tests
  { networks: ['hshare'], address: 'H76Upr3UwdyLsoRrnFGPcxAUAs1QuLfEFH' }, // an Hshare miner's README
  { networks: ['injective'], address: 'inj14py36sx57ud82t9yrks9z6hdsrpn5x6k8tf7m3' }, // wallet-core tests
  { networks: ['juno'], address: 'juno1mry47pkga5tdswtluy0m8teslpalkdq0gnn4mf' }, // wallet-core tests
  { networks: ['kava'], address: 'kava1r4v2zdhdalfj2ydazallqvrus9fkphmglhn6u6' }, // address-encoder tests
  { networks: ['kusama'], address: 'FHKAe66mnbk8ke8zVWE9hFVFrJN1mprFPVmD5rrevotkcDZ' }, // wallet-core tests
  { networks: ['terra'], address: 'terra1pdx498r0hrc2fj36sjhs8vuhrz9hd2cw0tmam9' }, // address-encoder tests
  { networks: ['near'], address: 'illia.cheapaccounts.near' }, // near-account-id tests
  { networks: ['noble'], address: 'noble1mry47pkga5tdswtluy0m8teslpalkdq0kz9xym' }, // wallet-core tests
  { networks: ['osmosis'], address: 'osmo1mky69cn8ektwy0845vec9upsdphktxt0en97f5' }, // wallet-core tests
  { networks: ['thorchain'], address: 'thor1z53wwe7md6cewz9sqwqzn0aavpaun0gw0exn2r' }, // wallet-core tests
  { networks: ['secret'], address: 'secret16vw3fp7x35tzmwlkdkyzr8vgscn0zewtduyjuf' }, // wallet-core tests
  { networks: ['sei'], address: 'sei1mry47pkga5tdswtluy0m8teslpalkdq0ndpc65' }, // wallet-core tests
  { networks: ['celestia'], address: 'celestia1mry47pkga5tdswtluy0m8teslpalkdq00tp7xc' }, // wallet-core tests
  { networks: ['ton'], address: 'UQCKhieGGl3ZbJ2zzggHsSLaXtRzk0znVopbSxw2HLsorhqg' }, // wallet-core tests
  { networks: ['ecash'], address: 'ecash:qplkmuz3rx480u6vc4xgc0qxnza42p0e7vll6p90wr' }, // ecashaddrjs README
  { networks: ['stellar'], address: 'GAI3GJ2Q3B35AOZJ36C4ANE3HSS4NK7WI6DNO4ZSHRAX6NG7BMX6VJER' }, // address-encoder tests
  {
    networks: ['monero'], // the Monero project's donations
    address: '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H',
  },
  { networks: ['zcash'], address: 't1VmmGiyjVNeCjxDZzg7vZmd99WyzVby9yC' }, // ZIP-320
]

/** The one of the book to copy from while this coin and network are chosen. */
export function ownAddress(coin, network) {
  const id = network || coins[coin].networks[0]
  return book.find((entry) => entry.networks.includes(id)).address
}
