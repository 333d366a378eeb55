import { expect } from 'chai';
import { figureWriter } from '../../../client/admin/figures.ts';

describe('figureWriter', () => {
  it('writes each unit as one reads it', () => {
    const write = figureWriter('en');
    expect(write(null, 'count')).to.equal('–');
    expect(write(1234, 'count')).to.equal('1,234');
    expect(write(0.25, 'per_second')).to.equal('0.3/s');
    expect(write(0.0423, 'seconds')).to.equal('42 ms');
    expect(write(2.5, 'seconds')).to.equal('2.5 s');
    expect(write(157_286_400, 'bytes')).to.equal('150 MB');
    expect(write(0, 'bytes_per_second')).to.equal('0 B/s');
    expect(write(0.031, 'share')).to.equal('3.1%');
  });

  it('writes as the language does', () => {
    expect(figureWriter('de')(1234, 'count')).to.equal('1.234');
  });
});
