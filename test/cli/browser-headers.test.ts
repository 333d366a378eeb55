import { expect } from 'chai';
import { browserHeaders } from '../../cli/browser-headers.ts';
import { makeInjector } from '../../cli/make-injector.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

describe('browserHeaders', () => {
  it('is taken for a navigation, with TLS and without', () => {
    const injector = makeInjector(testSettings(tempFolder()), '1');
    for (const secure of [true, false]) {
      const headers = browserHeaders(secure);
      const request = { method: 'GET', secure, host: 'a.test', port: 443, path: '/', headers };
      expect(injector.refuses(request)).to.equal(null);
      expect(headers.includes('Sec-Fetch-Mode')).to.equal(secure);
    }
  });
});
