import { translated } from '../toolkit/cidr';

// Ranges that no Internet host has, so that they may lead into the infrastructure. IANA's registries of special-purpose
// addresses name most of them, with their RFCs:
// https://www.iana.org/assignments/iana-ipv4-special-registry
// https://www.iana.org/assignments/iana-ipv6-special-registry

/** IPv4 ranges that routers forward. */
const IPV4 = [
  '10.0.0.0/8', // RFC 1918: private
  '100.64.0.0/10', // RFC 6598: shared by carriers; Alibaba Cloud's metadata
  '168.63.129.16/32', // Azure's wire server, which hands certificates and settings to machines
  '169.254.0.0/16', // RFC 3927: link-local; metadata and credentials of most clouds
  '172.16.0.0/12', // RFC 1918
  '192.0.0.0/24', // RFC 6890: protocol assignments; Oracle Cloud's older metadata
  '192.168.0.0/16', // RFC 1918
  '198.18.0.0/15', // RFC 2544: benchmarks
  '240.0.0.0/4', // RFC 1112: reserved, but used within some networks
];

const OTHERS = [
  '0.0.0.0/8', // RFC 791: this network
  '127.0.0.0/8', // RFC 1122: loopback
  '224.0.0.0/4', // RFC 5771: multicast
  '::/96', // RFC 4291: unspecified, loopback, IPv4-compatible
  '64:ff9b:1::/48', // RFC 8215: IPv4 through gateways of the network's own
  '2001::/32', // RFC 4380: IPv4 through Teredo
  '2002::/16', // RFC 3056: IPv4 through 6to4
  '5f00::/16', // RFC 9602: segments of routers
  'fc00::/7', // RFC 4193: private; Amazon's metadata
  'fe80::/10', // RFC 4291: link-local
  'fec0::/10', // RFC 3879: site-local
  'ff00::/8', // RFC 4291: multicast
];

/**
 * What is not the Internet: ranges that may lead into the infrastructure, and the given networks. Gateways reach IPv4
 * through IPv6 addresses that hold an IPv4 address (RFC 6052). Most of those addresses lead to the Internet, so only
 * those of the IPv4 ranges are listed.
 */
export function notInternet(networks: readonly string[]): string[] {
  return [...IPV4, ...OTHERS, ...networks, ...[...IPV4, ...networks].flatMap(translated)];
}
