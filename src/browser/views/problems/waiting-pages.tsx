import { CalmPage, Quiet, Unhurried } from '../page.tsx'

/** Back from the identity provider: one token request away from the page one came from. */
export function SigningInPage() {
  return (
    <CalmPage heading="Signing you in…">
      <Quiet role="status">One moment: your identity provider’s answer is being checked.</Quiet>
    </CalmPage>
  )
}

export function LoadingPage() {
  return (
    <Unhurried role="status">
      <title>Fairlead</title>
      <span className="unseen">Loading the clusters…</span>
    </Unhurried>
  )
}
