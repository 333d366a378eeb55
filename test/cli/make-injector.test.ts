import { expect } from 'chai';
import { makeInjector } from '../../cli/make-injector.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

describe('makeInjector', () => {
  it('lets the hosts of inject.skip pass, and frames the magic origin of the settings', async () => {
    const injector = makeInjector(
      testSettings(tempFolder(), { HALLWAY_INJECT_SKIP: 'bank.test', HALLWAY_PORTAL_HOST: 'talk.test' }),
      '1',
    );
    const headers = ['Sec-Fetch-Mode', 'navigate', 'Sec-Fetch-Dest', 'document'];
    const request = { method: 'GET', secure: true, host: 'a.test', port: 443, path: '/', headers };
    expect(injector.refuses({ ...request, host: 'bank.test' })).to.equal('skipped_host');
    const response = { status: 200, statusMessage: '', headers: ['Content-Type', 'text/html'] };
    response.headers.push('Content-Security-Policy', "frame-src 'none'");
    const amended = injector.begin(request)!.respond(response)!.head.headers;
    expect(amended).to.include('frame-src https://talk.test/pane');
  });
});
