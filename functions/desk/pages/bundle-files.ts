import { createHash } from 'node:crypto';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { csv } from '../../../shared/csv.ts';
import { dayLines } from '../../../shared/law/day-words.ts';
import { recompute } from '../../../shared/law/deadline.ts';
import { articleOf, ruleOf } from '../../../shared/law/rules.ts';
import { bundleIndex } from '../bundle-index.tsx';
import type { Material } from '../bundle-material.ts';
import type { BundleKind } from './bundle-kind.ts';
import { termsIn } from './bundle-parts.tsx';

/** Files by name. */
export type Files = ReadonlyMap<string, Uint8Array>;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Every file of the bundle but the manifest. */
export function bundleFiles(material: Material, kind: BundleKind): Files {
  const { personal, body, chain, letters, texts } = material;
  const parts: readonly (readonly [string, string])[] = [
    ...kind.files(material),
    ['case.json', json({ ...withoutLink(body), [body.kind]: personal })],
    ['clock.csv', clockCsv(material)],
    ['events.json', json(chain)],
    ['events.csv', eventsCsv(material, kind)],
    ['letters.json', json(letters)],
    ['texts.json', json(texts)],
  ];
  const names = ['index.html', ...parts.map(([name]) => name), MANIFEST];
  return new Map([
    ['index.html', strToU8(bundleIndex(material, kind, names))],
    ...parts.map(([name, text]) => [name, strToU8(text)] as const),
  ]);
}

/** The secret of the claimant's link belongs to nobody else, a lawyer included (G15). */
function withoutLink({ link: _, ...rest }: Material['body']): object {
  return rest;
}

function clockCsv({ body }: Material): string {
  return csv(
    ['rule', 'article', 'state', 'date', 'counted', 'n', 'reason', 'text'],
    body.clocks.flatMap((clock) => {
      const { deadline } = recompute(clock);
      return dayLines(deadline, body.language).map(({ date, counted, n, reason, text }) => [
        clock.rule,
        articleOf(ruleOf(clock.rule)),
        clock.state,
        date,
        counted ? 'yes' : 'no',
        n ?? '',
        reason,
        text,
      ]);
    }),
  );
}

function eventsCsv(material: Material, kind: BundleKind): string {
  const { chain, names, texts } = material;
  const words = new Map(texts.map((text) => [text.id, text]));
  const terms = termsIn(kind, material);
  return csv(
    ['n', 'at', 'type', 'event', 'by', 'name', 'reason', 'words', 'data', 'revision', 'text hash', 'mac'],
    chain.map((event) => {
      const text = words.get(String(event.data?.['text'] ?? ''));
      return [
        event.n,
        event.at,
        event.type,
        terms.event(event.type),
        event.by,
        names.get(event.by.replace(/^staff:/, '')) ?? '',
        event.reason ?? '',
        text !== undefined && text.role !== 'answer' ? text.text : '',
        event.data === undefined ? '' : JSON.stringify(event.data),
        event.revision ?? '',
        event.text ?? '',
        event.mac,
      ];
    }),
  );
}

export const MANIFEST = 'manifest.json';
/** A time that no clock and no zone changes: the same material gives the same bytes wherever it is packed. */
const PACKED = new Date(1980, 0, 1);

/** The files with their manifest, packed, and the SHA-256 of the manifest. */
export function packBundle(
  { body, at, by, reason }: Pick<Material, 'body' | 'at' | 'by' | 'reason'>,
  files: Files,
): { readonly bytes: Uint8Array; readonly manifest: string } {
  const manifest = strToU8(
    json({
      reference: body.reference,
      revision: body.revision,
      exportedAt: new Date(at).toISOString(),
      by,
      reason,
      files: [...files].map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) })),
    }),
  );
  const contents: Zippable = Object.fromEntries(
    [...files, [MANIFEST, manifest] as const].map(([name, bytes]) => [
      `${body.reference}/${name}`,
      [bytes, { mtime: PACKED, level: 6 }],
    ]),
  );
  return { bytes: zipSync(contents), manifest: sha256(manifest) };
}
