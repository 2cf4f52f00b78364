import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { prepare } from '../../../functions/letters/prepare.ts';
import { BLOCK_KINDS, BLOCK_SCOPES } from '../../../shared/domain/consent/block-kinds.ts';
import { factsOf } from '../../../shared/domain/consent/facts.ts';
import {
  LETTER_KINDS,
  type LetterKind,
  factsOf as letterFacts,
} from '../../../shared/domain/letters/kinds.ts';
import { type NewLetter, queuedLetter } from '../../../shared/domain/letters/new-letter.ts';
import {
  OPENING_PURPOSES,
  type OpeningPurpose,
  type PurposeFor,
} from '../../../shared/domain/opening-purposes.ts';
import { DOORS, OUTBOX } from '../../../shared/names.ts';
import type { PURPOSES } from '../../../shared/policy/purposes.ts';
import { mayNow, recordConsents } from '../../../shared/records/consents.ts';
import { keyToOpen } from '../../../shared/records/opening.ts';
import { PeopleWorld } from '../account/people-world.ts';

type Scope = (typeof BLOCK_SCOPES)[number];
type BlockKind = (typeof BLOCK_KINDS)[number];

/** Each block that there can be. */
const BLOCKS = BLOCK_KINDS.flatMap((kind) => BLOCK_SCOPES.map((scope) => ({ kind, scope })));

/**
 * The allow-list, by hand (S4): for what each door opens sealed data. A door that is not entered here, or opens for something
 * else, is red: whoever adds one says what a block does to it.
 */
const OPENS: { readonly [room: string]: readonly OpeningPurpose[] } = {
  account: ['own-change', 'own-view', 'proof'],
  breaches: [],
  cases: ['letter', 'own-view'],
  claims: [],
  consent: [],
  desk: ['case-file', 'letter', 'staff-view'],
  erasures: ['destruction'],
  exports: ['letter', 'own-view', 'proof'],
  ledger: [],
  // `publication`: letters tell no code of that name but the link's purpose.
  letters: ['letter', 'publication'],
  lifecycle: ['upkeep'],
  mailings: ['letter'],
  outbox: [],
  people: ['letter', 'staff-view'],
  policy: [],
  publication: ['own-view', 'publication'],
  published: ['public-page'],
  recipients: ['carry-out'],
  registration: ['letter'],
  requests: ['own-view', 'proof'],
  site: [],
};

/** What a block does to each purpose of opening: all others go on. */
const STOPPED_OPENINGS: Partial<Record<OpeningPurpose, readonly Scope[]>> = {
  publication: ['full'],
  'public-page': ['full'],
};

/** What a block does to each purpose of use (C4): which blocks stop it. */
const everything = BLOCKS.map(({ kind, scope }) => `${kind} ${scope}`);
const fully = (kinds: readonly BlockKind[] = BLOCK_KINDS) => kinds.map((kind) => `${kind} full`);
const STOPPED_USES: { readonly [purpose in keyof typeof PURPOSES]: readonly string[] } = {
  account: [],
  // On alleged inaccuracy they go on, without the disputed field.
  'service-letters': fully(['unlawful-use', 'destruction']),
  claims: [],
  requests: [],
  security: [],
  promotions: everything,
  distribution: fully(),
  partners: everything,
};

/** Letters that a block stops: none of these, for each is of a case, of security, of the policy, of the closing or to staff. */
const UNDER_BLOCK: {
  readonly [kind in LetterKind]?: 'case' | 'security' | 'policy' | 'account' | 'staff' | 'other';
} = {
  ...all(
    'case',
    'claim-receipt',
    'claim-answer',
    'claim-corrected',
    'claim-withdrawal-code',
    'claim-withdrawn',
  ),
  ...all('case', 'request-receipt', 'request-unproven', 'request-code', 'request-withdrawal-code'),
  ...all('case', 'request-answer', 'request-corrected', 'request-disclosure', 'request-extension'),
  ...all('case', 'request-later'),
  ...all('case', 'request-withdrawn', 'request-mandate-ended', 'request-unblocked', 'receipts-digest'),
  ...all('staff', 'case-reminder', 'case-escalation', 'case-due', 'case-overdue', 'case-returned'),
  ...all('staff', 'case-unconfirmed', 'request-handed', 'erasure-approval', 'erasure-late'),
  ...all(
    'staff',
    'erasure-cancelled',
    'other-silent',
    'desk-digest',
    'letters-held',
    'acts-unsigned',
    'ledger-root',
    'erased-list',
  ),
  ...all('other', 'other-asked', 'other-code'),
  ...all('security', 'registration-confirm', 'account-exists', 'sign-in-code', 'address-confirm'),
  ...all('security', 'address-changed', 'address-undone', 'hold-released', 'fresh-code'),
  ...all('account', 'held-by-law', 'block-news', 'closing-asked', 'closing-cancelled', 'account-closed'),
  ...all('policy', 'policy-changed'),
};
function all<What extends string, K extends LetterKind>(what: What, ...kinds: readonly K[]) {
  return Object.fromEntries(kinds.map((kind) => [kind, what])) as { readonly [kind in K]: What };
}

/** What each job does for somebody whose data are blocked: it goes on, for what S4 leaves. */
const JOBS: { readonly [group in keyof typeof OUTBOX]: string } = {
  case: 'cases go on',
  letter: 'letters: above',
  person: 'links and codes run out',
  erasure: 'what was decided is destroyed',
  duty: 'a withdrawal takes effect',
  export: 'the person is answered',
  notice: 'a new policy is told',
  document: 'texts of documents',
};

