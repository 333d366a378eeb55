import { expect } from 'chai';
import { checkChange, describeHouse, layOver, withChecked } from '../../cli/house-settings.ts';
import { RelayError } from '../../relay/index.ts';
import { tempFolder } from './temp-folder.ts';
import { testSettings } from './test-settings.ts';

const change = (key: string, value: unknown) => ({ key, value, by: 'root', at: 5 });

function refusal(run: () => unknown): RelayError {
  try {
    run();
  } catch (error) {
    if (error instanceof RelayError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('layOver', () => {
  const base = testSettings(tempFolder(), { HALLWAY_TLS_BYPASS: 'bank.test' });

  it('puts changes before what the file says, and leaves that as it is', () => {
    const { settings, unusable } = layOver(base, {
      changes: [change('tls.bypass', ['A.test']), change('replace', [])],
    });
    expect(settings.tls.bypass).to.deep.equal(['a.test']);
    expect(settings.listen).to.deep.equal(base.listen);
    expect(base.tls.bypass).to.deep.equal(['bank.test']);
    expect(unusable).to.deep.equal([]);
    expect(() => settings.tls.bypass.push('b.test')).to.throw(TypeError);
  });

  it('falls back to the file where a change holds no more, and says so', () => {
    const overlay = {
      changes: [change('tls.intercept', 'sometimes'), change('gone', 1), change('files.maxMb', 7)],
    };
    const { settings, unusable } = layOver(base, overlay);
    expect([settings.tls.intercept, settings.files.maxMb]).to.deep.equal(['always', 7]);
    expect(unusable.map(({ key }) => key)).to.deep.equal(['tls.intercept', 'gone']);
    const described = describeHouse(base, { version: 3, ...overlay });
    const from = (key: string) => described.settings.find(one => one.key === key)!.from;
    expect([described.version, from('tls.intercept'), from('files.maxMb')]).to.deep.equal([
      ...[3, 'default', 'administrator'],
    ]);
  });
});

describe('checkChange', () => {
  const base = testSettings(tempFolder());

  it('takes what is good for settings that may change at run time', () => {
    checkChange(base, { 'tls.intercept': 'invited', 'block.types': ['video/*'] }, ['replace']);
  });

  it('names the setting, and the place in it, that is wrong', () => {
    const rules = [
      { hosts: ['a.test'], selector: 'p', do: 'hide' },
      { hosts: ['a.test'], selector: 'p', do: 'replace', with: { portal: 'x' } },
    ];
    const error = refusal(() => checkChange(base, { replace: rules }, []));
    expect([error.code, error.field]).to.deep.equal(['invalid', 'replace.1.with.portal']);
    expect(refusal(() => checkChange(base, {}, ['data'])).field).to.equal('data');
    expect(refusal(() => checkChange(base, { replace: [] }, ['replace'])).message).to.include('both');
  });

  it('does not begin to intercept where browsers trust us for the portal alone', () => {
    const narrow = testSettings(tempFolder(), { HALLWAY_TLS_INTERCEPT: 'never' });
    const error = refusal(() => checkChange(narrow, { 'tls.intercept': 'always' }, []));
    expect(error.message).to.include('good for the portal alone').and.to.include('start again');
    checkChange(base, { 'tls.intercept': 'never' }, []);
  });
});

describe('withChecked', () => {
  it('puts values before those in force', () => {
    const base = testSettings(tempFolder());
    const { settings } = layOver(base, { changes: [change('files.maxMb', 7)] });
    const tried = withChecked(settings, base, { 'inject.skip': ['a.test'] });
    expect([tried.files.maxMb, tried.inject.skip]).to.deep.equal([7, ['a.test']]);
  });
});

describe('describeHouse', () => {
  it('shows no password', () => {
    const base = testSettings(tempFolder(), { HALLWAY_UPSTREAM_PROXY: 'http://me:secret@proxy.test:3128' });
    const described = describeHouse(base, { version: 0, changes: [] });
    expect(JSON.stringify(described)).not.to.include('secret');
    const row = described.settings.find(({ key }) => key === 'upstream.proxy');
    expect(row).to.include({ value: 'http://…@proxy.test:3128', from: 'environment' });
  });
});
