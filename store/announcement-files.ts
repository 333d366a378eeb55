import type { FileRef } from '../relay/protocol.ts';
import type { AnnouncementFile, AnnouncementStore } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** Pictures, sound, film and files of announcements; their bytes stand in `contents.ts`. */
export interface AnnouncementFiles
  extends Sync<Pick<AnnouncementStore, 'addFile' | 'file' | 'forgetUnsentFiles'>> {
  /** Those that `owner` has put up and no announcement carries, in that order. `null`: one of them is not such. */
  unsent(ids: string[], owner: string): FileRef[] | null;
  send(ids: string[], announcement: string): void;
}

interface Row extends Omit<AnnouncementFile, 'width' | 'height'> {
  width: number | null;
  height: number | null;
  announcement: string | null;
}

export function announcementFiles(db: Db): AnnouncementFiles {
  const one = db.prepare('SELECT * FROM announcement_files WHERE id = ?');
  const used = db.prepare('SELECT coalesce(sum(bytes), 0) FROM announcement_files WHERE owner = ?').pluck();
  const insert = db.prepare(
    `INSERT INTO announcement_files (id, owner, name, type, bytes, digest, width, height, at)
     VALUES (@id, @owner, @name, @type, @bytes, @digest, @width, @height, @at)`,
  );
  const send = db.prepare('UPDATE announcement_files SET announcement = ? WHERE id = ?');
  const forget = db.prepare('DELETE FROM announcement_files WHERE announcement IS NULL AND at < ?');

  const file = (id: string) => {
    const row = one.get(id) as Row | undefined;
    if (!row) return null;
    const { width, height, ...rest } = row;
    return { ...rest, ...(width !== null && height !== null && { width, height }) };
  };
  return {
    file,
    addFile(added, quotaBytes) {
      if ((used.get(added.owner) as number) + added.bytes > quotaBytes) return 'full';
      insert.run({ width: null, height: null, ...added });
      return 'kept';
    },
    forgetUnsentFiles: before => forget.run(before).changes,
    unsent(ids, owner) {
      const found = ids.map(file);
      if (!found.every(one => one?.owner === owner && one.announcement === null)) return null;
      return found.map(one => {
        const { id, name, type, bytes, width, height } = one!;
        return { id, name, type, bytes, ...(width !== undefined && { width, height }) };
      });
    },
    send(ids, announcement) {
      for (const id of ids) send.run(announcement, id);
    },
  };
}
