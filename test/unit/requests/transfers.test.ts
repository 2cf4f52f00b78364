import { describe, expect, test } from 'vitest';
import { recordTransfer } from '../../../functions/people/record-transfer.ts';
import { showPerson } from '../../../functions/people/show-person.ts';
import { audit } from '../../../shared/records/audit.ts';
import { nextStep } from '../../../shared/records/erasing.ts';
import { holdersOf } from '../../../shared/records/holders.ts';
import { putNew } from '../../../shared/records/kinds/kind.ts';
import { type PersonSessionBody, personSessionKind } from '../../../shared/records/kinds/people.ts';
import { keyOf } from '../../../shared/records/writes.ts';
import type { RuntimeSettings } from '../../../shared/settings.ts';
import { outcome } from '../account/people-world.ts';
import type { PeopleWorld } from '../account/registered-people.ts';
import { ErasureCase } from '../erasures/decided.ts';
import { AT, acts, aStoredRequest, fileOf, LATER, requestWorld } from './request-world.ts';

const other = (kind: 'system' | 'processor' | 'recipient', holds: readonly string[]) => ({
  ...{ kind, holds, contact: `${kind}@example.net` },
  name: { ru: kind, en: kind },
});
const OTHERS = {
  portal: other('system', ['email', 'phone']),
  hosting: other('processor', ['email', 'name', 'phone']),
  courier: other('recipient', ['name', 'phone']),
  partner: other('recipient', ['name', 'organisation']),
} as unknown as NonNullable<RuntimeSettings['others']>;

async function withOthers(): Promise<PeopleWorld> {
  const world = await requestWorld();
  return { ...world, settings: { ...world.settings, others: OTHERS } };
}

const SAID = {
  ...{ recipient: 'courier', fields: ['phone' as const], ground: 'contract' as const, on: '2026-11-20' },
  evidence: 'Накладная № 14 от 20.11.2026',
};
const records = (deps: PeopleWorld, said: object = {}, person = deps.person, at = AT) =>
  recordTransfer({ person, sub: 'officer-1', said: { ...SAID, ...said } }, at, deps);
const recorded = async (...args: Parameters<typeof records>) => {
  const done = await records(...args);
  return done.ok ? 'ok' : done.refusal.code;
};
const asksOf = async (deps: PeopleWorld, reference: string) => {
  const { body } = (await fileOf(deps, reference)).state;
  return body.kind === 'request' ? (body.own.asks ?? []) : [];
};

describe('X3: who holds data of a person', () => {
  test('X3: systems and processors hold everybody’s; a recipient only those whose transfer was recorded, and only the fields that they got', async () => {
    const deps = await withOthers();
    const everybodys = [
      { other: 'portal', kind: 'system', fields: ['email', 'phone'] },
      { other: 'hosting', kind: 'recipient', fields: ['email', 'name', 'phone'] },
    ];
    expect(await holdersOf(deps)(deps.person)).toEqual(everybodys);
    expect(await recorded(deps)).toBe('ok');
    expect(await recorded(deps, { fields: ['name', 'phone'] })).toBe('ok');
    expect(await holdersOf(deps)(deps.person)).toEqual([
      ...everybodys,
      { other: 'courier', kind: 'recipient', fields: ['phone', 'name'] },
    ]);
    expect(await holdersOf(deps)(undefined)).toEqual(everybodys);
    expect(await holdersOf(deps)('P-K7M4QX9TBWZ3R5N8C2HD')).toEqual(everybodys);
  });

  test('X3: a correction is told to the courier who got the phone, not to the partner who got nothing', async () => {
    const deps = await withOthers();
    await recorded(deps);
    const typed = { phoneIs: '1', phoneShouldBe: '+7 495 111-22-33' };
    const reference = await aStoredRequest(deps, { parts: ['correction'] }, typed);
    await acts(deps, reference, 'evidence', { part: 'correction', receivedOn: '2026-11-23' }, AT);
    expect(await acts(deps, reference, 'correct', { part: 'correction', fields: ['phone'] })).toBe('ok');
    const asked = (await asksOf(deps, reference)).filter(({ to }) => to === 'correct');
    expect(asked.map((one) => [one.other, one.fields])).toEqual([
      ['portal', ['phone']],
      ['hosting', ['phone']],
      ['courier', ['phone']],
    ]);
  });

  test('S4: who got the data while they were blocked already is told to block with the next change of the case, once', async () => {
    const deps = await withOthers();
    const reference = await aStoredRequest(deps, { parts: ['complaint'] });
    await acts(deps, reference, 'note', { text: 'Проверяем.' }, AT);
    const blocked = async () =>
      (await asksOf(deps, reference)).filter(({ to }) => to === 'block').map((one) => one.other);
    expect(await blocked()).toEqual(['portal', 'hosting']);
    await recorded(deps);
    for (const text of ['Передали вчера.', 'Ещё раз.'])
      expect(await acts(deps, reference, 'note', { text })).toBe('ok');
    expect(await blocked()).toEqual(['portal', 'hosting', 'courier']);
  });

  test('S8: the courier is asked to erase, though the record of the transfer is destroyed in the same run', async () => {
    const erasing = await ErasureCase.asked();
    const { world, person } = erasing;
    const settings = { ...world.deps.settings, others: { courier: OTHERS['courier'] } } as RuntimeSettings;
    world.desk.deps.settings.others = settings.others;
    const deps = { ...world.desk.deps, settings };
    const said = { ...SAID, fields: [...SAID.fields] };
    expect((await recordTransfer({ person, sub: 'anna', said }, world.at, deps)).ok).toBe(true);
    await erasing.decided();
    await world.pass(73 * 3_600_000);
    const asks = (await erasing.body).own.asks ?? [];
    expect(asks.map(({ other: one, to, fields }) => [one, to, fields])).toEqual([
      ['courier', 'erase', ['phone']],
    ]);
    expect((await audit(deps.records, deps.secrets, world.at)).findings).toEqual([]);
  });
});

