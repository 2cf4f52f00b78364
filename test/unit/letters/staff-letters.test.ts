import { describe, expect, it } from 'vitest';
import { auditorLetter, signDays } from '../../../functions/ledger/sign-day.ts';
import { change } from '../../../shared/domain/cases/change.ts';
import { queueDigest } from '../../../shared/letters/digests.ts';
import { commitCase, readCase } from '../../../shared/records/case-file.ts';
import { CODE_MS, codeToSend, poseChallenge } from '../../../shared/records/codes.ts';
import { systemRandom } from '../../../shared/records/random.ts';
import { rootJws, rootValue } from '../../../shared/records/roots.ts';
import { rememberStaff } from '../../../shared/records/staff-directory.ts';
import { DeskOfLetters, MINUTE, REQUEST } from './desk-of-letters.ts';
import { queueCaseLetter } from './queue-case-letter.ts';
import { seen } from './reading.ts';

/** A claim assigned to a member of staff who has signed in. */
async function assigned(desk: DeskOfLetters): Promise<string> {
  const who = { sub: 'agent-1', role: 'agent', name: 'Ольга', email: 'olga@example.com' };
  await rememberStaff(desk.deps, who, 'ru', desk.at);
  const reference = await desk.claim();
  await desk.stream();
  await desk.act(reference, { act: 'assign', to: 'agent-1' });
  return reference;
}

/** A code for withdrawing and its letter, which derives it again. */
async function askForCode(desk: DeskOfLetters, reference: string): Promise<string> {
  const file = await readCase(desk.deps, reference, desk.at);
  if (file === undefined) throw new Error('no case');
  const about = { purpose: 'claim-withdrawal', about: reference, address: 'k1.x' };
  const posed = poseChallenge(desk.deps.secrets, about, false, systemRandom, desk.at);
  const named = { challenge: posed.id, generation: posed.generation };
  const made = change(file.state.body, {
    letters: [{ id: 'C1', kind: 'claim-withdrawal-code', to: 'requester', data: named }],
  });
  await commitCase(desk.deps, file, made, desk.at, [posed.write]);
  return String(await codeToSend(desk.deps, named, desk.at));
}

const queueReminder = (desk: DeskOfLetters, reference: string): Promise<void> =>
  queueCaseLetter(desk, reference, {
    id: 'R1',
    kind: 'case-reminder',
    to: 'team',
    data: { milestone: 'reminder-5' },
  });

describe('letters to staff reach who is in charge (K3)', () => {
  it('K3: a reminder goes to the assignee, whose address is opened from the sealed directory', async () => {
    const desk = new DeskOfLetters();
    const reference = await assigned(desk);
    await queueCaseLetter(desk, reference, {
      id: 'R1',
      kind: 'case-reminder',
      to: 'assignee',
      data: { milestone: 'reminder-2' },
    });
    await desk.stream();
    const [message] = desk.mail.to('olga@example.com');
    expect(seen(message)).toContain('осталось 2 дня');
    expect(seen(message)).toContain(`https://privacy.example.com/desk/cases/${reference}`);
  });

  it('K3: an assignee who is not in the directory is stood in for by the team', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    await desk.act(reference, { act: 'assign', to: 'nobody' });
    await queueCaseLetter(desk, reference, { id: 'R1', kind: 'case-due', to: 'assignee' });
    await desk.stream();
    expect(desk.mail.to('team@example.com')).toHaveLength(1);
  });

  it('K3: a reminder that comes back from the assignee goes to the team, once, and is reported', async () => {
    const desk = new DeskOfLetters();
    const reference = await assigned(desk);
    await queueCaseLetter(desk, reference, {
      id: 'R1',
      kind: 'case-reminder',
      to: 'assignee',
      data: { milestone: 'reminder-5' },
    });
    await desk.stream();
    const [message] = desk.mail.to('olga@example.com');
    for (let times = 0; times < 2; times += 1) await desk.tell(message ?? expect.fail(), 'Bounce');
    await desk.stream();
    expect(seen(desk.mail.to('team@example.com')[0])).toContain('осталось 5 дней');
    expect(desk.mail.to('team@example.com')).toHaveLength(1);
    expect(desk.reports).toContainEqual({ code: 'staff-address-returned' });
  });

  it('G13: staff read in the language of the deployment, the requester in their own', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim({ language: 'en' });
    await queueCaseLetter(desk, reference, { id: 'R1', kind: 'case-due', to: 'team' });
    await desk.stream();
    expect(seen(desk.mail.to('anna@example.org')[0])).toContain('We will answer by: 6 January 2027');
    expect(seen(desk.mail.to('team@example.com')[0])).toContain(
      'Подготовить ответ не позднее: 30 декабря 2026 г.',
    );
  });

  it('A1: the daily root leaves to the auditor with hash, signature and key id', async () => {
    const desk = new DeskOfLetters();
    await desk.claim();
    const handOver = (root: Parameters<typeof auditorLetter>[0]) => auditorLetter(root, 'ru');
    const deps = { records: desk.records, secrets: desk.deps.secrets, handOver };
    desk.at += 24 * 60 * MINUTE;
    const [signed] = await signDays(deps, desk.at);
    const { root } = signed ?? expect.fail('not signed');
    await desk.stream();
    const text = seen(desk.mail.to('auditor@example.com')[0]).replaceAll(/\s/g, '');
    for (const part of [rootValue(root), rootJws(root), root.key, '/.well-known/jwks.json', '7декабря2026г.'])
      expect(text).toContain(part);
  });
});

