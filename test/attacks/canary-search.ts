import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A value that was planted, by a name that tells where. Unique enough that nothing else contains it. */
export interface Canary {
  readonly name: string;
  readonly value: string;
}

/** A canary that was found where it must not be. */
export interface Found {
  readonly canary: string;
  readonly spelling: string;
  readonly where: string;
}

/** How a value may be spelt: bytes to look for. */
interface Spelling {
  readonly name: string;
  readonly bytes: Buffer;
}

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

/**
 * The part of a base64 text that is the same whatever stands around the value: three alignments, without the signs at
 * the edges that mix with neighbours.
 */
const alignments = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const from = Math.ceil((before * 8) / 6);
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(from, whole);
  });

const escaped = (value: string, upper: boolean): string =>
  Array.from({ length: value.length }, (_, i) => {
    const code = value.charCodeAt(i);
    if (code < 0x80) return value.charAt(i);
    const hex = code.toString(16).padStart(4, '0');
    return `\\u${upper ? hex.toUpperCase() : hex}`;
  }).join('');

const percent = (value: string): string => encodeURIComponent(value);
const lowerPercent = (value: string): string => percent(value).replace(/%../g, (one) => one.toLowerCase());
const everyPercent = (bytes: Buffer): string =>
  [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const quotedPrintable = (bytes: Buffer): string => everyPercent(bytes).replaceAll('%', '=');
const entities = (value: string): string => Array.from(value, (char) => `&#${char.codePointAt(0)};`).join('');

/** Every spelling of a value, each once. */
export function spellings(value: string): readonly Spelling[] {
  const utf8 = Buffer.from(value);
  const utf16 = Buffer.from(value, 'utf16le');
  const texts: readonly (readonly [string, string])[] = [
    ['UTF-8', value],
    ['lower case', value.toLowerCase()],
    ['JSON escapes', escaped(value, false)],
    ['JSON escapes, capitals', escaped(value, true)],
    ['percent', percent(value)],
    ['percent, small', lowerPercent(value)],
    ['percent of every byte', everyPercent(utf8)],
    ['quoted-printable', quotedPrintable(utf8)],
    ['entities', entities(value)],
    ['hex', utf8.toString('hex')],
    ...alignments(utf8).flatMap((text): (readonly [string, string])[] => [
      ['base64', text],
      ['base64url', text.replaceAll('+', '-').replaceAll('/', '_')],
    ]),
    ...alignments(utf16).map((text) => ['base64 of UTF-16', text] as const),
  ];
  const seen = new Set<string>();
  const found: Spelling[] = [
    { name: 'UTF-16 LE', bytes: utf16 },
    { name: 'UTF-16 BE', bytes: swapped(utf16) },
  ];
  for (const [name, text] of texts) {
    if (seen.has(text)) continue;
    seen.add(text);
    found.push({ name, bytes: Buffer.from(text) });
  }
  return found;
}

type Search = (where: string, content: Buffer | string) => Found[];

/** A search for all canaries at once. */
export function searchFor(canaries: readonly Canary[]): Search {
  const wanted = canaries.map(({ name, value }) => ({ name, spellings: spellings(value) }));
  return (where, content) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return wanted.flatMap(({ name, spellings: all }) =>
      all
        .filter((spelling) => bytes.includes(spelling.bytes))
        .map((spelling) => ({ canary: name, spelling: spelling.name, where })),
    );
  };
}

/** The same, quick for many canaries: all of them begin with one of the marks, and only where a mark is are they told apart. */
export function quickSearch(marks: readonly string[], canaries: readonly Canary[]): Search {
  const anyMark = searchFor(marks.map((value) => ({ name: `something that begins with ${value}`, value })));
  const each = searchFor(canaries);
  return (where, content) => {
    const found = anyMark(where, content);
    if (found.length === 0) return found;
    const named = each(where, content);
    return named.length === 0 ? found : named;
  };
}

/** All files below a directory but those in the folders named. */
export function filesBelow(root: string, without: readonly string[] = []): readonly string[] {
  const below = (entry: Dirent): readonly string[] => {
    const path = join(entry.parentPath, entry.name);
    if (without.includes(relative(root, path))) return [];
    if (!entry.isDirectory()) return [path];
    return readdirSync(path, { withFileTypes: true }).flatMap(below);
  };
  return readdirSync(root, { withFileTypes: true }).flatMap(below);
}

/** Looks into every file as it lies on the disk. */
export const inFiles = (search: Search, root: string, without: readonly string[]): readonly Found[] =>
  filesBelow(root, without).flatMap((path) => search(relative(root, path), readFileSync(path)));