test('S8: a destruction of many steps takes the record of a transfer with the last: until then it says who is to be asked', async () => {
  const deps = await withOthers();
  await recorded(deps);
  for (let n = 0; n < 90; n += 1) {
    const session = { person: deps.person, sid: `session-${n}` };
    const body: PersonSessionBody = {
      hash: 'h',
      since: AT,
      until: LATER + 3_600_000,
      sealed: new Uint8Array(1),
      keyId: 'k1',
    };
    const expires = Math.ceil(LATER / 1000) + 3_600;
    await deps.records.commit([putNew(personSessionKind, session, body, { expires })]);
  }
  const subject = { to: 'person', id: deps.person } as const;
  const step = await nextStep(deps.records, subject, LATER);
  expect(step.last).toBe(false);
  expect(step.writes.map((write) => keyOf(write).sk).filter((sk) => sk.startsWith('TRANSFER#'))).toEqual([]);
  expect((await deps.records.commit([...step.writes])).ok).toBe(true);
  const last = await nextStep(deps.records, subject, LATER);
  expect(last.last).toBe(true);
  expect(last.writes.map((write) => keyOf(write).sk.split('#')[0])).toContain('TRANSFER');
});

describe('X2: a transfer made by hand is recorded with evidence', () => {
  test('X2, G9: the event has codes alone; name and evidence are sealed, and shown to staff who say why', async () => {
    const deps = await withOthers();
    expect(await recorded(deps)).toBe('ok');
    expect((await deps.chain(deps.person)).at(-1)).toMatchObject({
      type: 'transfer-recorded',
      by: 'staff:officer-1',
      data: { recipient: 'courier', fields: 'phone', ground: 'contract', on: '2026-11-20' },
    });
    expect(deps.plain()).not.toContain('Накладная');
    const look = async (reason?: string) => {
      const shown = await showPerson({ person: deps.person, sub: 'anna', reason }, LATER, deps);
      return shown.ok ? shown.value.transfers[0] : undefined;
    };
    expect(await look()).toMatchObject({ recipient: 'courier', fields: ['phone'], on: '2026-11-20' });
    expect(await look()).not.toHaveProperty('evidence');
    expect(await look('check')).toMatchObject({ name: 'recipient', evidence: SAID.evidence });
    expect((await audit(deps.records, deps.secrets, LATER)).findings).toEqual([]);
  });

  test.each([
    ['a day to come', { on: '2026-11-24' }, 'day-in-future', 'on'],
    ['a day before there was the law', { on: '2006-07-26' }, 'receipt-too-early', 'on'],
    ['nobody’s id', { recipient: 'nobody' }, 'unknown-recipient', 'recipient'],
    ['a name of every object', { recipient: 'toString' }, 'unknown-recipient', 'recipient'],
    ['a system, which holds everybody’s', { recipient: 'portal' }, 'unknown-recipient', 'recipient'],
    ['a processor, which holds everybody’s', { recipient: 'hosting' }, 'unknown-recipient', 'recipient'],
  ])('X2: %s is refused at its field, and nothing is kept', async (_, said, code, field) => {
    const deps = await withOthers();
    expect(await records(deps, said)).toMatchObject({ ok: false, refusal: { code, field } });
    expect((await deps.chain(deps.person)).map(({ type }) => type)).not.toContain('transfer-recorded');
  });

  test('X2: Monday 23 November 2026 is today in Moscow, and may be named; nobody’s data cannot be handed over', async () => {
    const deps = await withOthers();
    expect(await recorded(deps, { on: '2026-11-23' })).toBe('ok');
    expect(await recorded(deps, {}, 'P-K7M4QX9TBWZ3R5N8C2HD')).toBe('unknown-person');
  });

  test('G3: the same key records once', async () => {
    const deps = await withOthers();
    const once = { route: 'transfer', who: 'officer-1', key: 'k'.repeat(22), body: SAID };
    const asked = {
      person: deps.person,
      sub: 'officer-1',
      said: { ...SAID, fields: [...SAID.fields] },
      once,
    };
    const first = await recordTransfer(asked, AT, deps);
    expect(outcome(await recordTransfer(asked, LATER, deps))).toEqual(outcome(first));
    expect((await deps.chain(deps.person)).filter(({ type }) => type === 'transfer-recorded')).toHaveLength(
      1,
    );
  });
});
