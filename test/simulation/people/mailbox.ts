import type { Taken } from '../cloud/mail.ts';
import type { World } from '../world.ts';

const CODE = /^(?:\d{6}|[0-9A-HJKMNP-TV-Z]{12})$/m;

/** What people find in their mailboxes. */
export class Mailbox {
  readonly #world: World;
  readonly #letters = new Map<string, Taken[]>();

  constructor(world: World) {
    this.#world = world;
  }

  received(message: Taken): void {
    for (const address of message.to)
      this.#letters.set(address, [...(this.#letters.get(address) ?? []), message]);
  }

  /** The latest letter at an address that fits. */
  find(address: string, fits: (tag: string) => boolean): Taken | undefined {
    return this.#letters.get(address)?.findLast(({ tag }) => fits(tag));
  }

  /** Looks every few minutes until the letter is there. */
  async wait(address: string, fits: (tag: string) => boolean, ms: number): Promise<Taken | undefined> {
    const { clock } = this.#world;
    const until = clock.now + ms;
    for (let pause = 20_000; ; pause = Math.min(pause * 2, 1_800_000)) {
      const found = this.find(address, fits);
      if (found !== undefined || clock.now > until) return found;
      await clock.sleep(pause);
    }
  }

  /** The letter with the code of a challenge. */
  async codeOf(address: string, challenge: string, ms: number): Promise<string | undefined> {
    const { letters } = this.#world.history;
    const letter = await this.wait(address, (tag) => letters.get(tag)?.data?.['challenge'] === challenge, ms);
    return letter && codeIn(letter);
  }
}

export const codeIn = ({ text }: Taken): string | undefined => CODE.exec(text)?.[0];

/** The token of a link in a letter. */
export const linkIn = (letter: Taken, path: string): string | undefined => tokenIn(letter, path, 'token');

/** What a link in a letter carries under a name. */
export function tokenIn({ text }: Taken, path: string, name: string): string | undefined {
  const found = new RegExp(`${path}\\?${name}=([^\\s&]+)`).exec(text)?.[1];
  return found === undefined ? undefined : decodeURIComponent(found);
}
