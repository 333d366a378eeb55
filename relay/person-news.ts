import type { Bus } from './bus.ts';
import { knownPerson } from './facts.ts';
import type { Storage, StoredPerson } from './storage.ts';

/** The same store, which tells all nodes of each person that is made or changed, whichever part of the relay did it. */
export function withPersonNews(storage: Storage, bus: Bus): Storage {
  const { people, admission } = storage;
  const tell = (person: StoredPerson | null) => {
    if (person) bus.publish({ kind: 'fact', fact: { about: 'person', person: knownPerson(person) } });
    return person;
  };
  return {
    ...storage,
    people: {
      ...people,
      create: async (...args) => tell(await people.create(...args)),
      update: async (...args) => tell(await people.update(...args)),
      async administer(...args) {
        const done = await people.administer(...args);
        if (done && !('refused' in done)) tell(done);
        return done;
      },
    },
    admission: {
      ...admission,
      async admit(...args) {
        const made = await admission.admit(...args);
        if (typeof made === 'object') tell(made);
        return made;
      },
    },
  };
}
