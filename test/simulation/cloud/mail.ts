import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import type { MailPort, OutgoingMessage, SendOutcome } from '../../../shared/letters/mail-port.ts';
import type { Clockwork } from '../clockwork.ts';
import type { Faults } from '../faults.ts';
import type { Functions, Invocation } from '../functions.ts';
import type { Checks } from '../invariants/checks.ts';
import type { Prng } from '../prng.ts';

/** What an address does with letters; it is the first part of its name. */
export const MANNERS = ['takes', 'bounces', 'bounces-later', 'complains', 'answers', 'silent'] as const;
export type Manner = (typeof MANNERS)[number];

/** A message that the mail service took. */
export interface Taken {
  readonly tag: string;
  readonly messageId: string;
  /** True instant of the taking. */
  readonly at: number;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export interface MailParts {
  readonly clock: Clockwork;
  readonly faults: Faults;
  readonly functions: Functions;
  readonly chance: Prng;
  readonly checks: Checks;
  /** A letter as it is recorded now. */
  readonly letterOf: (tag: string) => LetterBody | undefined;
  /** The event bus: an event of the mail service. */
  readonly tell: (event: object, heard: () => void) => void;
  readonly received: (message: Taken) => void;
}

interface Call {
  readonly sender: Invocation | undefined;
  /** Absent while it is not taken. */
  readonly messageId?: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The mail service: takes messages or not, and tells later – late, twice, in any order or never – what came of them. */
export class Mail implements MailPort {
  readonly taken: Taken[] = [];
  /**
   * What was told of each letter, whatever the order – `Delivery`, `Complaint`, `Permanent`, `Transient` –, and whether
   * it was heard: the bus gives up after three tries.
   */
  readonly told = new Map<string, Map<string, boolean>>();
  /** The latest call for each letter that may have brought it to its reader. */
  readonly #latest = new Map<string, Call>();
  readonly #parts: MailParts;
  #paused = 0;

  constructor(parts: MailParts) {
    this.#parts = parts;
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    const { clock, chance, faults, functions } = this.#parts;
    this.#sentAgain(message.tag);
    await functions.before();
    if (faults.fires('mail: account paused for hours'))
      this.#paused = clock.now + chance.between(HOUR, 6 * HOUR);
    const refusal = this.#refusal();
    if (refusal !== undefined) {
      await functions.after();
      return refusal;
    }
    const { current } = functions;
    this.#latest.set(message.tag, { sender: current });
    if (faults.fires('mail: not taken, answer lost')) return { type: 'unknown', code: 'TimeoutError' };
    const lost = faults.fires('mail: taken, answer lost');
    const messageId = `m${this.taken.length + 1}`;
    const { subject, text } = JSON.parse(Buffer.from(message.raw).toString()) as Taken;
    const taken = { tag: message.tag, messageId, at: clock.now, to: message.to, subject, text };
    this.taken.push(taken);
    this.#latest.set(message.tag, { sender: current, messageId });
    for (const address of message.to) this.#becomes(taken, address);
    clock.after(chance.skewed(1_000, 10 * MINUTE), () => this.#parts.received(taken));
    await functions.after();
    return lost ? { type: 'unknown', code: 'AbortError' } : { type: 'accepted', messageId };
  }

  /** A letter may go again only if nobody has learned, nor still can learn, what became of it before. */
  #sentAgain(tag: string): void {
    const { checks, functions, letterOf } = this.#parts;
    const before = this.#latest.get(tag);
    if (before === undefined) return;
    const busy = before.sender !== functions.current && before.sender?.ended === false;
    checks.hold('letters', !busy, () => `${tag} is sent again while its sender still waits for the answer`);
    const known = letterOf(tag)?.attempts.some(({ messageId }) => messageId === before.messageId) ?? false;
    checks.hold(
      'letters',
      before.messageId === undefined || !known,
      () => `${tag} is sent again after it was known as sent`,
    );
  }

  #refusal(): SendOutcome | undefined {
    const { clock, chance, faults } = this.#parts;
    if (faults.on && clock.now < this.#paused)
      return { type: 'paused', code: 'AccountSendingPausedException' };
    if (faults.fires('mail: throttled')) {
      const soon = chance.chance(0.3) ? { retryAfterMs: chance.between(1_000, 30_000) } : {};
      return { type: 'throttled', code: 'Throttling', ...soon };
    }
    return faults.fires('mail: refused') ? { type: 'refused', code: 'MessageRejected' } : undefined;
  }

  /** What comes of a message at an address, sooner or later. */
  #becomes(taken: Taken, address: string): void {
    const { chance, faults } = this.#parts;
    const delivered = chance.skewed(300, 20 * MINUTE);
    const permanent = { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } };
    const tell = (fault: Parameters<Faults['note']>[0], type: string, after: number, more: object = {}) => {
      faults.note(fault);
      this.#tell(taken, type, after, more);
    };
    const [manner] = address.split('+', 1) as [Manner];
    switch (manner) {
      case 'silent':
        return;
      case 'bounces':
        tell('mail: bounce', 'Bounce', chance.skewed(200, HOUR), permanent);
        return;
      case 'bounces-later':
        this.#tell(taken, 'Delivery', delivered);
        tell(
          'mail: bounce after delivery',
          'Bounce',
          delivered + chance.between(MINUTE, 50 * HOUR),
          permanent,
        );
        return;
      case 'complains':
        this.#tell(taken, 'Delivery', delivered);
        tell('mail: complaint', 'Complaint', delivered + chance.between(MINUTE, 30 * HOUR));
        return;
      case 'answers': {
        this.#tell(taken, 'Delivery', delivered);
        const away = { bounce: { bounceType: 'Transient', bounceSubType: 'General' } };
        tell('mail: automatic reply', 'Bounce', delivered + chance.between(1_000, HOUR), away);
        return;
      }
      default:
        this.#tell(taken, 'Delivery', delivered);
    }
  }

  /** The event as the bus carries it; `after` ms from the taking. */
  #tell({ tag, messageId, at }: Taken, eventType: string, after: number, more: object = {}): void {
    const { clock, chance, faults, tell } = this.#parts;
    const happened = new Date(at + after).toISOString();
    const told = Object.values(more)[0] as { readonly bounceType?: string } | undefined;
    const news = told?.bounceType ?? eventType;
    const happens = () => {
      const all = this.told.get(tag) ?? new Map<string, boolean>();
      this.told.set(tag, all);
      if (!all.has(news)) all.set(news, false);
      tell(event, () => all.set(news, true));
    };
    const event = {
      source: 'aws.ses',
      'detail-type': `Email ${eventType}`,
      time: happened,
      detail: {
        eventType,
        mail: { messageId, timestamp: new Date(at).toISOString(), tags: { letter: [tag] } },
        [eventType.toLowerCase()]: { timestamp: happened, ...told },
      },
    };
    if (faults.fires('mail: event lost')) return;
    const late = faults.fires('mail: event late or out of order') ? chance.between(MINUTE, 80 * HOUR) : 0;
    clock.at(at + after + late, happens);
    if (faults.fires('mail: event twice')) clock.at(at + after + late + chance.skewed(0, 24 * HOUR), happens);
  }
}
