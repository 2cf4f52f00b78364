import { describe, expect, it } from 'vitest';
import { lookAtLink } from '../../../functions/registration/confirm.ts';
import { LEASE_MS } from '../../../shared/domain/letters/timing.ts';
import { firstLetterOf, packFirstLetter } from '../../../shared/domain/registration/first-letter.ts';
import { readLetterTag } from '../../../shared/letters/tag.ts';
import { StoreTrouble } from '../../../shared/records/attempts.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { personOfToken } from '../../../shared/records/person-proofs.ts';
import { sizeOfItem } from '../../../shared/records/sizes.ts';
import { ANNA, RegistrationDesk } from '../registration/registration-desk.ts';
import { HOUR, MINUTE } from './desk-of-letters.ts';

/** A function that was killed: nothing after this call happens. */
class Killed extends Error {}

const idOf = (challenge: string) => personOfToken(challenge) ?? 'nobody';
const told = async (desk: RegistrationDesk, challenge: string) =>
  (await readChain(desk.records, idOf(challenge))).map(({ body: { type, data } }) =>
    [type, data?.['letter'] ?? '', data?.['why'] ?? ''].join(' ').trim(),
  );
const taken = (desk: RegistrationDesk, n: number) => desk.mail.taken[n] ?? expect.fail(`no message ${n}`);
const letterOf = async (desk: RegistrationDesk, challenge: string) =>
  firstLetterOf(await desk.profile(challenge)) ?? expect.fail('no letter');
const todoOf = (desk: RegistrationDesk) =>
  [...desk.records.everything()].find(({ kind }) => kind === 'profile')?.todo;

