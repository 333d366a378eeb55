import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { lockDataFolder, openDataFolder } from '../../cli/data-folder.ts';
import { tempFolder } from './temp-folder.ts';

describe('openDataFolder', () => {
  it('makes the folder and the secret for its owner alone', () => {
    const folder = openDataFolder(join(tempFolder(), 'a', 'data'));
    expect(statSync(folder.path).mode & 0o777).to.equal(0o700);
    expect(statSync(join(folder.path, 'secret')).mode & 0o777).to.equal(0o600);
    expect(folder.secret).to.have.length(32);
  });

  it('keeps the secret', () => {
    const path = tempFolder();
    expect(openDataFolder(path).secret.equals(openDataFolder(path).secret)).to.equal(true);
  });

  it('closes a folder that was open to others', () => {
    const path = join(tempFolder(), 'data');
    mkdirSync(path);
    chmodSync(path, 0o755);
    openDataFolder(path);
    expect(statSync(path).mode & 0o777).to.equal(0o700);
  });

  it('refuses a damaged secret and a file in the way, with the remedy', () => {
    const path = tempFolder();
    writeFileSync(join(path, 'secret'), 'short');
    expect(() => openDataFolder(path)).to.throw(/damaged: put back a copy/);
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    expect(() => openDataFolder(file)).to.throw(/cannot be used .*set "data"/);
  });
});

describe('lockDataFolder', () => {
  it('lets one server in at a time', () => {
    const folder = openDataFolder(tempFolder());
    const unlock = lockDataFolder(folder);
    expect(() => lockDataFolder(folder)).to.throw(/another hallway already runs/);
    unlock();
    lockDataFolder(folder)();
  });
});
