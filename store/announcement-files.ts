import type { FileRef } from '../relay/protocol.ts';
import type { AnnouncementFile, AnnouncementStore, PickedFile } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

type Stored = NonNullable<Awaited<ReturnType<AnnouncementStore['file']>>>;

/** Pictures, sound, film and files of announcements and of their templates; their bytes stand in `contents.ts`. */
export interface AnnouncementFiles
  extends Sync<Pick<AnnouncementStore, 'addFile' | 'file' | 'forgetUnsentFiles'>> {
  /**
   * Those that were picked, in that order: `isOwn` ones as they are, of others a copy. `null`: one of them `owner` may
   * not send.
   */
  take(picked: PickedFile[], owner: string, isOwn: (file: Stored) => boolean): FileRef[] | null;
  send(ids: string[], announcement: string): void;
  /** The template holds these, and no others from now on. */
  hold(ids: string[], template: string): void;
}

interface Row extends Omit<AnnouncementFile, 'width' | 'height'> {
  width: number | null;
  height: number | null;
  announcement: string | null;
  template: string | null;
}

export function announcementFiles(db: Db): AnnouncementFiles {
  const one = db.prepare('SELECT * FROM announcement_files WHERE id = ?');
  const used = db
    .prepare(
      // Copies take no room of their own.
      'SELECT coalesce(sum(bytes), 0) FROM (SELECT DISTINCT digest, bytes FROM announcement_files WHERE owner = ?)',
    )
    .pluck();
  const insert = db.prepare(
    `INSERT INTO announcement_files (id, owner, name, type, bytes, digest, width, height, at)
     VALUES (@id, @owner, @name, @type, @bytes, @digest, @width, @height, @at)`,
  );
  const send = db.prepare('UPDATE announcement_files SET announcement = ? WHERE id = ?');
  const forget = db.prepare(
    'DELETE FROM announcement_files WHERE announcement IS NULL AND template IS NULL AND at < ?',
  );
  const letGo = db.prepare(
    'DELETE FROM announcement_files WHERE template = ? AND id NOT IN (SELECT value FROM json_each(?))',
  );
  const hold = db.prepare(
    'UPDATE announcement_files SET template = ? WHERE id IN (SELECT value FROM json_each(?))',
  );

  const file = (id: string): Stored | null => {
    const row = one.get(id) as Row | undefined;
    if (!row) return null;
    const { width, height, ...rest } = row;
    return { ...rest, ...(width !== null && height !== null && { width, height }) };
  };
  const add = (added: AnnouncementFile) => insert.run({ width: null, height: null, ...added });
  const copy = (original: Stored, id: string, owner: string): Stored => {
    const made = { ...original, id, owner };
    add(made);
    return made;
  };
  return {
    file,
    addFile(added, quotaBytes) {
      if ((used.get(added.owner) as number) + added.bytes > quotaBytes) return 'full';
      add(added);
      return 'kept';
    },
    forgetUnsentFiles: before => forget.run(before).changes,
    take(picked, owner, isOwn) {
      const found = picked.map(({ id, copyId }) => ({ copyId, original: file(id) }));
      if (!found.every(({ original }) => original && maySend(original, owner))) return null;
      return found.map(({ copyId, original }) =>
        refOf(isOwn(original!) ? original! : copy(original!, copyId, owner)),
      );
    },
    send(ids, announcement) {
      for (const id of ids) send.run(announcement, id);
    },
    hold(ids, template) {
      letGo.run(template, JSON.stringify(ids));
      hold.run(template, JSON.stringify(ids));
    },
  };
}

const maySend = ({ template, announcement, owner }: Stored, sender: string) =>
  template !== null || (announcement === null && owner === sender);

const refOf = ({ id, name, type, bytes, width, height }: Stored): FileRef => ({
  ...{ id, name, type, bytes },
  ...(width !== undefined && { width, height }),
});