describe('R2: the first letter lies in the record of its person', () => {
  it('is sent from there, its event stands in the person’s chain, then the record waits for its seventh day', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    expect(todoOf(desk)).toMatchObject({ group: 'letter', why: 'send' });
    await desk.stream();
    expect(taken(desk, 0)).toMatchObject({ to: [ANNA], from: 'privacy@scserv.ru' });
    expect(readLetterTag(taken(desk, 0).tag)).toEqual({ owner: idOf(challenge), id: 'first1' });
    expect(await letterOf(desk, challenge)).toMatchObject({
      ...{ id: 'first1', kind: 'registration-confirm', status: 'sent', messageId: 'm1' },
      attempts: [{ outcome: 'accepted', messageId: 'm1' }],
    });
    expect((await readChain(desk.records, idOf(challenge))).at(-1)?.body.data).toMatchObject({
      template: expect.stringMatching(/^registration-confirm-/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await told(desk, challenge)).toEqual(['registered', 'letter-sent first1']);
    expect(todoOf(desk)).toEqual({ group: 'person', why: 'destroy', at: '2026-12-14T09:00:00.000Z' });
    expect(await desk.findings()).toEqual([]);
  });

  it('noticed by the stream and two sweeps at once it is sent once', async () => {
    const desk = new RegistrationDesk();
    await desk.register();
    desk.at += 10 * MINUTE;
    await Promise.all([desk.stream(), desk.sweep(), desk.sweep()]);
    expect(desk.mail.taken).toHaveLength(1);
  });

  it('N6: turned away for the moment it goes later, under the same number', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    desk.mail.next = [
      { type: 'throttled', code: 'Throttling' },
      { type: 'throttled', code: 'Throttling' },
    ];
    await desk.stream();
    expect(todoOf(desk)).toMatchObject({ group: 'letter', why: 'send' });
    await desk.choose(challenge, 'promotions');
    for (let n = 0; n < 3 && desk.mail.taken.length === 0; n += 1) {
      desk.at += HOUR;
      await desk.sweep();
    }
    expect(desk.mail.taken).toHaveLength(1);
    expect((await letterOf(desk, challenge)).status).toBe('sent');
    expect(await desk.confirm({ token: desk.tokenTo() })).toBe('ok');
    expect(await desk.findings()).toEqual([]);
  });

  it('N6: of unknown outcome it goes again after the lease: the same link, the code that is dead by then left out', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    desk.mail.next = ['lost'];
    await desk.stream();
    const link = desk.tokenTo();
    expect(desk.codeTo()).toMatch(/^\d{6}$/);
    desk.at += LEASE_MS - MINUTE;
    await desk.sweep();
    expect(desk.mail.taken).toHaveLength(1);
    desk.at += 2 * MINUTE;
    await desk.sweep();
    expect(desk.mail.taken).toHaveLength(2);
    expect([desk.tokenTo(), desk.codeTo()]).toEqual([link, 'no code']);
    expect(await letterOf(desk, challenge)).toMatchObject({ id: 'first1', status: 'sent' });
    expect(await told(desk, challenge)).toEqual(['registered', 'letter-sent first1']);
    expect(todoOf(desk)).toMatchObject({ group: 'person', why: 'destroy' });
    expect(await desk.confirm({ token: link })).toBe('ok');
    expect(await desk.findings()).toEqual([]);
  });

  it.each([
    ['registration-confirm', false],
    ['account-exists', true],
  ])(
    'N6: a worker that dies before its call loses no letter (%s), and counts it once',
    async (kind, known) => {
      const desk = new RegistrationDesk();
      if (known) await desk.account();
      desk.at += 2 * 24 * HOUR;
      const before = desk.mail.to(ANNA).length;
      // Three a day and address (T3): counted once more when they go again, the third would be refused.
      const challenges: string[] = [];
      for (let n = 0; n < 3; n += 1) {
        challenges.push(await desk.register());
        desk.mail.killed = true;
        await desk.stream();
      }
      desk.mail.killed = false;
      expect(desk.mail.to(ANNA)).toHaveLength(before);
      desk.at += LEASE_MS + MINUTE;
      await desk.sweep();
      expect(desk.mail.to(ANNA)).toHaveLength(before + 3);
      for (const challenge of challenges)
        expect(await letterOf(desk, challenge)).toMatchObject({ kind, status: 'sent' });
      expect(await desk.findings()).toEqual([]);
    },
  );

  it('N6: of unknown outcome and asked for again meanwhile: the old letter does not go a second time', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    desk.mail.next = ['lost'];
    await desk.stream();
    const old = desk.tokenTo();
    desk.at += MINUTE;
    await desk.again(challenge);
    await desk.stream();
    for (let n = 0; n < 4; n += 1) {
      desk.at += HOUR;
      await desk.sweep();
    }
    expect(desk.mail.taken.map(({ tag }) => readLetterTag(tag)?.id)).toEqual(['first1', 'first2']);
    expect(await desk.confirm({ token: old })).toBe('link-invalid');
    expect(await desk.confirm({ token: desk.tokenTo() })).toBe('ok');
  });

  it('G16: turned away for longer than its code holds, it carries the link alone', async () => {
    const desk = new RegistrationDesk();
    await desk.register();
    desk.mail.next = [{ type: 'paused', code: 'AccountSendingPausedException' }];
    await desk.stream();
    desk.at += HOUR;
    await desk.sweep();
    expect(desk.codeTo()).toBe('no code');
    expect(await desk.confirm({ token: desk.tokenTo() })).toBe('ok');
  });

  it('N6: its reader confirms while its outcome is unknown: the lease still ends, the chain still tells', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    desk.mail.meanwhile = async () => {
      throw new Killed();
    };
    await desk.stream();
    desk.mail.meanwhile = async () => {};
    expect(await desk.confirm({ token: desk.tokenTo() })).toBe('ok');
    desk.at += LEASE_MS + HOUR;
    await desk.sweep();
    expect(await told(desk, challenge)).toEqual([
      'registered',
      'address-proved',
      'letter-stopped first1 code-expired',
    ]);
    expect(desk.mail.taken).toHaveLength(1);
    // Only the address is proven: what is left to do is the end of the seven days.
    expect(todoOf(desk)).toMatchObject({ why: 'destroy' });
    expect(await desk.findings()).toEqual([]);
  });

  it('a day late it would carry a dead link: it is stopped', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    desk.at += 24 * HOUR;
    await desk.sweep();
    expect(desk.mail.taken).toEqual([]);
    expect(await told(desk, challenge)).toEqual(['registered', 'letter-stopped first1 code-expired']);
  });
});

