import type { ActBody } from '../../shared/api/acts.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { hasVisible } from '../../shared/domain/text.ts';
import type { LetterDocument } from '../../shared/letters/document.ts';
import { caseFacts, letterhead } from '../../shared/letters/facts.ts';
import { claimAnswer } from '../../shared/letters/templates/claim-answer.ts';
import { writeDocument } from '../../shared/letters/write-document.ts';
import { openContact, readCase } from '../../shared/records/case-file.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { recordRead } from '../../shared/records/record-read.ts';
import { parseReference } from '../../shared/records/references.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** The letter of an answer as it would be sent now, word for word (K4): the same template, the same records. */
export async function previewLetter(
  asked: { readonly reference: string; readonly answer: ActBody<'answer'>; readonly sub: string },
  at: number,
  deps: StaffDeps & { readonly settings: RuntimeSettings },
): Promise<Result<LetterDocument>> {
  const { outcome, text, reasons = '' } = asked.answer;
  if (outcome !== 'satisfied' && !hasVisible(reasons))
    return refuse('reasons-required', { field: 'reasons' });
  const reference = parseReference(asked.reference);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  const opened = reference === undefined ? undefined : await openContact(deps, reference, 'letter', at);
  if (file === undefined || opened === undefined) return refuse('not-found');
  const { language } = file.state.body;
  // The letter greets by name: the preview is a read of personal data, and leaves its event (G10).
  const reason = { code: 'answer' } as const;
  await recordRead(
    deps,
    opened,
    { subject: file.state.body.reference, type: 'read-personal', by: `staff:${asked.sub}`, reason },
    at,
  );
  return accept(
    writeDocument(
      claimAnswer,
      {
        case: caseFacts(file.state.body, language),
        name: opened.contact?.name ?? '',
        answer: { outcome, text, ...(reasons === '' ? {} : { reasons }) },
      },
      letterhead(deps.settings, language, at),
    ),
  );
}
