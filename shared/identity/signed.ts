import { macOf, type Secrets, sameText } from '../records/secrets.ts';

const macText = (key: Uint8Array, parts: readonly string[]): string =>
  macOf(key, parts).toString('base64url');

/**
 * Signs `text` for a use (its name keeps values of one use from passing for another), bound to a session or to nothing.
 * The value `<key id>.<text>.<mac>` holds only characters that a cookie and a form field may hold.
 */
export function sign(secrets: Secrets, use: string, text: string, bound = ''): string {
  const { id, key } = secrets.current('form');
  const payload = Buffer.from(text).toString('base64url');
  return `${id}.${payload}.${macText(key, [use, bound, payload])}`;
}

/** The signed text, or undefined if it was not signed by us for this use and bond. Compared in constant time. */
export function unsign(secrets: Secrets, use: string, signed: string, bound = ''): string | undefined {
  const [id = '', payload = '', given = '', more] = signed.length > 4_096 ? [] : signed.split('.');
  const subkey = secrets.byId('form', id);
  if (subkey === undefined || more !== undefined) return undefined;
  return sameText(given, macText(subkey.key, [use, bound, payload]))
    ? Buffer.from(payload, 'base64url').toString()
    : undefined;
}
