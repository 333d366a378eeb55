import { expect } from 'chai';
import { csv } from '../../portal/csv.ts';

describe('csv', () => {
  it('quotes what needs it, and lets no cell be a formula', () => {
    expect(
      csv([
        ['name', 'text'],
        ['a "b"', 'one,\ntwo'],
        ['=1+1', '-x'],
      ]),
    ).to.equal('name,text\r\n"a ""b""","one,\ntwo"\r\n\'=1+1,\'-x\r\n');
  });
});
