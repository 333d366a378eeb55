import { expect } from 'chai';
import { browserCommand } from '../../cli/browser-command.ts';

const wanted = {
  profile: 'alice',
  proxy: '127.0.0.1:8080',
  caKeyDigest: 'abc=',
  url: 'http://intranet.demo/',
};

describe('browserCommand', () => {
  it('opens a profile of its own that goes through the proxy and trusts this CA only', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const line = browserCommand(wanted, platform);
      expect(line).to.contain('hallway-demo-alice').and.contain('--proxy-server=127.0.0.1:8080');
      expect(line)
        .to.contain('--ignore-certificate-errors-spki-list=abc=')
        .and.contain('http://intranet.demo/');
      expect(line).not.to.contain('\n');
    }
  });
});