describe('T3: letters that an unproven person causes are three a day and address', () => {
  const strangers = async (desk: RegistrationDesk, registrations: number): Promise<string[]> => {
    const challenges: string[] = [];
    for (let n = 0; n < registrations; n += 1) {
      challenges.push(await desk.register(ANNA, { network: `10.0.${n}.0/24` }));
      await desk.stream();
    }
    return challenges;
  };

  it('whoever registers it, from wherever, however often the letter is asked for again; the rest wait for their turn', async () => {
    const desk = new RegistrationDesk();
    for (const challenge of await strangers(desk, 4)) {
      desk.at += MINUTE;
      await desk.again(challenge);
      await desk.stream();
    }
    // The third place of the day is kept for the receipt of a claim, which registrations must not eat.
    expect(desk.mail.to(ANNA)).toHaveLength(2);
    for (let n = 0; n < 24 * 12; n += 1) {
      desk.at += 5 * MINUTE;
      await desk.sweep();
    }
    expect(desk.mail.to(ANNA).length).toBeLessThanOrEqual(2 + 2 + 1);
    expect(desk.reports.filter(({ detail }) => detail === 'too-many').length).toBeGreaterThan(0);
    desk.at += 2 * 24 * HOUR;
    const before = desk.mail.to(ANNA).length;
    await desk.register();
    await desk.stream();
    expect(desk.mail.to(ANNA)).toHaveLength(before + 1);
    expect(await desk.findings()).toEqual([]);
  });

  it('three registrations in her name: within ten minutes one more letter leaves, whose link proves the address; her own follows', async () => {
    const desk = new RegistrationDesk();
    await strangers(desk, 3);
    await desk.register();
    await desk.stream();
    expect(desk.mail.to(ANNA)).toHaveLength(2);
    desk.at += 10 * MINUTE;
    await desk.sweep();
    expect(desk.mail.to(ANNA)).toHaveLength(3);
    expect(await desk.confirm({ token: desk.tokenTo() })).toBe('ok');
    const other = new RegistrationDesk();
    await strangers(other, 2);
    const own = await other.register();
    await other.stream();
    other.at += 10 * MINUTE;
    await other.sweep();
    expect(personOfToken(other.tokenTo())).toBe(personOfToken(own));
    expect(await desk.findings()).toEqual([]);
  });

  it('when the day’s late letter is gone too, her own leaves at 08:00; nothing that strangers press makes a link void meanwhile', async () => {
    const desk = new RegistrationDesk();
    const [first = ''] = await strangers(desk, 6);
    desk.at += 10 * MINUTE;
    await desk.sweep();
    expect(desk.mail.to(ANNA)).toHaveLength(3);
    const newest = desk.tokenTo();
    const owner = personOfToken(newest) ?? '';
    const hers = await desk.register();
    await desk.stream();
    for (let n = 0; n < 5; n += 1) {
      desk.at += 5 * MINUTE;
      await desk.again(first);
      await desk.stream();
      await desk.sweep();
    }
    expect(desk.mail.to(ANNA)).toHaveLength(3);
    // What came proves the address at once, whoever asked for it …
    expect((await lookAtLink(newest, desk.at, desk.registration)).ok).toBe(true);
    expect(owner).not.toBe(personOfToken(hers));
    // … and on 8 December 2026 at 08:00 in Moscow one more leaves.
    desk.at = Date.UTC(2026, 11, 8, 5, 1);
    await desk.sweep();
    expect(desk.mail.to(ANNA)).toHaveLength(4);
    expect((await lookAtLink(desk.tokenTo(), desk.at, desk.registration)).ok).toBe(true);
  });

  it('G15: the 24 hours of a link are counted from when its letter leaves: asked for at 08:01, sent the next morning', async () => {
    const desk = new RegistrationDesk();
    // Monday 7 December 2026, 08:01 in Moscow: the next turn is that of Tuesday.
    desk.at = Date.UTC(2026, 11, 7, 5, 1);
    await strangers(desk, 6);
    const hers = await desk.register();
    await desk.stream();
    for (const at of [Date.UTC(2026, 11, 7, 5, 12), Date.UTC(2026, 11, 8, 5, 1)]) {
      desk.at = at;
      await desk.sweep();
    }
    const { confirm } = await desk.profile(hers);
    expect(Date.parse(confirm?.until ?? '')).toBeGreaterThanOrEqual(Date.UTC(2026, 11, 9, 5));
    desk.at += 20 * HOUR;
    expect((await lookAtLink(desk.tokenTo(), desk.at, desk.registration)).ok).toBe(true);
  });

  it('claims in her name take no place from her registration, registrations none from the receipt of her claim', async () => {
    const claims = new RegistrationDesk();
    for (let n = 0; n < 6; n += 1) await claims.claim();
    await claims.stream();
    expect(claims.mail.to(ANNA)).toHaveLength(2);
    await claims.register();
    await claims.stream();
    expect(claims.tokenTo()).not.toBe('');
    const registrations = new RegistrationDesk();
    await strangers(registrations, 6);
    const reference = await registrations.claim();
    await registrations.stream();
    expect(registrations.letterTo()).toContain(reference);
    expect(registrations.mail.to(ANNA)).toHaveLength(3);
  });

  it('R3: the letters that tell of an account are counted with them', async () => {
    const desk = new RegistrationDesk();
    await desk.account();
    for (let n = 0; n < 4; n += 1) {
      await desk.register();
      await desk.stream();
    }
    expect(desk.mail.to(ANNA)).toHaveLength(2);
  });

  it('a record that others change while it is prepared is counted once: the letter is not lost to its own limit', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    await desk.register();
    desk.records.takeChanges();
    let changes = 0;
    let busy = false;
    desk.faults = async ({ when, writes }) => {
      const attempt = writes?.some(
        (write) => 'item' in write && JSON.stringify(write.item).includes('"sending"'),
      );
      if (when !== 'before' || attempt !== true || busy || changes === 4) return;
      busy = true;
      changes += 1;
      await desk.choose(challenge, 'promotions');
      busy = false;
    };
    desk.at += 10 * MINUTE;
    await desk.sweep();
    expect(changes).toBe(4);
    expect(desk.mail.to(ANNA)).toHaveLength(2);
  });

  it('shut when the counter does not answer: no letter leaves uncounted, none is lost', async () => {
    const desk = new RegistrationDesk();
    await desk.register();
    desk.faults = ({ writes }) => {
      if (writes?.some((write) => write.op === 'count')) throw new StoreTrouble('unknown');
    };
    await desk.stream();
    expect(desk.mail.taken).toEqual([]);
    desk.faults = () => {};
    desk.at += 10 * MINUTE;
    await desk.sweep();
    expect(desk.mail.to(ANNA)).toHaveLength(1);
  });
});