describe('letters to staff (K3, D0)', () => {
  it('a reminder whose answer has left meanwhile is not sent', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    await desk.stream();
    await queueReminder(desk, reference);
    await desk.stream();
    expect(await desk.letters(reference)).toContain('case-reminder team stopped');
    expect(await desk.events(reference)).toContain('letter-stopped');
    expect(desk.mail.to('team@example.com')).toHaveLength(0);
  });

  it('K4, N4: a reminder of an answer that is written and has not left says so', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    desk.mail.next = [{ type: 'paused', code: 'AccountSendingPausedException' }];
    await desk.stream();
    await queueReminder(desk, reference);
    await desk.stream();
    expect(await desk.letter(reference, 'case-reminder')).toMatchObject({ status: 'sent' });
    const text = seen(desk.mail.to('team@example.com')[0]);
    expect(text).toContain('ответ ещё не ушёл');
    expect(text).not.toContain('ответа ещё нет');
  });

  it('K4, N4: a reminder of an answer that waits for the printer asks to print and post it', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim({ claimant: { name: 'Анна', postalAddress: 'Москва' } });
    await desk.answer(reference);
    await queueReminder(desk, reference);
    await desk.stream();
    expect(seen(desk.mail.to('team@example.com')[0])).toContain('распечатайте его на странице дела');
  });

  it('G10: a reminder names the reference and the dates, and nothing that the poster typed', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    await queueCaseLetter(desk, reference, { id: 'R1', kind: 'case-escalation', to: 'officers' });
    await desk.stream();
    const [message] = desk.mail.to('officer@example.com');
    const text = seen(message);
    expect(text).toContain(reference);
    for (const typed of [REQUEST.claimant.name, 'anna@example.org', REQUEST.facts, REQUEST.demand])
      expect(text).not.toContain(typed);
  });

  it('D0: the digest lists overdue cases and those to be answered today, once a day, and is not sent when there are none', async () => {
    const desk = new DeskOfLetters();
    const digest = async (day: string) =>
      (await desk.records.commit([queueDigest('desk-digest', day, 'ru', desk.at)])).ok;
    expect(await digest('2026-12-07')).toBe(true);
    expect(await digest('2026-12-07')).toBe(false);
    await desk.stream();
    expect(desk.mail.calls).toHaveLength(0);
    await desk.claim();
    await desk.stream();
    // Received on 7 December 2026: promised by 6 January 2027, a holiday; worked towards 30 December 2026.
    desk.at = Date.UTC(2027, 0, 11, 6);
    await digest('2027-01-11');
    await desk.stream();
    expect(desk.mail.to('officer@example.com')).toHaveLength(1);
    expect(desk.mail.to('officer2@example.com')).toHaveLength(1);
  });
});

describe('codes are sent at most once (N6, G16)', () => {
  it('K1: the code goes to the address of the claim', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    await desk.stream();
    const code = await askForCode(desk, reference);
    await desk.stream();
    expect(seen(desk.mail.taken[1])).toContain(code);
  });

  it('N6: a code whose sending is unknown is not sent again; a new one can be asked for', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    await desk.stream();
    await askForCode(desk, reference);
    desk.mail.next = ['lost'];
    await desk.stream();
    for (let round = 0; round < 5; round += 1) {
      desk.at += 30 * MINUTE;
      await desk.sweep();
    }
    expect(desk.mail.calls).toHaveLength(2);
    expect(await desk.letter(reference, 'claim-withdrawal-code')).toMatchObject({
      status: 'stopped',
      stopReason: 'outcome-unknown',
    });
    expect((await desk.events(reference)).at(-1)).toBe('letter-stopped');
  });

  it('G16: a code that has run out while mail was down is not sent', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    await desk.stream();
    await askForCode(desk, reference);
    desk.mail.next = [{ type: 'paused', code: 'AccountSendingPausedException' }];
    await desk.stream();
    desk.at += CODE_MS + 10 * MINUTE;
    await desk.sweep();
    expect(desk.mail.taken).toHaveLength(1);
    expect((await desk.letter(reference, 'claim-withdrawal-code')).stopReason).toBe('code-expired');
  });
});
