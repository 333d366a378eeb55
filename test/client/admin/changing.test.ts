import { expect } from 'chai';
import { said } from './admin-stage.ts';
import { openSettingsStage, type SettingsStage } from './settings-stage.ts';

describe('useChanging', function () {
  this.timeout(60_000);
  let stage: SettingsStage;
  before(async () => {
    stage = await openSettingsStage();
  });
  afterEach(() => stage.leave());
  after(() => stage.close());

  const elsewhere = async (set: Record<string, unknown>) =>
    void (await stage.house.change('root', { version: stage.house.read().version, set, reset: [] }));

  it('puts a choice in force at once, and takes it back', async () => {
    const page = await stage.open('root', '/admin/house');
    await page.getByLabel('Only those of people whom something waits for').check();
    await said(page, 'Which pages carry the window is changed.');
    expect(stage.setting('inject.pages')).to.include({ value: 'invited', from: 'administrator' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await said(page, 'It is as it was before.');
    expect(stage.setting('inject.pages')).to.include({ value: 'always', from: 'default' });
  });

  it('says whence a value comes, and goes back to the file', async () => {
    const page = await stage.open('root', '/admin/house/limits');
    const block = page.locator('.setting', { hasText: 'Largest file' });
    await block.getByText('As it stands in the file.').waitFor();
    await block.getByRole('spinbutton', { name: 'Largest file' }).fill('75');
    await block.getByRole('button', { name: 'Save: Largest file' }).click();
    await block.getByText(/Changed here by root, .*Before: 50 MB/).waitFor();
    expect(stage.setting('files.maxMb')).to.include({ value: 75, base: 50 });
    await block.getByRole('button', { name: 'Take back: Largest file' }).click();
    await block.getByText('As it stands in the file.').waitFor();
    expect(await block.getByRole('spinbutton', { name: 'Largest file' }).inputValue()).to.equal('50');
  });

  it('shows at its field what is wrong, and how to mend it', async () => {
    const page = await stage.open('root', '/admin/house/limits');
    const field = page.getByRole('spinbutton', { name: 'Largest file' });
    await field.fill('5000');
    await field.press('Enter');
    await page.locator('.field', { has: field }).getByText('write a number of MB from 1 to 1024').waitFor();
    expect(await field.getAttribute('aria-invalid')).to.equal('true');
    expect(stage.setting('files.maxMb').value).to.equal(50);
  });

  it('shows what somebody else has changed before it changes anything', async () => {
    const page = await stage.open('root', '/admin/house');
    await page.getByLabel('All pages').waitFor();
    await elsewhere({ 'tls.intercept': 'invited' });
    // Not `check`: the refusal may have put it back before that looks whether it is on.
    await page.getByLabel('Learn none').click();
    await page.getByRole('alert').getByText('Somebody else has changed the house').waitFor();
    await page.getByText('Changed here by root').waitFor();
    expect(stage.setting('tls.learn').value).to.equal('on');
    await page.getByLabel('Learn none').check();
    await said(page, 'is changed');
    expect(stage.setting('tls.learn').value).to.equal('off');
  });
});