describe('what the mail service tells of a first letter', () => {
  it.each([
    ['Delivery', 'delivered'],
    ['Bounce', 'bounced'],
    ['Complaint', 'complained'],
  ])(
    '%s: the letter is %s, the chain tells it once, before and after the confirmation',
    async (event, status) => {
      for (const confirmedFirst of [false, true]) {
        const desk = new RegistrationDesk();
        const challenge = await desk.register();
        await desk.stream();
        if (confirmedFirst) await desk.confirm({ token: desk.tokenTo() });
        const before = (await desk.profile(challenge)).state;
        for (let n = 0; n < 2; n += 1) await desk.tell(taken(desk, 0), event);
        expect(await letterOf(desk, challenge)).toMatchObject({ status });
        expect((await desk.profile(challenge)).state).toBe(before);
        const all = await told(desk, challenge);
        expect(all.filter((one) => one.startsWith(`letter-${status}`))).toEqual([`letter-${status} first1`]);
        expect(await desk.findings()).toEqual([]);
      }
    },
  );

  it('quicker than our own record of the sending: both are told, in order', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    desk.mail.meanwhile = async (message, messageId) => {
      await desk.tell({ ...message, messageId }, 'Delivery');
    };
    await desk.stream();
    expect(await told(desk, challenge)).toEqual([
      'registered',
      'letter-sent first1',
      'letter-delivered first1',
    ]);
    expect(await desk.findings()).toEqual([]);
  });

  it('of a letter that was followed by another: nothing is written to that other one', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    await desk.stream();
    await desk.again(challenge);
    await desk.stream();
    await desk.tell(taken(desk, 0), 'Bounce');
    expect(await letterOf(desk, challenge)).toMatchObject({ id: 'first2', status: 'sent' });
    await desk.tell(taken(desk, 1), 'Delivery');
    expect(await letterOf(desk, challenge)).toMatchObject({ id: 'first2', status: 'delivered' });
    expect(await desk.findings()).toEqual([]);
  });

  it('A1: a letter asked for again while the one before is under way: both sendings are told', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    let first = true;
    desk.mail.meanwhile = async () => {
      if (!first) return;
      first = false;
      await desk.again(challenge);
      desk.at += 10 * MINUTE;
      await desk.sweep();
    };
    await desk.stream();
    expect(desk.mail.taken.map(({ tag }) => readLetterTag(tag)?.id)).toEqual(['first1', 'first2']);
    expect(await letterOf(desk, challenge)).toMatchObject({ id: 'first2', status: 'sent', messageId: 'm2' });
    expect((await told(desk, challenge)).toSorted()).toEqual([
      'confirm-sent',
      'letter-sent first1',
      'letter-sent first2',
      'registered',
    ]);
    expect(await desk.findings()).toEqual([]);
  });

  it('after the person is gone: nobody is told, nothing fails', async () => {
    const desk = new RegistrationDesk();
    await desk.register();
    await desk.stream();
    const [profile] = [...desk.records.everything()].filter(({ kind }) => kind === 'profile');
    if (profile === undefined) throw new Error('no profile');
    await desk.records.commit([{ op: 'delete-version', key: profile, v: profile.v }]);
    await desk.tell(taken(desk, 0), 'Delivery');
    expect(desk.reports.at(-1)).toEqual({ code: 'letter-unknown' });
  });
});

