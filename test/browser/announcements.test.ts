import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { formatAddress } from '../../cli/setting-types.ts';
import { trustNote } from '../../fixtures/nss-database.ts';
import { PassingClock } from './passing-clock.ts';
import { makeSites, serveSites } from './sites.ts';
import { openStage, type Person, type Stage } from './stage.ts';

const hourMs = 3_600_000;
const picture = readFileSync(new URL('../../docs/window.png', import.meta.url));
const crowdNames = Array.from({ length: 20 }, (_, n) => `person${n + 1}`);

describe(`an emergency reaches everybody, and each of them is accounted for${trustNote}`, function () {
  this.timeout(300_000);
  const clock = new PassingClock();
  let stage: Stage;
  /** At a page each, all of them different ones. */
  let crowd: Person[];
  /** Opens her first page when all others have acknowledged. */
  let late: Person;
  let ada: Person;
  let bert: Person;

  before(async () => {
    const sites = await makeSites();
    stage = await openStage({ handler: serveSites(sites), hosts: sites.map(({ host }) => host), clock });
    await Promise.all([stage.account('ada', 'admin'), stage.account('bert')]);
    await stage.server.relay.accounts.administer('ada', 'bert', { duties: ['announcer'] });
    const all = await stage.crowd([...crowdNames, 'late', 'ada', 'bert']);
    [late, ada, bert] = all.splice(20) as [Person, Person, Person];
    crowd = all;
    const pages = sites.flatMap(({ host }) => [`http://${host}/`, `https://${host}/`]);
    const comes = async (place: number) => {
      await crowd[place]!.visits(pages[place]!);
      await crowd[place]!.frame();
    };
    // A few at a time: they come to work, and only then does it burn.
    const lanes = [0, 1].map(async lane => {
      for (let place = lane; place < crowd.length; place += 2) await comes(place);
    });
    await Promise.all(lanes);
  });
  after(() => stage?.close());

  const announcing = () => stage.server.relay.announcing;
  const section = 'https://hallway.internal/admin/announcements';
  const button = (person: Person, name: string) =>
    person.page.locator('main').getByRole('button', { name, exact: true });
  const said = (person: Person, text: string | RegExp) =>
    person.page.locator('main').getByText(text).first().waitFor();

  /** Fills the form in; it is hers alone to send. */
  async function writes(person: Person, text: string, priority: 'Urgent' | 'Emergency', to?: string) {
    await person.visits(`${section}?write=1`);
    await person.page.getByLabel('What you want to say').fill(text);
    await person.page.getByRole('radio', { name: new RegExp(`^${priority}`) }).check();
    if (to === undefined) return;
    await person.page.getByRole('radio', { name: 'Groups and people' }).check();
    await picks(person, 'Groups and people', to);
  }
  async function picks(person: Person, field: string, name: string) {
    await person.page.getByRole('combobox', { name: field }).pressSequentially(name);
    await person.page.locator('[role=option]', { has: person.page.getByText(name, { exact: true }) }).click();
  }
  /** What has just opened by itself takes no click at first. */
  async function answers(person: Person, option: string) {
    const frame = await person.frame();
    const found = frame.getByRole('button', { name: option, exact: true });
    await found.waitFor();
    while (await found.isVisible()) {
      await found.click({ timeout: 2_000 }).catch(() => {});
      await found.waitFor({ state: 'detached', timeout: 700 }).catch(() => {});
    }
  }
  const idOf = async (person: Person) => {
    await person.page.waitForURL(/announcements\/[\w-]+$/);
    return person.page.url().split('/').at(-1)!;
  };

  let id: string;

  it('Ada writes it with a picture; it covers twenty different pages at once', async () => {
    await writes(ada, 'Leave the house by the stairs in the west.', 'Emergency');
    for (const name of ['ada', 'bert']) await picks(ada, 'Leave out', name);
    await ada.page.locator('input[type=file]').setInputFiles({
      ...{ name: 'way-out.png', mimeType: 'image/png', buffer: picture },
    });
    await ada.page.getByRole('radio', { name: 'They choose an answer' }).check();
    await ada.page.getByRole('textbox', { name: 'Answer 1' }).fill('I am safe');
    await ada.page.getByRole('textbox', { name: 'Answer 2' }).fill('I need help');
    await said(ada, 'People: 21. Reachable now: 20');
    await button(ada, 'Announce').click();
    await button(ada, 'Announce the emergency').click();
    id = await idOf(ada);
    const seen = await Promise.all(
      crowd.map(async person => {
        const frame = await person.frame();
        await frame.getByRole('alertdialog').getByText('Leave the house by the stairs').waitFor();
        const image = frame.getByRole('img', { name: 'way-out.png' });
        await image.waitFor();
        await image.evaluate((element: HTMLImageElement) => element.decode());
        const { width = 0 } = (await (await frame.frameElement()).boundingBox()) ?? {};
        return width >= person.page.viewportSize()!.width * 0.95;
      }),
    );
    expect(seen).to.deep.equal(crowd.map(() => true));
    await said(ada, '20 on screen');
  });

  it('all of them answer, and the report in front of Ada agrees, to the person', async () => {
    await Promise.all(
      crowd.map((person, place) => answers(person, place === 4 ? 'I need help' : 'I am safe')),
    );
    await said(ada, '20 acknowledged');
    await said(ada, '1 not yet');
    await ada.page.getByLabel('Shown', { exact: true }).selectOption({ label: 'not acknowledged' });
    expect(await ada.page.locator('main tbody th .detail').allInnerTexts()).to.deep.equal(['late']);
    await ada.page.getByLabel('Shown', { exact: true }).selectOption({ label: 'I need help' });
    await ada.page.locator('tbody', { hasText: 'person5' }).waitFor();
    expect(await ada.page.locator('main tbody th .detail').allInnerTexts()).to.deep.equal(['person5']);
    const { people } = await announcing().report('ada', id);
    const done = people.filter(({ acknowledgedAt, shownAt }) => acknowledgedAt !== null && shownAt !== null);
    expect(done.map(({ name }) => name).sort()).to.deep.equal([...crowdNames].sort());
  });

  it('who opens her first page only now is covered, too, and then nobody is missing', async () => {
    await late.visits('https://plain.example/');
    const frame = await late.frame();
    await frame.getByRole('alertdialog').getByText('Leave the house by the stairs').waitFor();
    await answers(late, 'I am safe');
    await said(ada, '21 acknowledged');
    await said(ada, '0 not yet');
    await late.visits('https://self.example/');
    await (await late.frame()).getByRole('button', { name: /^Open Hallway/ }).waitFor();
  });

  it('the all-clear reaches them, once each', async () => {
    await button(ada, 'All clear…').click();
    await ada.page.getByLabel('What it says').fill('You may come back.');
    await button(ada, 'Give the all-clear').click();
    await Promise.all(crowd.map(person => person.holds('You may come back.')));
    const open = crowdNames.map(name => stage.server.relay.openAnnouncements(name).map(({ text }) => text));
    expect(open).to.deep.equal(crowdNames.map(() => ['You may come back.']));
  });

  it('with two people’s approval it goes out only when Bert has approved it', async () => {
    stage.server.relay.use({ approval: 'emergency' });
    await bert.visits('https://hallway.internal/admin');
    await writes(ada, 'Stay inside.', 'Emergency', 'person1');
    await button(ada, 'Announce').click();
    await button(ada, 'Announce the emergency').click();
    await said(ada, 'It waits for somebody else’s approval.');
    await said(ada, 'You have written it, so somebody else has to approve it.');
    await bert.page.getByRole('link', { name: /waiting for your approval: 1/ }).waitFor();
    await bert.page.locator('main tr', { hasText: 'Stay inside.' }).getByRole('link').click();
    expect(stage.server.relay.openAnnouncements('person1').map(({ text }) => text)).not.to.include(
      'Stay inside.',
    );
    await button(bert, 'Approve').click();
    await crowd[0]!.holds('Stay inside.');
    await said(ada, 'Approved by');
    stage.server.relay.use({ approval: 'none' });
  });

  it('one for a later time shows at that time and goes at its end', async () => {
    const person = crowd[1]!;
    await answers(person, 'I have read this');
    await writes(ada, 'Water is off.', 'Urgent', 'person2');
    await ada.page.getByRole('radio', { name: 'At a time' }).check();
    const at = new Date(Date.now() + 2 * hourMs);
    const field = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    await ada.page.getByLabel('Shown at').fill(field);
    await ada.page.getByLabel('It ends').selectOption({ label: 'after one hour' });
    await button(ada, 'Schedule').click();
    await said(ada, 'Scheduled.');
    const frame = await person.frame();
    expect(await frame.getByText('Water is off.').count()).to.equal(0);
    clock.pass(2 * hourMs);
    await frame.getByText('Water is off.').first().waitFor();
    clock.pass(hourMs);
    await frame.getByText('Water is off.').first().waitFor({ state: 'detached' });
    await ada.visits(section);
    await ada.page.locator('tr', { hasText: 'Water is off.' }).getByText('ended').waitFor();
  });

  it('who may not announce finds no section, and is refused at the API', async () => {
    const person = crowd[2]!;
    await person.visits(section);
    expect(await person.page.getByText('Write an announcement').count()).to.equal(0);
    const token = await stage.server.relay.accounts.issueToken('person3', 'api');
    const url = `http://${formatAddress(stage.server.portal)}/api/v1/announcements`;
    const answer = await fetch(url, {
      ...{ method: 'POST', body: JSON.stringify({ text: 'Free cake' }) },
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([
      403,
      'forbidden',
    ]);
  });
});
