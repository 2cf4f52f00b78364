/** A page. */
export const PAGE = { description: 'page', page: true } as const;

/** The answer to a form that leads on. */
export const ON = { description: 'form taken: on to the next page' } as const;

/** Done; there is nothing to show. */
export const DONE = { description: 'done' } as const;
