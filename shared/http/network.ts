import { isIPv4, isIPv6 } from 'node:net';

/** The network of an address for limits: /24 of IPv4, /64 of IPv6, in one spelling. `none` where it is no address. */
export function networkOf(ip: string): string {
  // An IPv4 address written as IPv6 is one; a zone (`%eth0`) names an interface, not a network.
  const [bare = ''] = ip.toLowerCase().split('%', 1);
  const address = bare.replace(/^::ffff:(?=[\d.]+$)/, '');
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(address)) return 'none';
  const [first = [], last] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const groups = last === undefined ? first : [...first, ...Array(8 - first.length - last.length).fill('0')];
  return `${groups
    .concat(last ?? [])
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
