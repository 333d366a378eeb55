import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { fragmentScript } from '../../portal/fragment-script.ts';

function open(hash: string) {
  const field = { value: '' };
  const shown: string[] = [];
  runInNewContext(fragmentScript, {
    document: { querySelector: () => field },
    location: { hash, pathname: '/reset' },
    history: { replaceState: (_state: unknown, _title: string, path: string) => shown.push(path) },
    decodeURIComponent,
  });
  return { value: field.value, shown };
}

describe('fragmentScript', () => {
  it('takes the code out of the address and into the field', () => {
    expect(open('#a%2Db')).to.deep.equal({ value: 'a-b', shown: ['/reset'] });
  });

  it('leaves the field to the person where the address has none', () => {
    expect(open('')).to.deep.equal({ value: '', shown: [] });
  });
});
