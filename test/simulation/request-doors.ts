import { decideErasure } from '../../functions/erasures/decide-act.ts';
import { showErasure } from '../../functions/erasures/show-erasure.ts';
import { downloadExport } from '../../functions/exports/download.ts';
import { type IncomingRequest, takeRequest } from '../../functions/requests/open-request.ts';
import { askRequestCodes, takeOwnRequest } from '../../functions/requests/own.ts';
import { askProofCode, bringProofCode, sayNotMe } from '../../functions/requests/prove.ts';
import { enterRequest } from '../../functions/requests/staff.ts';
import type { OwnRequest } from '../../shared/api/requests.ts';
import type { Doors } from './doors.ts';

type Once = NonNullable<Parameters<typeof takeOwnRequest>[0]['once']>;

/** The doors of requests, destructions and exports (S): the product's own operations, as their doors call them. */
export class RequestDoors {
  readonly #doors: Doors;

  constructor(doors: Doors) {
    this.#doors = doors;
  }

  /** Fresh codes for what discloses or destroys, in a session. */
  askCodes(token: string) {
    return this.#doors.people.own(token, 'requests-public', ({ id }, at, deps) =>
      askRequestCodes({ person: id, language: 'ru' }, at, deps),
    );
  }

  /** A request of who is signed in. */
  own(token: string, body: OwnRequest, once?: Once) {
    return this.#doors.people.own(token, 'requests-public', ({ id: person }, at, deps) =>
      takeOwnRequest({ person, language: 'ru', body, ...(once === undefined ? {} : { once }) }, at, deps),
    );
  }

  /** A request by the form of the web. */
  send(incoming: IncomingRequest) {
    return this.#doors.ask('requests-public', (at) => takeRequest(incoming, at, this.#doors.deps));
  }

  newCode(asked: Parameters<typeof askProofCode>[0]) {
    return this.#doors.ask('requests-public', (at) => askProofCode(asked, at, this.#doors.deps));
  }

  bring(brought: Parameters<typeof bringProofCode>[0]) {
    return this.#doors.ask('requests-public', (at) => bringProofCode(brought, at, this.#doors.deps));
  }

  notMe(asked: Parameters<typeof sayNotMe>[0]) {
    return this.#doors.ask('requests-public', (at) => sayNotMe(asked, at, this.#doors.deps));
  }

  /** What came on paper or at the counter, entered by staff. */
  enter(entering: Parameters<typeof enterRequest>[0]) {
    return this.#doors.ask('requests-desk', (at) => enterRequest(entering, at, this.#doors.deps));
  }

  /** The plan of a destruction, as the desk shows it. */
  plan(reference: string) {
    return this.#doors.ask('erasures-desk', (at) =>
      showErasure({ reference, language: 'ru' }, at, this.#doors.deps),
    );
  }

  /** Officers propose, approve, call off. */
  decide(asked: Parameters<typeof decideErasure>[0]) {
    return this.#doors.ask('erasures-desk', (at) => decideErasure(asked, at, this.#doors.deps));
  }

  /** Who has the link of a letter fetches the first part of what is held. */
  download(token: string) {
    return this.#doors.ask('exports-public', (at) =>
      downloadExport({ token, number: 1 }, 'ru', at, this.#doors.deps),
    );
  }
}
