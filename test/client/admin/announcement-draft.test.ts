import { expect } from 'chai';
import {
  announcementOf,
  answersOf,
  audienceOf,
  type Draft,
  draftOf,
  emptyDraft,
  expiresAtOf,
  fieldOf,
  missingIn,
  momentIn,
  sourceOf,
  templateOf,
} from '../../../client/admin/announcement-draft.ts';
import type { AnnouncementRecord } from '../../../relay/protocol.ts';

const hour = 3_600_000;
const now = new Date(2026, 0, 5, 9).getTime();
const draft = (change: Partial<Draft> = {}): Draft => ({
  ...emptyDraft,
  text: ' Leave the house ',
  ...change,
});
const ops = { word: '@ops', display: 'Ops' };
const bob = { word: 'bob', display: 'Bob' };

describe('an announcement that is being written', () => {
  it('says what it still lacks, one thing after the other', () => {
    expect(missingIn(emptyDraft)).to.equal('text');
    expect(missingIn(draft())).to.equal(null);
    expect(missingIn(draft({ isToAll: false }))).to.equal('to');
    expect(missingIn(draft({ hasOptions: true, options: ['', '  '], takesText: true }))).to.equal('options');
    expect(missingIn(draft({ isLater: true }))).to.equal('shownAt');
    expect(missingIn(draft({ lasts: 'until' }))).to.equal('until');
  });

  it('is for everybody, or for those who are named, without others', () => {
    expect(audienceOf(draft({ to: [ops], except: [bob] }))).to.deep.equal({
      ...{ to: ['all'], except: ['bob'], presence: [] },
    });
    expect(audienceOf(draft({ isToAll: false, to: [ops, bob], presence: ['online'] }))).to.deep.equal({
      ...{ to: ['@ops', 'bob'], except: [], presence: ['online'] },
    });
  });

  it('offers the answers that were written, or none', () => {
    expect(answersOf(draft())).to.equal(null);
    expect(answersOf(draft({ hasOptions: true, options: [' Safe ', ''] }))).to.deep.equal({
      ...{ options: ['Safe'], text: false },
    });
    expect(answersOf(draft({ options: ['Safe'], takesText: true }))).to.deep.equal({
      options: [],
      text: true,
    });
  });

  it('ends so long after it is shown, or at a moment', () => {
    expect(expiresAtOf(draft(), now)).to.equal(null);
    expect(expiresAtOf(draft({ lasts: '4h' }), now)).to.equal(now + 4 * hour);
    const later = draft({ isLater: true, shownAt: fieldOf(now + hour), lasts: '8h' });
    expect(expiresAtOf(later, now)).to.equal(now + 9 * hour);
    expect(expiresAtOf(draft({ lasts: 'until', until: fieldOf(now + hour) }), now)).to.equal(now + hour);
  });

  it('goes to the server as it takes it', () => {
    const whole = draft({
      priority: 'emergency',
      isDrill: true,
      isLater: true,
      shownAt: fieldOf(now + hour),
    });
    expect(announcementOf(whole, ['f1'], now)).to.deep.equal({
      ...{ text: 'Leave the house', priority: 'emergency', drill: true, files: ['f1'] },
      ...{ to: ['all'], except: [], presence: [], answers: null, sendAt: now + hour, expiresAt: null },
    });
  });

  it('begins from a template, and becomes one', () => {
    const template = {
      ...{
        text: 'Fire',
        priority: 'emergency' as const,
        to: ['@ops', 'bob'],
        except: ['alice'],
        drill: true,
        presence: ['online' as const],
      },
      answers: { options: ['Safe', 'Help'], text: true },
    };
    const begun = draftOf(template);
    expect(begun).to.deep.include({ isToAll: false, hasOptions: true, takesText: true, isDrill: true });
    expect(begun.to[0]).to.deep.equal({ word: '@ops', display: 'ops' });
    expect(templateOf(begun)).to.deep.equal(template);
    expect(draftOf({ ...template, to: ['all'], answers: null })).to.deep.include({
      ...{ isToAll: true, to: [], hasOptions: false, options: ['', ''] },
    });
  });

  it('leaves out whoever was deleted since', () => {
    const record = {
      text: 'Fire',
      priority: 'info',
      to: ['~gone-x', 'bob'],
      except: ['~gone-y'],
      presence: [],
    };
    expect(draftOf(sourceOf(record as unknown as AnnouncementRecord))).to.deep.include({
      ...{ to: [{ word: 'bob', display: 'bob' }], except: [] },
    });
  });

  it('begins from one that was announced', () => {
    const record = { text: 'Fire', priority: 'info', to: ['all'], except: [], presence: ['online'] };
    expect(draftOf(sourceOf(record as unknown as AnnouncementRecord))).to.deep.include({
      ...{ text: 'Fire', presence: ['online'], isDrill: false, takesText: false },
    });
  });
});

describe('momentIn', () => {
  it('reads what a field holds, which fieldOf has written', () => {
    expect(momentIn(fieldOf(now))).to.equal(now);
    expect(fieldOf(now)).to.equal('2026-01-05T09:00');
    expect([momentIn(''), momentIn('soon')]).to.deep.equal([null, null]);
  });
});
