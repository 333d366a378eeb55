import { expect } from 'chai';
import { healthOf, scopeNames, type Webhook, webhookKinds } from '../../../client/admin/api-facts.ts';
import { scopeNames as allScopes, webhookKindNames } from '../../../relay/protocol.ts';

const webhook: Webhook = {
  ...{ id: 'w', url: 'https://a.example/', events: [], texts: false, note: '', on: true, by: 'root', at: 1 },
  ...{ waiting: 0, deliveredAt: null, dropped: 0, droppedSince: null, failures: 0, failingSince: null },
  ...{ nextAt: null, error: null, deadAt: null },
};

describe('scopeNames and webhookKinds', () => {
  it('are all that there are', () => {
    expect(scopeNames).to.have.members(allScopes);
    expect(webhookKinds).to.have.members(webhookKindNames);
  });
});

describe('healthOf', () => {
  it('says how a webhook does', () => {
    expect(healthOf(webhook)).to.equal('works');
    expect(healthOf({ ...webhook, failures: 2 })).to.equal('failing');
    expect(healthOf({ ...webhook, failures: 2, on: false })).to.equal('paused');
    expect(healthOf({ ...webhook, failures: 9, deadAt: 5 })).to.equal('dead');
  });
});
