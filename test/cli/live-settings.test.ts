import { expect } from 'chai';
import { proxyPolicy, relayRules } from '../../cli/live-settings.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

const settings = testSettings(tempFolder(), {
  HALLWAY_BLOCK_HOSTS: 'bad.test',
  HALLWAY_TLS_LEARN: 'off',
  HALLWAY_FILES_MAXMB: '2',
  HALLWAY_INVITATIONS_HOURS: '3',
});

describe('proxyPolicy', () => {
  it('says what the proxy does', () => {
    expect(proxyPolicy(settings)).to.deep.include({
      ...{ intercept: 'always', blockedHosts: ['bad.test'], blockedTypes: [], learns: false },
    });
  });
});

describe('relayRules', () => {
  it('says what the relay goes by, in bytes and milliseconds', () => {
    const { files, invitationLifeMs } = relayRules(settings);
    expect([files.maxBytes, invitationLifeMs]).to.deep.equal([2 * 1024 * 1024, 3 * 3_600_000]);
  });
});