class Blocked extends PeopleWorld {
  async blocked(kind: BlockKind, scope: Scope): Promise<string> {
    const person = await this.account();
    for (const purpose of ['promotions', 'partners', 'distribution']) await this.gives(person, purpose);
    const at = new Date(this.at - 1000).toISOString();
    const data = { block: 'PD-2026-R4X9TM-3.x', kind, scope, since: at };
    await recordConsents(this.deps, person, [{ at, type: 'blocked', by: 'system', data }]);
    return person;
  }
  async gives(person: string, purpose: string): Promise<void> {
    const data = { purpose, channel: 'web', text: `${purpose}-1` } as const;
    const at = new Date(this.at - 2000).toISOString();
    await recordConsents(this.deps, person, [{ at, type: 'consent-given', by: 'person', data }]);
  }
}

const codeOf = (room: string) =>
  globSync(`functions/${room}/**/*.{ts,tsx}`)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

describe('S4: somebody whose data are blocked is driven through every door, job and letter', () => {
  test('every door is entered, and opens for nothing else than the allow-list says', () => {
    const rooms = new Set(Object.values(DOORS).map((file) => file.split('/')[1] ?? ''));
    expect([...rooms].toSorted()).toEqual(Object.keys(OPENS).toSorted());
    const purposes = Object.keys(OPENING_PURPOSES) as OpeningPurpose[];
    const found = [...rooms].map((room) => {
      const code = codeOf(room);
      return [room, purposes.filter((purpose) => code.includes(`'${purpose}'`)).toSorted()] as const;
    });
    expect(Object.fromEntries(found)).toEqual(OPENS);
  });

  test.each(BLOCKS)(
    'under $kind, $scope, each purpose of opening does what the table says',
    async ({ kind, scope }) => {
      const world = new Blocked();
      const person = await world.blocked(kind, scope);
      const { key, context } = {
        key: (await world.deps.wrapper.generate({ purpose: 'profile', id: person })).wrapped,
        context: { purpose: 'profile', id: person },
      };
      for (const [purpose, { of }] of Object.entries(OPENING_PURPOSES)) {
        if (!of.some((one) => one === 'person')) continue;
        const opening = {
          of: 'person',
          id: person,
          purpose: purpose as PurposeFor<'person'>,
          at: world.at,
        } as const;
        const how = await keyToOpen(world.deps, { key, context }, opening).then(
          () => 'opens',
          (error: Error) => error.message,
        );
        const stopped = STOPPED_OPENINGS[purpose as OpeningPurpose]?.includes(scope) === true;
        expect(`${purpose}: ${how}`).toBe(`${purpose}: ${stopped ? `blocked: ${kind}` : 'opens'}`);
      }
    },
  );

  test.each(BLOCKS)(
    'under $kind, $scope, each purpose of use does what the table says',
    async ({ kind, scope }) => {
      const world = new Blocked();
      const person = await world.blocked(kind, scope);
      const book = { facts: factsOf, versions: async () => [] };
      for (const [purpose, stoppedBy] of Object.entries(STOPPED_USES)) {
        const asked = { person, purpose, account: 'open' } as const;
        const { allowed, because } = await mayNow({ ...world.deps, book }, asked, world.at);
        const stopped = stoppedBy.includes(`${kind} ${scope}`);
        expect([purpose, allowed, because === 'blocked']).toEqual([purpose, !stopped, stopped]);
      }
    },
  );

  test('every kind of letter is entered; those to the owner leave under each block as under none', async () => {
    expect(Object.keys(UNDER_BLOCK).toSorted()).toEqual([...LETTER_KINDS].toSorted());
    const prepared = async (person: string, world: Blocked) => {
      const outcomes: string[] = [];
      for (const kind of LETTER_KINDS.filter((one) => letterFacts(one).reader === 'owner')) {
        const data = {
          block: 'inaccuracy',
          news: 'begun',
          scope: 'full',
          version: 'policy-2',
          change: 'soft',
        };
        const letter = {
          ...{ id: 'L1', kind, to: 'owner' },
          data: { ...data, starts: '2026-12-07T09:00:00.000Z', hold: 'h', challenge: 'c', generation: 1 },
        } as unknown as NewLetter;
        const at = new Date(world.at).toISOString();
        const done = await prepare(
          queuedLetter(letter, { person, language: 'ru', at }),
          world.at,
          world.desk.deps,
        );
        outcomes.push(`${kind} ${done.kind}`);
      }
      return outcomes;
    };
    const free = new Blocked();
    const expected = await prepared(await free.account(), free);
    expect(expected.filter((one) => one.endsWith(' ready')).length).toBeGreaterThan(4);
    for (const { kind, scope } of BLOCKS) {
      const world = new Blocked();
      expect(await prepared(await world.blocked(kind, scope), world)).toEqual(expected);
    }
  });

  test('every job is entered; sign-in, own view and the sweeps go on under each block', async () => {
    expect(Object.keys(JOBS).toSorted()).toEqual(Object.keys(OUTBOX).toSorted());
    for (const { kind, scope } of BLOCKS) {
      const world = new Blocked();
      const person = await world.blocked(kind, scope);
      await world.signInCode('anna@example.org');
      expect(await world.details(person)).toMatchObject({ email: 'anna@example.org' });
      await world.pass(60_000);
      expect(await world.letters(person)).toContain('sign-in-code owner sent');
      expect(await world.signIn('anna@example.org')).not.toBe('');
    }
  });
});
