import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeReadyFile } from '../../cli/ready-file.ts';
import { tempFolder } from './temp-folder.ts';

describe('writeReadyFile', () => {
  it('tells addresses and process, until it is removed', () => {
    const file = join(tempFolder(), 'ready.json');
    const remove = writeReadyFile(file, {
      proxy: { host: '127.0.0.1', port: 1 },
      portal: { host: '::1', port: 2 },
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).to.deep.equal({
      proxy: '127.0.0.1:1',
      portal: '[::1]:2',
      pid: process.pid,
    });
    remove();
    expect(existsSync(file)).to.equal(false);
  });
});
