import { may } from '../../shared/api/consent.ts';
import { door } from '../../shared/http/door.ts';
import { openKeySets } from '../../shared/http/key-sets.ts';
import { staffGate } from '../../shared/http/staff-door.ts';
import { bind } from '../../shared/http/types.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { answerProgram } from './answer-may.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const book = purposeBook({ records: wired.records, settings }, Date.now);

const { oidc } = settings.staff;
// Programs have no place in the staff directory: this door enters nobody, and needs no key.
const gate = staffGate({ oidc, records: wired.records, keySets: openKeySets(oidc.issuer, fetch) });

/** Door of programs that ask whether they may (C4). */
export const handler = door(
  [
    bind(may, async ({ at, body, staff }) => {
      const deps = { ...(await wired.deps()), book, settings };
      const answer = await answerProgram(body, staff.sub, at, deps);
      return answer.ok ? { status: 200, json: answer.value } : answer;
    }),
  ],
  { settings, wired, staff: gate },
);
