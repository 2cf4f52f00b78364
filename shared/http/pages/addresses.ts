/**
 * Addresses that pages link and post to, once. A test compares them with the declared routes (shared/api).
 * Every link is a path on our own origin: never built from the Host header.
 */
const part = encodeURIComponent;

/** Page of a letter's link; without a token what its button posts to. */
const withToken = (path: string, token: string | undefined): string =>
  token === undefined ? path : `${path}?token=${part(token)}`;

export const ADDRESSES = {
  home: '/',
  claim: '/claims',
  request: '/requests',
  /** The form of a request for what is chosen already. */
  requestFor: (kinds: string) => `/requests?kinds=${part(kinds)}`,
  requestProof: (reference: string) => `/requests/${part(reference)}/proof`,
  requestNotMe: (reference: string) => `/requests/${part(reference)}/not-me`,
  register: '/register',
  registrations: '/registrations',
  registration: (challenge: string) => `/registrations/${part(challenge)}`,
  registrationAgain: (challenge: string) => `/registrations/${part(challenge)}/again`,
  registrationConsents: (challenge: string) => `/registrations/${part(challenge)}/consents`,
  registrationConsent: (challenge: string, purpose: string) =>
    `/registrations/${part(challenge)}/consents/${part(purpose)}`,
  registrationsConfirm: '/registrations/confirm',
  confirm: (token: string) => `/confirm?token=${part(token)}`,
  registered: '/registered',
  /** By the letter's link only the address is proven. */
  registeredByLink: '/registered?status=proved',
  signIn: (to?: string) => (to === undefined ? '/sign-in' : `/sign-in?to=${part(to)}`),
  signInCode: (challenge: string, to?: string) =>
    `/sign-in/${part(challenge)}${to === undefined ? '' : `?to=${part(to)}`}`,
  sessions: '/sessions',
  sessionsCode: '/sessions/code',
  me: '/me',
  mePolicy: '/me/policy',
  /** What the owner of a proven address makes an account of (R1). */
  meRegistration: '/me/registration',
  meConsents: '/me/consents',
  /** The document of one consent, and the page that withdraws it. */
  meConsent: (purpose: string) => `/me/consents/${part(purpose)}`,
  /** The same as one of those that follow a registration. */
  meConsentNext: (purpose: string) => `/me/consents/${part(purpose)}?after=registration`,
  meWithdrawal: (purpose: string) => `/me/consents/${part(purpose)}/withdrawal`,
  meReceipt: (event: string) => `/me/consents/${part(event)}/receipt`,
  meRequests: '/me/requests',
  meRequestsNew: '/me/requests/new',
  meRequestsCode: '/me/requests/code',
  meSessions: '/me/sessions',
  meSessionsOthers: '/me/sessions/end-others',
  sessionEnd: (id: string) => `/sessions/${part(id)}/end`,
  meAddress: '/me/address',
  meAddressCode: '/me/address/code',
  addressConfirm: (token?: string) => withToken('/address/confirm', token),
  addressUndo: (token?: string) => withToken('/address/undo', token),
  addressDone: (what: string) => `/address/done/${part(what)}`,
  meClose: '/me/close',
  meCloseCode: '/me/close/code',
  /** Where the codes are typed in; `old`: the challenge of the old address, while it must prove too. */
  meCloseAt: (challenge: string, old?: string) =>
    `/me/close?challenge=${part(challenge)}${old === undefined ? '' : `&old=${part(old)}`}`,
  meCloseCancel: (token?: string) => withToken('/me/close/cancel', token),
  policy: '/policy',
  policyVersions: (document: string) =>
    document === 'policy' ? '/policy/versions' : `/policy/versions?document=${part(document)}`,
  policyVersion: (id: string) => `/policy/versions/${part(id)}`,
  policyCompare: (from: string, to: string) => `/policy/compare?from=${part(from)}&to=${part(to)}`,
  /** Text of a document in force: of the policy, or of one consent (C1). */
  text: (document: string) => (document === 'policy' ? '/policy' : `/texts/${part(document)}`),
  openapi: '/openapi.json',
  docs: '/docs',
  docsErrors: '/docs/errors',
  case: (reference: string) => `/cases/${part(reference)}`,
  withdraw: (reference: string) => `/cases/${part(reference)}/withdraw`,
  ask: (reference: string, id: string) => `/recipients/${part(reference)}/${part(id)}`,
  receiptKeys: '/.well-known/jwks.json',
  verifyReceipt: '/receipts/verify',
  unsubscribe: (token: string) => `/unsubscribe/${part(token)}`,
  deskConsents: (person: string) => `/desk/people/${part(person)}/consents`,
  deskPeople: '/desk/people',
  deskPerson: (person: string) => `/desk/people/${part(person)}`,
  /** Opens the personal part of a person, with a reason (G10). */
  deskPersonOpen: (person: string) => `/desk/people/${part(person)}/open`,
  /** Releases the hold after a change of address (R5). */
  deskPersonRelease: (person: string) => `/desk/people/${part(person)}/release`,
  /** Records a transfer of a person's data (X2). */
  deskPersonTransfers: (person: string) => `/desk/people/${part(person)}/transfers`,
  deskRegisters: '/desk/registers',
  /** Asks for the reason, and is posted to with it (G10). */
  deskConsentsRegister: '/desk/registers/consents',
  processingCsv: '/staff/registers/processing?format=csv',
  publication: '/me/public',
  publicationOf: (field: string) => `/me/public/${part(field)}`,
  publish: (field: string) => `/me/public/${part(field)}/publish`,
  unpublish: (field: string) => `/me/public/${part(field)}/withdraw`,
  /** Everything held, by a letter's link: its page and what its button posts to; closing it. */
  export: (token: string) => `/exports/${part(token)}`,
  exportEnd: (token: string) => `/exports/${part(token)}/end`,
  exportEnded: '/exports',
  publicPage: (page: string) => `/people/${part(page)}`,
  desk: '/desk',
  deskLogin: (back?: string) => (back === undefined ? '/desk/login' : `/desk/login?to=${part(back)}`),
  deskLogout: '/desk/logout',
  deskSignedOut: '/desk/signed-out',
  deskPaper: '/desk/claims/new',
  deskBreach: '/desk/breaches/new',
  deskRequest: '/desk/requests/new',
  /** The desk's form of a request for who asks and what is chosen already. */
  deskRequestFor: (requester: string, kinds: string) =>
    `/desk/requests/new?requester=${part(requester)}&kinds=${part(kinds)}`,
  deskPrint: '/desk/print',
  deskPolicy: '/desk/policy',
  deskPolicyOf: (document: string) => `/desk/policy?document=${part(document)}`,
  deskPolicyPreview: '/desk/policy/preview',
  /** How far telling people of a version has come, and where an officer's acts on it post to. */
  deskMailing: (id: string) => `/desk/policy/mailings/${part(id)}`,
  deskMailingAct: (id: string, act: string) => `/desk/policy/mailings/${part(id)}/${act}`,
  deskCase: (reference: string) => `/desk/cases/${part(reference)}`,
  /** Plan of a destruction, and where its decisions post to (S8). */
  deskErasure: (reference: string) => `/desk/erasures/${part(reference)}`,
  deskErasureAct: (reference: string, act: string) => `/desk/erasures/${part(reference)}/${part(act)}`,
  /** Acts of destruction, one of them, and where its forms post to (S8). */
  deskActs: '/desk/acts',
  deskActsIn: (state: string, cursor?: string) =>
    `/desk/acts?state=${part(state)}${cursor === undefined ? '' : `&cursor=${part(cursor)}`}`,
  deskDestruction: (person: string, act: string, then = '') =>
    `/desk/acts/${part(person)}/${part(act)}${then}`,
  /** Legal holds: whose records are held; those of one person, and where decisions on one post to (S8). */
  deskHeld: (cursor?: string) =>
    cursor === undefined ? '/desk/holds' : `/desk/holds?cursor=${part(cursor)}`,
  deskHolds: (person: string) => `/desk/holds/${part(person)}`,
  deskHoldAct: (person: string, hold: string, act: string) =>
    `/desk/holds/${part(person)}/${part(hold)}/${part(act)}`,
  /** By the link of the head of the company; without a key what its button posts to (S3). */
  approval: (reference: string, key?: string) =>
    `/erasures/${part(reference)}${key === undefined ? '' : `?key=${part(key)}`}`,
  /** Opens the personal part, with a reason (G10). */
  deskOpen: (reference: string) => `/desk/cases/${part(reference)}/open`,
  /** Form of an act, and where it posts to. */
  act: (reference: string, act: string) => `/desk/cases/${part(reference)}/${part(act)}`,
  /** Shows the answer as it will be read; changes nothing (K4). */
  actPreview: (reference: string, act: string) => `/desk/cases/${part(reference)}/${part(act)}/preview`,
  /** What became of a breach, without personal data, and all breaches (B5). */
  breachReport: (reference: string) => `/desk/cases/${part(reference)}/report`,
  deskBreachRegister: '/desk/registers/breaches',
  /** A notice to an authority: its page, and what it posts to with the text; opening it (B2, G10). */
  notice: (reference: string, notice: string) => `/desk/cases/${part(reference)}/notices/${part(notice)}`,
  noticeOpen: (reference: string, notice: string) =>
    `/desk/cases/${part(reference)}/notices/${part(notice)}/open`,
  /** Ask for the reason, and are posted to with it (G10). */
  bundle: (reference: string) => `/desk/cases/${part(reference)}/bundle`,
  print: (reference: string, letter: string) =>
    `/desk/cases/${part(reference)}/letters/${part(letter)}/print`,
} as const;
