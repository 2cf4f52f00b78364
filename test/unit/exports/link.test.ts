import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { askNewAddress } from '../../../functions/account/ask-address.ts';
import { confirmNewAddress } from '../../../functions/account/prove-address.ts';
import { downloadExport } from '../../../functions/exports/download.ts';
import { endExport } from '../../../functions/exports/end-export.ts';
import { openExport } from '../../../functions/exports/open-export.ts';
import { accept } from '../../../shared/domain/result.ts';
import { exportToken } from '../../../shared/records/export-link.ts';
import { deleting } from '../../../shared/records/kinds/kind.ts';
import { commitWithEvents, readChain } from '../../../shared/records/ledger.ts';
import { readPerson } from '../../../shared/records/person-file.ts';
import { consentChain } from '../../../shared/records/person-ids.ts';
import { findings, NEW, OLD, outcome, PeopleWorld } from '../account/people-world.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import { askInSession, disclosed, requestOf, staffDoes } from './own-request.ts';

let world: PeopleWorld;
let person: string;
let reference: string;
let token: string;

const tokenOf = async (of: string) => exportToken(world.deps.secrets, await requestOf(world, of)) ?? '';
const opens = async (link = token) => outcome(await openExport(link, world.at, world.deps));
const ask = { number: 1 };
const downloads = async (link = token) => downloadExport({ token: link, ...ask }, 'ru', world.at, world.deps);
const looks = async () =>
  (await readChain(world.deps.records, reference)).filter(({ body }) => body.type === 'exported').length;

beforeEach(async () => {
  world = new PeopleWorld();
  person = await world.account();
  reference = await askInSession(world, { person });
  await disclosed(world, person, reference);
  await world.pass(MINUTE);
  token = await tokenOf(reference);
});

