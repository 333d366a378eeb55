import { expect } from 'chai';
import { makeSites, serveSites } from './sites.ts';
import { openStage, type Stage } from './stage.ts';

describe('the window in the language that the browser wants', function () {
  this.timeout(60_000);
  let stage: Stage;

  before(async () => {
    const sites = await makeSites();
    stage = await openStage({ handler: serveSites(sites), hosts: sites.map(({ host }) => host) });
    for (const name of ['alice', 'dieter', 'amal']) await stage.account(name);
    await stage.server.relay.perform('alice', 'invite', { to: ['dieter', 'amal'], message: 'Hello there' });
  });
  after(() => stage?.close());

  for (const { name, locale, accept, direction } of [
    { name: 'dieter', locale: 'de-AT', accept: 'Annehmen', direction: 'ltr' },
    { name: 'amal', locale: 'ar-EG', accept: 'قبول', direction: 'rtl' },
  ]) {
    it(`speaks ${locale}, in its direction`, async () => {
      const person = await stage.person(name, { locale });
      await person.visits('https://self.example/');
      await person.sees('Hello there');
      await person.pane.getByRole('button', { name: accept }).waitFor();
      expect(await person.pane.locator('html').getAttribute('dir')).to.equal(direction);
    });
  }
});
