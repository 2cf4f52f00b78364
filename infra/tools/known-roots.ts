import * as z from 'zod';
import type { KnownRoot } from '../../shared/records/audit.ts';

const knownRoot = z.strictObject({ day: z.iso.date(), mac: z.string().min(1) });

/**
 * The roots that a file of the auditor's names: lines `{"day": "2027-01-25", "mac": "…"}` as they stand in the letters,
 * pasted under each other, or a JSON list of the same. Throws for anything else, and for a file that names none: an
 * audit against nothing would find nothing.
 */
export function readKnownRoots(text: string): readonly KnownRoot[] {
  const objects = text.match(/\{[^{}]*\}/g) ?? [];
  const rest = text.replaceAll(/\{[^{}]*\}/g, '').replaceAll(/[\s,[\]\ufeff]/g, '');
  if (rest !== '' || objects.length === 0)
    throw new Error('the file of roots must hold lines {"day": "…", "mac": "…"} of the auditor’s letters');
  return objects.map((object) => {
    const read = knownRoot.safeParse(parse(object));
    if (!read.success) throw new Error(`not a line of the auditor’s letters: ${object}`);
    return read.data;
  });
}

function parse(json: string): unknown {
  try {
    // A mail program may have broken the line; no member holds a blank.
    return JSON.parse(json.replaceAll(/\s/g, ''));
  } catch {
    return undefined;
  }
}
