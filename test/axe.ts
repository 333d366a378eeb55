import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules about a page as a whole: its landmarks and its heading. */
const ofWholePages = ['landmark-one-main', 'page-has-heading-one', 'region'];

/** What axe finds wrong, each as `rule: element`; `isWhole`: not where the frame is a part of a page that has the rest. */
export async function axeFindings(frame: Frame | Page, { isWhole = true } = {}): Promise<string[]> {
  // Around the page's own policy, as a reader's tool would be.
  await frame.evaluate(`${source};0`);
  const rules = Object.fromEntries(ofWholePages.map(rule => [rule, { enabled: isWhole }]));
  return frame.evaluate(async rules => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const { violations } = await checker.run(document, { rules });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, rules);
}
