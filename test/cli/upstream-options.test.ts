import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { upstreamOptions } from '../../cli/upstream-options.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

describe('upstreamOptions', () => {
  it('reads the roots and hands the rest on', () => {
    const root = join(tempFolder(), 'root.pem');
    writeFileSync(root, '-----BEGIN CERTIFICATE-----\n');
    const settings = testSettings(tempFolder(), {
      HALLWAY_UPSTREAM_CA: root,
      HALLWAY_UPSTREAM_ALLOW: '10.0.0.1',
      HALLWAY_UPSTREAM_PORTS: '443',
    });
    expect(upstreamOptions(settings)).to.deep.equal({
      hosts: {},
      ca: ['-----BEGIN CERTIFICATE-----\n'],
      proxy: null,
      allow: ['10.0.0.1'],
      connectPorts: [443],
    });
  });
});
