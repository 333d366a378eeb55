/**
 * Every column in which a person's name stands, and what becomes of its rows when that person is deleted: `delete`, an
 * SQL assignment that puts `@heir` in its place, or `task`: more has to be done, in `deletions.ts`. In this order. A test
 * fails for a column of the schema that is missing here.
 */
export const personColumns: Record<string, string> = {
  'messages.sender': 'task',
  'participants.user': 'task',
  'invitations.inviter': 'task',
  'invitees.user': "user = @heir, state = iif(state IN ('pending', 'shown'), 'expired', state)",

  'tokens.user': 'delete',
  'tokens.made_by': 'made_by = @heir',
  'resets.user': 'delete',
  'views.user': 'delete',
  'drafts.user': 'delete',
  'preferences.user': 'delete',
  'paused.user': 'delete',
  'contacts.user': 'delete',
  'contacts.name': 'delete',
  'blocks.user': 'delete',
  'blocks.name': 'delete',
  'waits.user': 'delete',
  'waits.name': 'delete',
  'reaches.user': 'delete',
  'members.user': 'delete',
  'withheld.user': 'delete',
  'message_changes.user': 'delete',
  'files.owner': 'delete',
  'left_messages.owner': 'delete',
  'left_messages.sender': 'delete',
  'address_pages.owner': 'delete',
  'aliases.owner': 'delete',
  'address_keys.owner': 'delete',
  'bans.owner': 'delete',
  'guests.owner': "owner = @heir, contact = NULL, address = '', ended_at = coalesce(ended_at, @at)",

  'codes.maker': 'maker = @heir',
  'codes.used_by': "used_by = @heir, note = ''",
  'barriers.raised_by': 'raised_by = @heir',
  'house.by': 'by = @heir',
  'webhooks.made_by': 'made_by = @heir',

  'help_requests.asker': 'task',
  'help_requests.helper':
    "helper = iif(state = 'taken', NULL, @heir), taken_at = iif(state = 'taken', NULL, taken_at), state = iif(state = 'taken', 'open', state), revision = revision + 1",
  'help_notes.author': 'author = @heir',

  'announced.sender': 'sender = @heir',
  'announced.approved_by': 'approved_by = @heir',
  'announcement_files.owner': 'owner = @heir',
  'receipts.user': 'user = @heir, text = NULL',

  'holds.subject': 'subject = @heir',
  'holds.set_by': 'set_by = @heir',
  'holds.lifted_by': 'lifted_by = @heir',
  'held_copies.sender': 'delete',
  'held_copies.owner': 'delete',

  'news.user': 'delete',
  'events.user': 'delete',
  'logs.user': 'delete',

  // The person themselves, at the very end.
  'people.name': 'task',
  'guests.name': 'task',
  'deletions.name': 'task',
  'deletions.heir': 'task',
};
