import type { HostAuthor, HostIdentity } from '../ports.ts'

/**
 * Whether we wrote it. Whose token it is the host tells by GraphQL even to an
 * app; where it does not, every app's text that carries our marker counts as
 * ours: a person can copy a marker, but cannot write as an app.
 */
export function isOwn(author: HostAuthor, identity: HostIdentity): boolean {
  if (author === null) return false
  if (identity.kind === 'installation') return author.bot
  if (isApp(identity.login) && !author.bot) return false
  return bare(author.login) === bare(identity.login)
}

function isApp(login: string): boolean {
  return login.endsWith('[bot]')
}

/** The two interfaces of the host do not agree on the suffix of an app's name. */
function bare(login: string): string {
  return login.replace(/\[bot\]$/, '').toLowerCase()
}
