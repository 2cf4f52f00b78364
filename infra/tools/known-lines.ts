import type * as z from 'zod';

/**
 * Lines of the auditor's letters, as they stand in the letters, pasted under each other, or a JSON list of the same. Throws
 * for anything else, and for a file that has none.
 * @param form what a line is, in words
 */
export function readKnownLines<Line>(text: string, schema: z.ZodType<Line>, form: string): readonly Line[] {
  const objects = text.match(/\{[^{}]*\}/g) ?? [];
  const rest = text.replaceAll(/\{[^{}]*\}/g, '').replaceAll(/[\s,[\]\ufeff]/g, '');
  if (rest !== '' || objects.length === 0)
    throw new Error(`the file must hold lines ${form} of the auditor’s letters`);
  return objects.map((object) => {
    const read = schema.safeParse(parse(object));
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
