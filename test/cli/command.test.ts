import { expect } from 'chai';
import { type Call, takeWords, UsageError } from '../../cli/command.ts';

const call = (...words: string[]) => ({ words }) as Call;

describe('takeWords', () => {
  it('gives exactly the words that were asked for', () => {
    expect(takeWords(call('alice'), 'NAME')).to.deep.equal(['alice']);
  });

  it('names the missing word, or the one too many', () => {
    expect(() => takeWords(call(), 'NAME')).to.throw(UsageError, 'NAME is missing');
    expect(() => takeWords(call('alice', 'bob'), 'NAME')).to.throw(UsageError, '"bob" is one word too many');
  });
});
