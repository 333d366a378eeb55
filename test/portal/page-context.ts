import { type PageContext, stringsFor } from '../../portal/page.ts';

/** What a page is drawn with, for tests of single pages. */
export const testContext = (more: Partial<PageContext> = {}): PageContext => ({
  language: 'en',
  strings: stringsFor('en'),
  styleUrl: '/assets/site.css',
  version: '1.2.3',
  isKnown: false,
  ...more,
});
