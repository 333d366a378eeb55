import type { FileRef } from '../relay/protocol.ts';
import type { FileStore, StoredFile } from '../relay/storage.ts';
import type { Sync } from './operations.ts';
import type { Db } from './sqlite.ts';

/** What is known of files; their bytes stand in `contents.ts`. */
export interface Files extends Sync<FileStore> {
  /** Files that `owner` has put up for this conversation and not sent yet, in that order. `null`: one of them is not such. */
  unsent(ids: string[], owner: string, conversation: string): FileRef[] | null;
  send(ids: string[], message: string): void;
  /** The message is gone, and its files with it; `isKept`: shown to nobody from now on, and kept. */
  drop(message: string, isKept?: boolean): void;
}

interface Row extends Omit<StoredFile, 'thumbnail' | 'width' | 'height'> {
  width: number | null;
  height: number | null;
  thumbnail: string | null;
  thumbnail_type: string | null;
  held: number;
}

export function files(db: Db): Files {
  const one = db.prepare(
    `SELECT * FROM files f WHERE id = ? AND held = 0
     AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.user = ? AND h.message = f.message)`,
  );
  const used = db.prepare('SELECT coalesce(sum(bytes), 0) FROM files WHERE owner = ?').pluck();
  const insert = db.prepare(
    `INSERT INTO files (id, conversation, owner, name, type, bytes, digest, width, height, at)
     VALUES (@id, @conversation, @owner, @name, @type, @bytes, @digest, @width, @height, @at)`,
  );
  const addThumbnail = db.prepare(
    // One only: each further one would take room that no quota counts until the next sweep.
    `UPDATE files SET thumbnail = @digest, thumbnail_type = @type
     WHERE id = @id AND message IS NULL AND coalesce(thumbnail, @digest) = @digest`,
  );
  const forget = db.prepare('DELETE FROM files WHERE message IS NULL AND at < ?');
  const inUse = db
    .prepare(
      `SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM files WHERE digest = value)
       OR EXISTS (SELECT 1 FROM files WHERE thumbnail = value)
       OR EXISTS (SELECT 1 FROM announcement_files WHERE digest = value)
       OR EXISTS (SELECT 1 FROM people WHERE picture_digest = value)`,
    )
    .pluck();
  const send = db.prepare('UPDATE files SET message = ? WHERE id = ?');
  const drop = db.prepare('DELETE FROM files WHERE message = ?');
  const hold = db.prepare('UPDATE files SET held = 1 WHERE message = ?');

  const get = (id: string, viewer = ''): StoredFile | null => {
    const row = one.get(id, viewer) as Row | undefined;
    if (!row) return null;
    const { width, height, thumbnail, thumbnail_type, held: _held, ...rest } = row;
    return {
      ...rest,
      ...(width !== null && height !== null && { width, height }),
      thumbnail: thumbnail === null ? null : { digest: thumbnail, type: thumbnail_type! },
    };
  };
  return {
    get,
    add(file, quotaBytes) {
      if ((used.get(file.owner) as number) + file.bytes > quotaBytes) return 'full';
      insert.run({ width: null, height: null, ...file });
      return 'kept';
    },
    addThumbnail: (id, thumbnail) => addThumbnail.run({ id, ...thumbnail }).changes > 0,
    forgetUnsent: before => forget.run(before).changes,
    inUse: digests => inUse.all(JSON.stringify(digests)) as string[],
    unsent(ids, owner, conversation) {
      const found = ids.map(id => get(id));
      const isMine = (file: StoredFile | null) =>
        file?.owner === owner && file.conversation === conversation && file.message === null;
      return found.every(isMine) ? found.map(file => refOf(file!)) : null;
    },
    send: (ids, message) => {
      for (const id of ids) send.run(message, id);
    },
    drop: (message, isKept = false) => void (isKept ? hold : drop).run(message),
  };
}

const refOf = ({ id, name, type, bytes, width, height, thumbnail }: StoredFile): FileRef => ({
  ...{ id, name, type, bytes },
  ...(width !== undefined && { width, height }),
  ...(thumbnail && { thumbnail: true as const }),
});
