import { expect } from 'chai';
import { PortalError } from '../../portal/errors.ts';
import { explain, explainLogin } from '../../portal/form.ts';
import { strings } from '../../portal/strings.ts';
import { RelayError } from '../../relay/errors.ts';

describe('explain', () => {
  it('puts a refused input into words, and names the field', () => {
    const wrong = explain(new PortalError('invalid', 'too short', { field: 'password' }), strings.en);
    expect(wrong).to.include({ status: 422, text: 'Please correct: too short', field: 'password' });
    const taken = explain(new RelayError('conflict', 'x'), strings.en);
    expect(taken).to.include({ text: strings.en.taken, field: 'name' });
    const code = explain(new RelayError('wrong_code', 'x'), strings.en);
    expect(code).to.include({ status: 422, text: strings.en.wrongCode, field: 'code' });
  });

  it('says how long to wait after too many attempts', () => {
    const error = new RelayError('limited', 'x', { retryAfterMs: 9_000 });
    const { status, headers, text } = explain(error, strings.en);
    expect([status, headers]).to.deep.equal([429, { 'Retry-After': '9' }]);
    expect(text).to.include('9 seconds');
  });

  it('throws on what is nobody’s input', () => {
    const error = new RelayError('unavailable', 'x');
    expect(() => explain(error, strings.en)).to.throw(error);
  });
});

describe('explainLogin', () => {
  it('tells wrong, disabled and limited apart', () => {
    expect(explainLogin({ reason: 'wrong' }, strings.en)).to.include({ status: 401, text: strings.en.wrong });
    expect(explainLogin({ reason: 'wrong' }, strings.en, 'Other.')).to.include({ text: 'Other.' });
    expect(explainLogin({ reason: 'disabled' }, strings.en)).to.include({
      status: 403,
      text: strings.en.disabled,
    });
    const limited = explainLogin({ reason: 'limited', retryAfterMs: 9_000 }, strings.en);
    expect(limited.status).to.equal(429);
    expect(limited.text).to.include('9 seconds');
    expect(limited.headers).to.deep.equal({ 'Retry-After': '9' });
  });
});
