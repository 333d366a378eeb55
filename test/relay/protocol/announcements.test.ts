import { expect } from 'chai';
import { announcementChangeSchema, announcementSchema } from '../../../relay/protocol/announcements.ts';

describe('announcementSchema', () => {
  it('needs a text and whom it is for, and takes the rest as usual', () => {
    expect(announcementSchema.parse({ text: 'x', to: ['all'] })).to.deep.equal({
      ...{ text: 'x', to: ['all'], except: [], presence: [], priority: 'info', answers: null, files: [] },
      ...{ drill: false, sendAt: null, expiresAt: null },
    });
    for (const wrong of [{ to: [] }, { text: ' ' }, { presence: ['here'] }, { expiresAt: -1 }])
      expect(announcementSchema.safeParse({ text: 'x', to: ['all'], ...wrong }).success).to.equal(false);
  });
});

describe('announcementChangeSchema', () => {
  it('leaves what is left out', () => {
    expect(announcementChangeSchema.parse({ text: 'y' })).to.deep.equal({ text: 'y', again: false });
  });
});
