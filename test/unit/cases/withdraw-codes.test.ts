import { describe, expect, test } from 'vitest';
import { withdrawCase } from '../../../functions/cases/withdraw.ts';
import { readCase } from '../../../shared/records/case-file.ts';
import type { OperationDeps } from '../../../shared/records/deps.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { linkToken } from '../../../shared/records/links.ts';
import { codeIn } from '../../support/desk-client.ts';
import { DeskOfLetters, MINUTE } from '../letters/desk-of-letters.ts';
import { seeded } from '../records/builders.ts';

const ANNA = 'anna@example.org';

/** Claims at an address, and who holds their links. */
class Holders extends DeskOfLetters {
  readonly withdrawal: OperationDeps = { ...this.deps, random: seeded('withdrawal') };

  /** A claim and the key of its link, which whoever sent it gets. */
  async filed(): Promise<{ readonly reference: string; readonly key: string }> {
    const reference = await this.claim();
    const file = (await readCase(this.deps, reference, this.at)) ?? expect.fail('no case');
    return {
      reference,
      key: linkToken(this.deps.secrets, 'status', file.state.body.link ?? expect.fail('no link')),
    };
  }

  async withdraw(asked: Parameters<typeof withdrawCase>[0]) {
    const done = await withdrawCase(asked, this.at, this.withdrawal);
    return done.ok ? done.value : { kind: 'refused' as const, code: done.refusal.code };
  }

  /** Codes that came to her. */
  codes(): (string | undefined)[] {
    const codes = this.mail.to(ANNA).map(({ text }) => codeIn(text));
    return codes.filter((code) => code !== undefined);
  }
}

describe('G3: the buttons of a withdrawal pressed twice', () => {
  test('one letter with one code; then twice that the claim is withdrawn, once in the ledger', async () => {
    const desk = new Holders();
    const hers = await desk.filed();
    const once = (body: object) => ({
      route: 'POST withdraw',
      key: `${Object.keys(body).join('-')}-of-22-and-more`,
      body,
    });
    const asking = { ...hers, once: once({ key: hers.key }) };
    const asked = await desk.withdraw(asking);
    if (asked.kind !== 'asked') throw new Error('refused');
    expect(await desk.withdraw(asking)).toEqual(asked);
    await desk.stream();
    expect(desk.codes()).toHaveLength(1);
    const brought = { ...hers, challenge: asked.challenge, code: desk.codes()[0] };
    const bringing = { ...brought, once: once(brought) };
    expect(await desk.withdraw(bringing)).toEqual({ kind: 'withdrawn' });
    expect(await desk.withdraw(bringing)).toEqual({ kind: 'withdrawn' });
    expect(await desk.withdraw(brought)).toEqual({ kind: 'refused', code: 'act-not-lawful' });
    const other = { ...bringing, once: { ...once(brought), body: { code: '000000' } } };
    expect(await desk.withdraw(other)).toEqual({ kind: 'refused', code: 'idempotency-mismatch' });
    const chain = await readChain(desk.deps.records, hers.reference);
    expect(chain.filter(({ body }) => body.type === 'withdrawn')).toHaveLength(1);
  });
});

describe('T3, G16: codes to withdraw a claim', () => {
  test('who filed claims in her name and asks for their codes takes nothing from her own claim, nor fills her mailbox', async () => {
    const desk = new Holders();
    const hers = await desk.filed();
    for (let n = 0; n < 4; n += 1) {
      const theirs = await desk.filed();
      for (let asks = 0; asks < 20; asks += 1) expect((await desk.withdraw(theirs)).kind).toBe('asked');
      expect(await desk.withdraw(theirs)).toEqual({ kind: 'refused', code: 'too-many-codes' });
      await desk.stream();
    }
    expect(desk.codes()).toHaveLength(21);
    desk.at += 30 * MINUTE;
    const asked = await desk.withdraw(hers);
    await desk.stream();
    if (asked.kind !== 'asked') throw new Error('refused');
    // No letter more: the long code of the newest one is good for her claim too, once.
    expect(desk.codes()).toHaveLength(21);
    const code = desk.codes().at(-1) ?? '';
    expect(code).toMatch(/^[0-9A-Z]{12}$/);
    const again = await desk.withdraw({ ...hers, challenge: asked.challenge });
    expect(again).toEqual(asked);
    for (let n = 0; n < 4; n += 1)
      expect(await desk.withdraw({ ...hers, challenge: asked.challenge, code: '0'.repeat(12) })).toEqual({
        kind: 'refused',
        code: 'code-wrong',
      });
    expect(await desk.withdraw({ ...hers, challenge: asked.challenge, code })).toEqual({ kind: 'withdrawn' });
    const { status } = (await readCase(desk.deps, hers.reference, desk.at))?.state.body ?? {};
    expect(status).toBe('withdrawn');
  });
});
