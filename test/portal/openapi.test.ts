import { expect } from 'chai';
import { apiRoutes } from '../../portal/api-routes.ts';
import { describeApi, openPath } from '../../portal/openapi.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document, looked into by name
const api = describeApi(apiRoutes, '1.2.3') as any;
const operations = Object.entries<
  Record<string, { operationId: string; parameters?: object[]; responses: object }>
>(api.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

describe('describeApi', () => {
  it('holds every route, with its input and its answer', () => {
    for (const route of apiRoutes) {
      const operation = api.paths[openPath(route.path)][route.method.toLowerCase()];
      expect(operation, route.path).to.have.nested.property(`responses.${route.status}`);
      expect('requestBody' in operation, route.path).to.equal(route.body !== undefined);
      expect(operation.summary).to.be.a('string').and.not.equal('');
    }
    for (const path of ['/events', '/channel', '/openapi.json']) expect(api.paths).to.have.property(path);
  });

  it('gives every operation a name of its own, and an answer for errors', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).to.equal(names.length);
    for (const { path, operation } of operations) {
      if (path !== '/openapi.json') expect(operation.responses, path).to.have.property('default');
    }
  });

  it('names every part of a path among its parameters', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1]);
      const named = (operation.parameters ?? []).filter(one => (one as { in: string }).in === 'path');
      expect(
        named.map(one => (one as { name: string }).name),
        path,
      ).to.deep.equal(inPath);
    }
  });

  it('refers to nothing that is not in it', () => {
    const text = JSON.stringify(api);
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(match => match[1]!.split('/'));
    expect(references.length).to.be.above(10);
    for (const steps of references) {
      // biome-ignore lint/suspicious/noExplicitAny: a document, looked into by name
      const found = steps.reduce((at: any, step) => at?.[step], api);
      expect(found, steps.join('/')).to.be.an('object');
    }
    for (const [name, schema] of Object.entries(api.components.schemas)) {
      expect(Object.hasOwn(schema as object, '$ref'), `${name} says what it is`).to.equal(false);
    }
    expect(text).not.to.include('$defs').and.not.to.include('$schema');
  });
});

describe('openPath', () => {
  it('writes parameters as OpenAPI does', () => {
    expect(openPath('/a/:b/c/:d')).to.equal('/a/{b}/c/{d}');
  });
});
