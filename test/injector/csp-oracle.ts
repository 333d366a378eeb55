import { expect } from 'chai';
import { amendPolicies } from '../../injector/csp.ts';

export const hashSource = "'sha256-MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI='";
export const paneUrl = 'https://hallway.internal/pane';
export const amend = (value: string) => amendPolicies(value, { hashSource, frames: [paneUrl] });

/** An independent reading of a policy: first directive of each name, lists of words. */
function read(policy: string): Map<string, string[]> {
  const directives = new Map<string, string[]>();
  for (const part of policy.split(';')) {
    const [name, ...words] = part.split(/[ \t\n\f\r]/).filter(word => word !== '');
    if (name === undefined || [...part].some(letter => letter > '\x7f')) continue;
    if (!directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), words);
  }
  return directives;
}

/** The list in force for a kind of fetch: undefined when nothing is restricted. */
function inForce(directives: Map<string, string[]>, chain: string[]): string[] | undefined {
  const name = chain.find(candidate => directives.has(candidate));
  return name === undefined ? undefined : directives.get(name);
}

const scriptChain = ['script-src-elem', 'script-src', 'default-src'];
const frameChain = ['frame-src', 'child-src', 'default-src'];
const isNone = (word: string) => word.toLowerCase() === "'none'";

function inlineAllowed(list: string[] | undefined): boolean {
  if (list === undefined || list.includes(hashSource)) return true;
  const words = list.map(word => word.toLowerCase());
  const switchesOff = /^'(?:strict-dynamic|(?:nonce|sha256|sha384|sha512)-[\w+/-]+=?=?)'$/;
  return words.includes("'unsafe-inline'") && !words.some(word => switchesOff.test(word));
}

function paneAllowed(list: string[] | undefined): boolean {
  return (
    list === undefined || list.some(word => /^(?:\*|https?:|https:\/\/hallway\.internal\/pane)$/i.test(word))
  );
}

/** Asserts that the loader and pane are allowed and that nothing else got another answer. */
export function checkMeaning(before: string, after: string): void {
  const policies = before.split(',');
  const amended = after.split(',');
  expect(amended.length, before).to.equal(policies.length);
  for (const [index, policy] of policies.entries()) {
    const old = read(policy);
    const now = read(amended[index]!);
    expect(inlineAllowed(inForce(now, scriptChain)), policy).to.equal(true);
    expect(paneAllowed(inForce(now, frameChain)), policy).to.equal(true);
    for (const [name, words] of old) {
      if (name === 'script-src-elem' || name === 'frame-src') continue;
      expect(now.get(name), policy).to.deep.equal(words);
    }
    checkList(old, now, scriptChain, hashSource, () => true);
    checkList(old, now, frameChain, paneUrl, word => !/^'(?!self'$)/i.test(word));
    const added = [...now.keys()].filter(name => !old.has(name));
    expect(
      added.every(name => name === 'script-src-elem' || name === 'frame-src'),
      policy,
    ).to.equal(true);
  }
}

function checkList(
  old: Map<string, string[]>,
  now: Map<string, string[]>,
  chain: string[],
  addition: string,
  matters: (word: string) => boolean,
): void {
  const meaning = (list: string[] | undefined) => list?.filter(word => !isNone(word) && matters(word));
  const before = meaning(inForce(old, chain));
  const after = meaning(inForce(now, chain));
  const extra = after?.filter(word => !before?.includes(word)) ?? [];
  expect(extra.every(word => word === addition)).to.equal(true);
  expect(after?.filter(word => word !== addition)).to.deep.equal(before?.filter(word => word !== addition));
}
