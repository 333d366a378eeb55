import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { readSettings, SettingsError, variableName } from '../../cli/settings.ts';
import { settingsTable } from '../../cli/settings-table.ts';
import { tempFolder } from './temp-folder.ts';

function file(text: string): string {
  const path = join(tempFolder(), 'config.yaml');
  writeFileSync(path, text);
  return path;
}

function problemsOf(text: string, environment = {}): string[] {
  try {
    readSettings(file(text), environment);
  } catch (error) {
    expect(error).to.be.instanceOf(SettingsError);
    return (error as SettingsError).problems.map(
      ({ where, message }) => `${where.replace(/.*config/, 'config')}: ${message}`,
    );
  }
  return [];
}

describe('readSettings', () => {
  it('gives the defaults without a file', () => {
    const settings = readSettings(null, {});
    expect(settings.listen.proxy).to.deep.equal({ host: '127.0.0.1', port: 8080 });
    expect(settings.portal.host).to.equal('hallway.internal');
    expect(settings.tls.intercept).to.equal('always');
    expect(settings.data).to.match(/\/data$/);
  });

  it('is frozen through and through', () => {
    const settings = readSettings(null, {});
    expect(() => settings.tls.bypass.push('x')).to.throw(TypeError);
    expect(() => Object.assign(settings, { data: 'x' })).to.throw(TypeError);
  });

  it('accepts the whole of config.example.yaml', () => {
    const settings = readSettings('config.example.yaml', {});
    expect({ ...settings, data: '' }).to.deep.equal({ ...readSettings(null, {}), data: '' });
  });

  it('takes a file, and lets the environment override it', () => {
    const path = file('tls:\n  intercept: invited\n  bypass: [a.example]\nlisten: {proxy: "[::1]:0"}\n');
    const settings = readSettings(path, {
      HALLWAY_TLS_INTERCEPT: 'never',
      HALLWAY_INJECT_SKIP: 'x.example, *.y.example',
    });
    expect(settings.tls).to.deep.equal({ intercept: 'never', bypass: ['a.example'], learn: 'on' });
    expect(settings.listen.proxy).to.deep.equal({ host: '::1', port: 0 });
    expect(settings.inject.skip).to.deep.equal(['x.example', '*.y.example']);
  });

  it('takes tables from the environment', () => {
    const settings = readSettings(null, { HALLWAY_UPSTREAM_HOSTS: '{"news.example:443": "127.0.0.1:9000"}' });
    expect(settings.upstream.hosts).to.deep.equal({ 'news.example:443': '127.0.0.1:9000' });
  });

  it('refuses unknown keys with the nearest right one and the line', () => {
    expect(problemsOf('data: ./x\ntls:\n  intercpt: always\n')).to.deep.equal([
      'config.yaml:3: there is no setting "tls.intercpt"; did you mean "tls.intercept"?',
    ]);
    expect(problemsOf('intercept: always\n')[0]).to.contain('did you mean "tls.intercept"?');
    expect(problemsOf('', { HALLWAY_TLS_INTERCEP: 'x' })[0]).to.contain(
      'did you mean HALLWAY_TLS_INTERCEPT?',
    );
  });

  it('names key, value and remedy, and all problems at once', () => {
    const problems = problemsOf(
      'tls: {intercept: sometimes}\nlisten: {proxy: here}\ninvitations: {hours: 0}\nupstream: {ports: [70000]}',
    );
    expect(problems).to.have.length(4);
    expect(problems[0]).to.equal(
      'config.yaml:1: tls.intercept: "sometimes" is not one of the choices; write always, invited or never.',
    );
    expect(problems[3]).to.contain('holds 70000, which is not a port');
  });

  it('never shows the password of a parent proxy', () => {
    const [problem] = problemsOf('upstream: {proxy: "https://me:secret@proxy.example:1"}');
    expect(problem).to.contain('upstream.proxy').and.not.contain('secret');
    const [broken] = problemsOf('upstream: {proxy: "http://me:sec/ret@parent.example:1"}');
    expect(broken).to.contain('upstream.proxy').and.not.contain('ret@');
  });

  it('wants certificate and key together', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'cert.pem'), '-----BEGIN CERTIFICATE-----');
    expect(problemsOf(`portal: {cert: ${folder}/cert.pem}`)[0]).to.contain('belong together');
  });

  it('says when the file is missing or not YAML', () => {
    expect(() => readSettings('/nowhere/config.yaml', {})).to.throw(SettingsError, 'there is no such file');
    expect(problemsOf('a: [')[0]).to.contain('is not valid YAML');
    expect(problemsOf('- a')[0]).to.contain('must be a table');
    expect(problemsOf('tls: always')[0]).to.contain('is a section');
  });

  it('takes an empty file and an empty section', () => {
    expect(problemsOf('')).to.deep.equal([]);
    expect(problemsOf('tls:\n')).to.deep.equal([]);
  });

  it('answers any value with settings or with problems, never with a crash', () => {
    const keys = settingsTable.map(({ key }) => key);
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        const [section, name] = key.split('.') as [string, string?];
        const tree = name === undefined ? { [section]: value } : { [section]: { [name]: value } };
        for (const problem of problemsOf(JSON.stringify(tree)))
          expect(problem).to.match(/^config.yaml:\d+: /);
        problemsOf('', { [variableName(key)]: JSON.stringify(value) });
      }),
      { numRuns: 200 },
    );
  });
});
