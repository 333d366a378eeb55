import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runHallway } from '../../../fixtures/hallway-process.ts';
import { tempFolder } from '../temp-folder.ts';

describe('hallway config check', () => {
  const check = (text: string, ...more: string[]) => {
    const file = join(tempFolder(), 'config.yaml');
    writeFileSync(file, text);
    return runHallway(['config', 'check', file, ...more]);
  };

  it('shows what would be in force, without the password of a parent proxy', async () => {
    const { status, stdout } = await check('upstream: {proxy: "http://me:secret@parent.example:3128"}\n');
    expect(status).to.equal(0);
    expect(stdout).to.contain('listen.proxy: 127.0.0.1:8080').and.contain('is good.');
    expect(stdout).not.to.contain('secret');
  });

  it('prints each problem on a line of its own', async () => {
    const { status, stderr } = await check('tls: {intercept: x}\nupsteam: {}\n');
    expect(status).to.equal(1);
    expect(stderr.trim().split('\n')).to.have.length(2);
    expect(stderr)
      .to.contain('config.yaml:1: tls.intercept')
      .and.contain('config.yaml:2: there is no setting "upsteam"');
  });

  it('prints JSON where asked', async () => {
    expect(JSON.parse((await check('', '--json')).stdout)).to.have.nested.property('listen.proxy.port', 8080);
    const { stdout } = await check('upstream: {proxy: "http://me:secret@parent.example:3128"}\n', '--json');
    expect(JSON.parse(stdout)).to.have.nested.property('upstream.proxy', 'http://…@parent.example:3128');
  });
});
