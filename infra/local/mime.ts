/** Just enough MIME reading to show a letter: headers, text, HTML. Written for the letters that the program itself sends. */

/** A letter as the inbox shows it. */
export interface ReadLetter {
  /** Header fields in order, names as written, values unfolded but still encoded. */
  readonly fields: readonly (readonly [string, string])[];
  readonly text: string;
  readonly html: string;
}

interface Entity {
  readonly fields: readonly (readonly [string, string])[];
  readonly body: string;
}

/** Reads a whole message. Parts that are attachments are left out. */
export function readMime(raw: Buffer): ReadLetter {
  const entity = split(raw.toString('latin1'));
  const found = { text: '', html: '' };
  collect(entity, found);
  return { fields: entity.fields, ...found };
}

/** Value of the first field of a name, decoded; undefined when absent. */
export function fieldOf(fields: ReadLetter['fields'], name: string): string | undefined {
  const value = fields.find(([field]) => field.toLowerCase() === name)?.[1];
  return value === undefined ? undefined : decodeWords(value);
}

/** Plain addresses in an address field: `"A" <a@x>, b@y` → `a@x`, `b@y`. */
export function addressesIn(value: string): readonly string[] {
  const bare = value.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/\([^)]*\)/g, '');
  return bare
    .replace(/[^,:;]*:([^;]*);/g, '$1')
    .split(',')
    .map((part) => (/<([^>]*)>/.exec(part)?.[1] ?? part).trim())
    .filter((address) => address.includes('@'));
}

/**
 * Replaces, adds (at the top) or removes header fields of a raw message; names are compared without regard to case.
 * `undefined` removes. The body is not touched.
 */
export function withFields(raw: Buffer, changes: Readonly<Record<string, string | undefined>>): Buffer {
  const end = headEnd(raw.toString('latin1'));
  const names = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
  const kept = raw
    .subarray(0, end.head)
    .toString('latin1')
    .split(/\r?\n(?![ \t])/)
    .filter((line) => line !== '' && !names.has(line.slice(0, line.indexOf(':')).trim().toLowerCase()));
  const added = Object.entries(changes).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return Buffer.concat([
    Buffer.from(`${[...added, ...kept].join('\r\n')}\r\n\r\n`, 'latin1'),
    raw.subarray(end.body),
  ]);
}

function headEnd(text: string): { head: number; body: number } {
  const match = /\r?\n\r?\n/.exec(text);
  return match
    ? { head: match.index, body: match.index + match[0].length }
    : { head: text.length, body: text.length };
}

function split(text: string): Entity {
  const { head, body } = headEnd(text);
  const fields = text
    .slice(0, head)
    .split(/\r?\n(?![ \t])/)
    .flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      if (colon < 1) return [];
      const value = line
        .slice(colon + 1)
        .replace(/\r?\n[ \t]+/g, ' ')
        .trim();
      return [[line.slice(0, colon).trim(), Buffer.from(value, 'latin1').toString('utf8')]];
    });
  return { fields, body: text.slice(body) };
}

function collect(entity: Entity, found: { text: string; html: string }): void {
  const type = plainField(entity, 'content-type') ?? 'text/plain';
  const boundary = parameter(type, 'boundary');
  if (/^multipart\//i.test(type) && boundary !== undefined) {
    for (const part of entity.body.split(`--${boundary}`).slice(1)) {
      if (part.startsWith('--')) break;
      collect(split(part.replace(/^\r?\n/, '').replace(/\r?\n$/, '')), found);
    }
    return;
  }
  if (/^attachment/i.test(plainField(entity, 'content-disposition') ?? '')) return;
  const kind = /^text\/html/i.test(type) ? 'html' : /^text\/plain/i.test(type) ? 'text' : undefined;
  if (kind !== undefined && found[kind] === '') found[kind] = decodeBody(entity, type);
}

function plainField(entity: Entity, name: string): string | undefined {
  return entity.fields.find(([field]) => field.toLowerCase() === name)?.[1];
}

function parameter(value: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value);
  return match?.[1] ?? match?.[2];
}

function decodeBody(entity: Entity, type: string): string {
  const encoding = (plainField(entity, 'content-transfer-encoding') ?? '7bit').toLowerCase();
  const bytes =
    encoding === 'base64'
      ? Buffer.from(entity.body, 'base64')
      : encoding === 'quoted-printable'
        ? fromQuoted(entity.body.replace(/[ \t]+(?=\r?\n|$)/g, '').replace(/=\r?\n/g, ''))
        : Buffer.from(entity.body, 'latin1');
  return decoded(bytes, parameter(type, 'charset') ?? 'utf-8').replace(/\r\n/g, '\n');
}

function fromQuoted(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** RFC 2047 encoded words; neighbouring words are joined before decoding, since one character may be split over two. */
export function decodeWords(value: string): string {
  const joined = value.replace(/(=\?[^?]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi, '$1');
  return joined.replace(/(?:=\?[^?]+\?[bq]\?[^?]*\?=)+/gi, (run) => {
    const words = [...run.matchAll(/=\?([^?*]+)[^?]*\?([bq])\?([^?]*)\?=/gi)];
    const bytes = words.map(([, , kind, text = '']) =>
      kind?.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : fromQuoted(text.replace(/_/g, ' ')),
    );
    return decoded(Buffer.concat(bytes), words[0]?.[1] ?? 'utf-8');
  });
}

function decoded(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}
