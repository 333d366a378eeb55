/** The unsent invitation. It travels as the text of the draft "new". */
export interface InvitationDraft {
  to: { name: string; display: string }[];
  header: string;
  instruction: string;
  message: string;
  attach: boolean;
}

export const emptyDraft: InvitationDraft = {
  to: [],
  header: '',
  instruction: '',
  message: '',
  attach: false,
};

/** Empty where the text is not what `writeInvitationDraft` makes. */
export function readInvitationDraft(text: string | undefined): InvitationDraft {
  try {
    return { ...emptyDraft, ...(JSON.parse(text || '{}') as Partial<InvitationDraft>) };
  } catch {
    return emptyDraft;
  }
}

export function writeInvitationDraft(draft: InvitationDraft): string {
  const text = JSON.stringify(draft);
  return text === JSON.stringify(emptyDraft) ? '' : text;
}
