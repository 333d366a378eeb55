import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { embeddablePaths } from '../../cli/embeddable.ts';
import { checkSetting } from '../../cli/setting-types.ts';
import { readSettings, SettingsError } from '../../cli/settings.ts';
import { tempFolder } from './temp-folder.ts';

const rule = { hosts: ['intranet.test'], selector: '#news', do: 'replace', with: { text: 'x' } };

function problem(change: object): string | null {
  const checked = checkSetting({ is: 'rules' }, [rule, { ...rule, ...change }], '/');
  return checked.ok ? null : `${checked.shown} ${checked.wrong}; ${checked.remedy}`;
}

describe('checkRules', () => {
  it('takes good rules, and fills in what is left out', () => {
    const checked = checkSetting(
      { is: 'rules' },
      [
        rule,
        { ...rule, paths: ['/', '/news/*.html'], do: 'append', with: { pane: true } },
        { ...rule, with: { portal: '/announcements', height: 300 } },
        { ...rule, do: 'hide', with: undefined },
      ],
      '/',
    );
    expect(checked).to.deep.equal({
      ok: true,
      value: [
        { ...rule, paths: ['*'] },
        { ...rule, paths: ['/', '/news/*.html'], do: 'append', with: { pane: true, height: 480 } },
        { ...rule, paths: ['*'], with: { portal: '/announcements', height: 300 } },
        { ...rule, paths: ['*'], do: 'hide', with: null },
      ],
    });
  });

  const wrong: [object, RegExp][] = [
    [{ selecter: 1 }, /^rule 2: selecter: 1 is no key of a rule; perhaps "selector" was meant/],
    [{ hosts: [] }, /hosts: \[\] is not a list of host globs/],
    [{ hosts: ['http://x'] }, /hosts\.0: "http:\/\/x" is not a host glob/],
    [{ paths: ['news'] }, /paths\.0: "news" is not a path glob; write a path that begins with/],
    [{ paths: ['/a?b=*'] }, /is not a path glob/],
    [{ selector: 'div[' }, /selector: "div\[" is no CSS selector \(Expected name/],
    [{ selector: 'a:foo' }, /Unknown pseudo-class/],
    [{ selector: undefined }, /selector: nothing is no CSS selector/],
    [{ do: 'remove' }, /do: "remove" is not one of the choices; write replace, append or hide/],
    [{ do: 'hide' }, /with: .* puts something where "hide" only takes away/],
    [{ with: undefined }, /with: nothing is missing: "replace" must know with what/],
    [{ with: {} }, /must say exactly one of text, portal and pane/],
    [{ with: { text: 'x', pane: true } }, /must say exactly one/],
    [{ with: { txt: 'x' } }, /with\.txt: "x" is no key of what is put in place; perhaps "text" was meant/],
    [{ with: { text: 'a\0b' } }, /is no plain text/],
    [{ with: { text: 'x', height: 100 } }, /height: 100 belongs to pane and portal/],
    [{ do: 'append', with: { text: '' } }, /text: "" is empty/],
    [{ with: { portal: 'announcements' } }, /is no path of the portal; write \/announcements/],
    [{ with: { portal: '/talk' } }, /is a page that cannot stand in other pages/],
    [{ with: { pane: false } }, /pane: false is not true/],
    [{ with: { pane: true, height: 20 } }, /height: 20 is no height; write a whole number of pixels from 80/],
  ];
  for (const [change, expected] of wrong) {
    it(`refuses ${JSON.stringify(change)} and says how to mend it`, () => {
      expect(problem(change)).to.match(expected);
    });
  }

  it('refuses what is no list, and rules that are no tables', () => {
    for (const odd of ['x', {}, [1], [null], [[]]])
      expect(checkSetting({ is: 'rules' }, odd, '/').ok).to.equal(false);
  });

  it('names the line of what is wrong', () => {
    const file = join(tempFolder(), 'config.yaml');
    writeFileSync(
      file,
      'replace:\n  - {hosts: [a.test], selector: p, do: hide}\n  - hosts: [a.test]\n    selector: "p["\n    do: hide\n',
    );
    try {
      readSettings(file, {});
      expect.fail('is taken');
    } catch (error) {
      const { where, message } = (error as SettingsError).problems[0]!;
      expect(where).to.equal(`${file}:4`);
      expect(message).to.match(/^replace: rule 2: selector: "p\["/);
    }
  });

  it('takes rules from the environment', () => {
    const { replace } = readSettings(null, { HALLWAY_REPLACE: '[{hosts: [a.test], selector: p, do: hide}]' });
    expect(replace).to.have.length(1);
    expect(() => readSettings(null, { HALLWAY_REPLACE: 'nonsense' })).to.throw(
      SettingsError,
      /rule 1 is not a rule/,
    );
  });
});

describe('embeddablePaths', () => {
  it('are plain paths, which a policy can name', () => {
    for (const path of embeddablePaths) expect(path).to.match(/^\/[a-z]+$/);
  });
});
