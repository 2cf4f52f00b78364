import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Script that opens every fold of a page, to be evaluated there. */
export const openAll = "document.querySelectorAll('details').forEach((each) => { each.open = true; })";

/** Rules that fail on the page as it stands, each with the elements; all rules, or the named ones. */
export async function violations(page: Page, ...rules: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const options = { resultTypes: ['violations'], ...(rules.length > 0 ? { runOnly: rules } : {}) };
  const result = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as axe.AxeResults;
  return result.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
