import { expect } from 'chai';
import { LeafRefusal } from '../../proxy/leaf-refusal.ts';

describe('LeafRefusal', () => {
  let now = 0;
  let verdicts: string[] = [];
  const make = () =>
    new LeafRefusal(
      { refused: () => void verdicts.push('refused'), accepted: () => void verdicts.push('accepted') },
      () => now,
    );
  const alert = (code: string) => Object.assign(new Error('alert'), { code });
  beforeEach(() => {
    now = 0;
    verdicts = [];
  });

  it('takes alerts about trust for a refusal, and nothing else that goes wrong', () => {
    for (const code of [
      'ECONNRESET',
      'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED',
      'ERR_SSL_NO_SHARED_CIPHER',
    ])
      make().failed(alert(code));
    const clumsy = make();
    clumsy.failed(alert('ERR_SSL_NO_SHARED_CIPHER'));
    clumsy.closed();
    expect(verdicts).to.deep.equal([]);
    for (const code of ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_UNKNOWN'])
      make().failed(alert(code));
    expect(verdicts).to.deep.equal(['refused', 'refused']);
  });

  it('takes it for a refusal when the client leaves at once without a request, in the handshake or after it, not when it waits', () => {
    const hasty = make();
    hasty.secured();
    now = 1_999;
    hasty.closed();
    hasty.closed();
    const patient = make();
    patient.secured();
    now += 2_000;
    patient.closed();
    expect(verdicts).to.deep.equal(['refused']);
    const silent = make();
    silent.failed(alert('ECONNRESET'));
    silent.closed();
    expect(verdicts).to.deep.equal(['refused', 'refused']);
  });

  it('is settled by the first request', () => {
    const used = make();
    used.secured();
    used.used();
    used.closed();
    used.used();
    expect(verdicts).to.deep.equal(['accepted']);
  });
});
