import { expect } from 'chai';
import { renderError } from '../../proxy/error-page.ts';
import { ProxyError } from '../../proxy/errors.ts';

describe('renderError', () => {
  const error = new ProxyError('certificate', { detail: 'It has <expired>.' });
  const header = (answer: { headers: string[] }, name: string) =>
    answer.headers[answer.headers.indexOf(name) + 1];

  it('gives people a page that escapes what comes from outside', () => {
    const answer = renderError(error, 'id-1', '<script>', ['Sec-Fetch-Mode', 'navigate']);
    const html = answer.body.toString();
    expect(answer.status).to.equal(502);
    expect(html).to.include('&lt;script&gt;').and.include('&lt;expired&gt;').and.include('id-1');
    expect(html).to.not.include('<script>');
    expect(header(answer, 'Cache-Control')).to.equal('no-store');
  });

  it('gives programs JSON where they ask for it, and text otherwise', () => {
    const json = renderError(error, 'id-1', 'a.test', ['Accept', 'application/json']);
    expect(JSON.parse(json.body.toString())).to.include({
      code: 'certificate',
      status: 502,
      request: 'id-1',
    });
    const text = renderError(error, 'id-1', 'a.test', ['Accept', 'text/html', 'Sec-Fetch-Mode', 'cors']);
    expect(header(text, 'Content-Type')).to.equal('text/plain; charset=utf-8');
  });
});
