import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { LetterDocument } from '../../shared/letters/document.ts';
import { letterhead } from '../../shared/letters/facts.ts';
import { openContact, readCase } from '../../shared/records/case-file.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { recordRead } from '../../shared/records/record-read.ts';
import { parseReference } from '../../shared/records/references.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { PREVIEWS } from './previews.ts';

/** The letter of an answer as it would be sent now, word for word (K4): the same template, the same records. */
export async function previewLetter(
  asked: { readonly reference: string; readonly answer: unknown; readonly sub: string },
  at: number,
  deps: StaffDeps & { readonly settings: RuntimeSettings },
  previews = PREVIEWS,
): Promise<Result<LetterDocument>> {
  const reference = parseReference(asked.reference);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  if (reference === undefined || file === undefined) return refuse('not-found');
  const { body } = file.state;
  const { kind, status } = body;
  const drawn = previews[kind]?.(asked.answer);
  if (drawn === undefined) return refuse('act-not-lawful', { data: { act: 'answer', status, kind } });
  if (!drawn.ok) return drawn;
  const opened = await openContact(deps, reference, 'letter', at);
  if (opened === undefined) return refuse('not-found');
  // The letter greets by name: the preview is a read of personal data, and leaves its event (G10).
  const reason = { code: 'answer' } as const;
  await recordRead(
    deps,
    opened,
    { subject: reference, type: 'read-personal', by: `staff:${asked.sub}`, reason },
    at,
  );
  return accept(drawn.value({ body, opened, head: letterhead(deps.settings, body.language, at) }));
}
