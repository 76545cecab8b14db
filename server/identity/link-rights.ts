/** Who may hold a link to somebody's account; app.ts hands it in, as identity knows no dialogue. */
export interface LinkRights {
  /** Whether somebody may, in every dialogue to which the account belongs and in the one it is made for (DI17). */
  readonly mayLink: (by: string, accountId: string, dialogueId?: string) => Promise<boolean>
}

/** Whether a link still holds: made by the operator, for whom nobody is named, by its owner, or by who may make it now. */
export async function holds(
  { mayLink }: LinkRights,
  { by, accountId }: { readonly by: string | null; readonly accountId: string },
): Promise<boolean> {
  return by === null || by === accountId || (await mayLink(by, accountId))
}