describe('G15, S6: the link to what was disclosed', () => {
  test('opens its page as often as one looks and tells the ledger nothing; each download is a look, and it can be repeated', async () => {
    for (let n = 0; n < 3; n += 1) expect(await opens()).toHaveProperty('until');
    expect(await looks()).toBe(0);
    for (let n = 0; n < 2; n += 1) expect((await downloads()).ok).toBe(true);
    expect(await looks()).toBe(2);
    expect(await findings(world)).toEqual([]);
  });

  test('of a later generation makes the one before wrong; closed, it is wrong itself', async () => {
    await staffDoes(world, reference, { act: 'renew-link' });
    expect(await opens()).toBe('link-invalid');
    const renewed = await tokenOf(reference);
    expect(await opens(renewed)).toHaveProperty('until');
    expect(outcome(await endExport(renewed, world.at, world.deps))).toBeUndefined();
    expect(await opens(renewed)).toBe('link-invalid');
    expect(outcome(await downloads(renewed))).toBe('link-invalid');
    expect(outcome(await endExport(renewed, world.at, world.deps))).toBe('link-invalid');
  });

  test('ends after seven days, and says so to who holds it only', async () => {
    await world.pass(7 * 24 * HOUR);
    expect(await opens()).toBe('link-expired');
    expect(await opens(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBe('link-invalid');
  });

  test('of one case opens no other, and what is not a token opens nothing', async () => {
    const other = await askInSession(world, { person });
    await disclosed(world, person, other);
    const otherToken = await tokenOf(other);
    const [head] = token.split('.');
    const [, mac] = otherToken.split('.');
    for (const forged of [`${head}.${mac}`, '', 'x.y', token.replace('.', ''), `${token}.z`])
      expect(await opens(forged)).toBe('link-invalid');
    // One that has no disclosure yet has no link at all.
    expect(
      exportToken(world.deps.secrets, await requestOf(world, await askInSession(world, { person }))),
    ).toBe(undefined);
  });

  test('R5: dies with a change of address', async () => {
    await askNewAddress(person, NEW, world.at, world.deps);
    expect(await opens()).toHaveProperty('until');
    const code = await world.addressCode(person);
    await confirmNewAddress({ person, sid: 'none', code }, world.at, world.deps);
    expect(await opens()).toBe('link-invalid');
  });

  test('S4: dies when unlawful use comes to be checked under a full block, not by a precautionary one nor by one for inaccuracy', async () => {
    const block = async (n: number, data: object) => {
      const event = { at: new Date(world.at).toISOString(), type: 'blocked', by: 'system' };
      const chapter = {
        subject: consentChain(person),
        events: [{ ...event, data: { block: `b${n}`, ...data } }],
      };
      await commitWithEvents(world.deps.records, world.deps.secrets, [], [chapter]);
    };
    await block(1, { scope: 'precautionary', kind: 'unlawful-use' });
    await block(2, { scope: 'full', kind: 'inaccuracy' });
    expect(await opens()).toHaveProperty('until');
    await block(3, { scope: 'full', kind: 'unlawful-use' });
    expect(await opens()).toBe('link-invalid');
    // One sent under the block is the owner's view, which stays (S4).
    await world.pass(MINUTE);
    await staffDoes(world, reference, { act: 'renew-link' });
    expect(await opens(await tokenOf(reference))).toHaveProperty('until');
  });

  test('S8: dies with the person’s record', async () => {
    const file = await readPerson(world.deps, person, world.at);
    if (file === undefined) throw new Error('gone');
    await world.deps.records.commit([deleting(file.stored.item)]);
    expect(await opens()).toBe('link-invalid');
  });

  test('T3: fifty downloads a day, then tomorrow', async () => {
    let last = accept<unknown>(undefined) as Awaited<ReturnType<typeof downloads>>;
    for (let n = 0; n < 51; n += 1) last = await downloads();
    expect(outcome(last)).toBe('too-many-downloads');
    expect(await looks()).toBe(50);
  });
});

describe('S6, S9: whose data an export holds', () => {
  const textOf = async (of: string) => {
    const made = await downloads(await tokenOf(of));
    if (!made.ok) throw new Error(made.refusal.code);
    const files = unzipSync(made.value.bytes);
    return strFromU8(files[`${of}-1/export.json`] ?? new Uint8Array());
  };
  const claim = (email: string, facts: string) =>
    world.desk.claim({
      claimant: { name: 'Кто-то', email },
      facts,
      demand: 'Прекратить',
    });

  test('the claims that came from the address on file, and nobody else’s', async () => {
    await claim(OLD, 'С её адреса');
    await claim('somebody@example.net', 'С чужого адреса');
    const stranger = await world.account('stranger@example.net');
    const theirs = await askInSession(world, {
      ...{ person: stranger, email: 'stranger@example.net', text: 'Чужое обращение' },
    });
    await disclosed(world, stranger, theirs);
    const text = await textOf(reference);
    expect(text).toContain('С её адреса');
    expect(text).not.toContain('С чужого адреса');
    expect(text).not.toContain('Чужое обращение');
    expect(text).not.toContain(stranger);
    const other = await textOf(theirs);
    expect(other).toContain('Чужое обращение');
    expect(other).not.toContain('С её адреса');
    expect(other).not.toContain(person);
  });

  test('a request of a stranger that names her address, unproven, is never among it', async () => {
    await askInSession(world, {
      person: undefined as never,
      text: 'Это напечатал чужой',
      changes: { proof: undefined as never },
    });
    expect(await textOf(reference)).not.toContain('Это напечатал чужой');
  });

  test('who has no account and proved an address by a code gets their request and the claims of that address; on paper, the request alone', async () => {
    const email = 'no-account@example.net';
    await claim(email, 'Претензия без учётной записи');
    const asked = { person: undefined as never, email, text: 'Что у вас есть?' };
    const byCode = await askInSession(world, { ...asked, changes: { proof: 'code' } });
    await staffDoes(world, byCode, { act: 'disclose' });
    const text = await textOf(byCode);
    expect(text).toContain('Претензия без учётной записи');
    expect(text).toContain('Что у вас есть?');
    expect(text).not.toContain('Анна Петрова"},"policy');
    const counter = await askInSession(world, { ...asked, changes: { proof: 'document' } });
    await staffDoes(world, counter, { act: 'disclose' });
    expect(await textOf(counter)).not.toContain('Претензия без учётной записи');
  });

  test('of a representative’s request she learns that it was and what was answered, not who they are; of an authority’s only that it was', async () => {
    const email = 'advocate@example.net';
    await askInSession(world, {
      ...{ person, email, text: 'Прошу сообщить о доверительнице' },
      changes: { by: 'representative', proof: 'authority-to-act', mandate: { kind: 'parent' } },
    });
    await askInSession(world, {
      ...{ person, email: 'authority@example.net', text: 'Тайна проверки' },
      changes: { by: 'authority', proof: 'list', parts: [] },
    });
    const text = await textOf(reference);
    expect(text).toContain('Прошу сообщить о доверительнице');
    expect(text).not.toContain(email);
    expect(text).not.toContain('authority@example.net');
    expect(text).not.toContain('Тайна проверки');
    expect(text).toContain('"requester":"authority"');
  });

  test('an officer who has looked at the internal notes discloses them; what staff write afterwards is left out again', async () => {
    await staffDoes(world, reference, { act: 'note', text: 'Заметка до просмотра' });
    expect(await textOf(reference)).not.toContain('Заметка до просмотра');
    await world.pass(MINUTE);
    await staffDoes(world, reference, { act: 'renew-link', notes: 'looked-at' });
    await world.pass(MINUTE);
    await staffDoes(world, reference, { act: 'note', text: 'Заметка после просмотра' });
    const text = await textOf(reference);
    expect(text).toContain('Заметка до просмотра');
    expect(text).not.toContain('Заметка после просмотра');
    expect(text).toContain('"internalNotes":1');
    await staffDoes(world, reference, { act: 'renew-link' });
    expect(await textOf(reference)).not.toContain('Заметка до просмотра');
  });
});
