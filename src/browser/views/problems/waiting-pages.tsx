import { CalmPage, Quiet, Unhurried } from '../page.tsx'
import { useMessages } from '../stages.ts'

/** Back from the identity provider: one token request away from the page one came from. */
export function SigningInPage() {
  const { problems } = useMessages()
  return (
    <CalmPage heading={problems.signingIn}>
      <Quiet role="status">{problems.answerIsChecked}</Quiet>
    </CalmPage>
  )
}

/** In the window of a sign-in, where the browser does not let a page close it. */
export function HandedOverPage() {
  const { problems } = useMessages()
  return (
    <CalmPage heading={problems.handedOver}>
      <Quiet role="status">{problems.closeThisWindow}</Quiet>
    </CalmPage>
  )
}

export function LoadingPage() {
  const { problems } = useMessages()
  return (
    <Unhurried role="status">
      <title>Fairlead</title>
      <span className="unseen">{problems.loadingClusters}</span>
    </Unhurried>
  )
}