describe('crash between any two effects: the first letter leaves, twice only where its outcome was unknown', () => {
  for (const when of ['before', 'after'] as const) {
    it.each([
      ['killed', () => new Killed()],
      ['the store is down', () => new StoreTrouble('unknown')],
    ])(`${when} each call of the store: %s`, async (_, failure) => {
      let hits = 0;
      for (let call = 1, hit = true; hit; call += 1) {
        const desk = new RegistrationDesk();
        const challenge = await desk.register();
        let calls = 0;
        hit = false;
        desk.faults = (point) => {
          if (point.when === 'before') calls += 1;
          if (calls < call || point.when !== when) return;
          hit = true;
          throw failure();
        };
        await desk.stream();
        desk.faults = () => {};
        if (hit) hits += 1;
        for (let round = 0; round < 4; round += 1) {
          desk.at += HOUR;
          await desk.sweep();
        }
        const letter = await letterOf(desk, challenge);
        expect(letter.status).toBe('sent');
        const unknown = letter.attempts.filter(({ outcome }) => outcome === 'unknown').length;
        expect(desk.mail.taken.length).toBeGreaterThanOrEqual(1);
        expect(desk.mail.taken.length).toBeLessThanOrEqual(1 + unknown);
        expect(todoOf(desk)).toMatchObject({ group: 'person', why: 'destroy' });
        expect(await desk.findings()).toEqual([]);
        // Whatever happened, the person gets through by asking again.
        await desk.again(challenge);
        await desk.stream();
        expect(await desk.confirm({ token: desk.tokenTo() })).toBe('ok');
      }
      expect(hits).toBeGreaterThan(5);
    });
  }
});

describe('the first letter is packed into its record', () => {
  const host = { person: 'P-00000000000000000000', language: 'ru' } as const;
  const at = '2026-12-07T09:00:00.000Z';
  const attempt = { at, outcome: 'throttled' };

  it.each([
    ['queued', { n: 1, status: 'queued', at }],
    ['sending', { n: 1, status: 'sending', at, attempts: [{ at }], template: 't', hash: 'h' }],
    ['sent at once', { n: 2, status: 'sent', at, messageId: 'm1', sentAt: at }],
    [
      'sent after it was turned away',
      {
        n: 12,
        status: 'delivered',
        at,
        messageId: 'm2',
        sentAt: at,
        attempts: [attempt, { at, messageId: 'm2' }],
      },
    ],
    ['stopped', { n: 1, status: 'stopped', at, stopReason: 'too-many', outcomeAt: at }],
  ] as const)('%s: unpacked and packed it is the same', (_, letter) => {
    const unpacked = firstLetterOf({ ...host, letter: structuredClone(letter) as never });
    if (unpacked === undefined) throw new Error('no letter');
    expect(packFirstLetter(unpacked)).toEqual(letter);
  });

  it('budget: sent, with a message id and a wrapped key as long as AWS gives them, it leaves the record under 1 KB', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    await desk.stream();
    await desk.confirm({ token: desk.tokenTo() });
    const item =
      [...desk.records.everything()].find(({ kind }) => kind === 'profile') ?? expect.fail('no profile');
    const { letter: { n = 0, sentAt = '' } = {} } = await desk.profile(challenge);
    const letter = { n, status: 'sent', at: sentAt, sentAt, messageId: 'm'.repeat(60) };
    const asOnAws = {
      ...item,
      body: { ...item.body, key: new Uint8Array(184), letter },
    };
    expect(sizeOfItem(asOnAws)).toBeLessThanOrEqual(1024);
  });
});
