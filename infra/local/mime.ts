/** Letters read by postal-mime; and the one thing it does not do: changing header fields of a raw message, as SES does. */
import PostalMime, { addressParser, decodeWords } from 'postal-mime';

/** A letter as the inbox shows it. */
export interface ReadLetter {
  /** Header fields in order, names as written, values unfolded and decoded. */
  readonly fields: readonly (readonly [string, string])[];
  readonly text: string;
  readonly html: string;
}

/** Reads a whole message. Parts that are attachments are left out. */
export async function readMime(raw: Uint8Array): Promise<ReadLetter> {
  const { headers, text, html } = await PostalMime.parse(raw);
  return {
    fields: headers.map(({ originalKey, value }) => [originalKey, decodeWords(value)]),
    text: lines(text ?? ''),
    html: lines(html ?? ''),
  };
}

const lines = (text: string): string => text.replace(/\r\n/g, '\n');

/** Value of the first field of a name (in lower case); undefined when absent. */
export function fieldOf(fields: ReadLetter['fields'], name: string): string | undefined {
  return fields.find(([field]) => field.toLowerCase() === name)?.[1];
}

/** Plain addresses in an address field: `"A" <a@x>, b@y` → `a@x`, `b@y`. */
export function addressesIn(value: string): readonly string[] {
  return addressParser(value, { flatten: true }).flatMap(({ address }) =>
    address?.includes('@') === true ? [address] : [],
  );
}

/**
 * Replaces, adds (at the top) or removes header fields of a raw message; names are compared without regard to case.
 * `undefined` removes. The body is not touched.
 */
export function withFields(raw: Buffer, changes: Readonly<Record<string, string | undefined>>): Buffer {
  const text = raw.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text) ?? { index: text.length, 0: '' };
  const names = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
  const kept = text
    .slice(0, end.index)
    .split(/\r?\n(?![ \t])/)
    .filter((line) => line !== '' && !names.has(line.slice(0, line.indexOf(':')).trim().toLowerCase()));
  const added = Object.entries(changes).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return Buffer.concat([
    Buffer.from(`${[...added, ...kept].join('\r\n')}\r\n\r\n`, 'latin1'),
    raw.subarray(end.index + end[0].length),
  ]);
}
