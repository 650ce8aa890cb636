import type { ErrorCode } from '../../../contract/error-codes.ts'
import type { Session } from '../../session/session.ts'
import { Button, TextLink } from '../button.tsx'
import type { OidcEntry, UnavailableEntry } from '../cluster-entry.ts'
import { Quiet } from '../page.tsx'
import { useMessages } from '../stages.ts'
import { StatusMark } from '../status-mark.tsx'
import { Choices, OtherWays, Primary } from './dialog-layout.tsx'
import { focusWhenShown } from './focus-when-shown.ts'

interface WayInProps {
  readonly entry: OidcEntry | UnavailableEntry
  readonly session: Extract<Session, { status: 'signed-out' | 'signing-in' }>
  /** Why there is no session, where that says which way on is best. */
  readonly reason: ErrorCode | undefined
  readonly pastedTokens: boolean
  readonly onSignIn: (how?: { samePage?: boolean }) => void
  readonly onSignInAsSomeoneElse: () => void
  readonly onCancel: () => void
  readonly onReload: () => void
  readonly onUseToken: () => void
}

/** In through the identity provider: to begin, on the way, or waiting for its window. */
export function WayIn(props: WayInProps) {
  const { entry, session } = props
  const leaving = session.status === 'signing-in'
  if (leaving && session.window === 'open') return <WindowOpen {...props} />
  if (leaving && session.window === 'closed') return <WindowClosed {...props} />
  return (
    <>
      {entry.status === 'ready' && props.reason !== 'OIDC_CLIENT_UNKNOWN' ? (
        <SignIn {...props} issuerHost={entry.issuerHost} leaving={leaving} />
      ) : (
        <TryAgain onReload={props.onReload} />
      )}
      <Ways {...props} leaving={leaving} />
    </>
  )
}

function SignIn(props: WayInProps & { issuerHost: string; leaving: boolean }) {
  const { issuerHost, leaving } = props
  // By the API server: the same account once more will most likely not help.
  const refused = props.reason === 'TOKEN_REFUSED'
  const words = useMessages().dialog
  return (
    <>
      <Choices>
        <Primary
          ref={focusWhenShown}
          data-look="primary"
          data-focus-first
          aria-disabled={leaving}
          onClick={leaving ? undefined : refused ? props.onSignInAsSomeoneElse : () => props.onSignIn()}
        >
          <span aria-live="polite">
            {leaving ? words.leavingFor(issuerHost) : refused ? words.signInAsSomeoneElse : words.signIn}
          </span>
        </Primary>
        {refused && !leaving && (
          <Button data-look="outlined" onClick={() => props.onSignIn()}>
            {words.signIn}
          </Button>
        )}
      </Choices>
      <Quiet>
        {words.whatHappens(issuerHost)} {words.howLong(issuerHost)}
      </Quiet>
    </>
  )
}

function TryAgain({ onReload }: { onReload: () => void }) {
  return (
    <Primary data-look="primary" data-focus-first onClick={onReload}>
      {useMessages().dialog.tryAgain}
    </Primary>
  )
}

function Ways(props: WayInProps & { leaving: boolean }) {
  const words = useMessages().dialog
  return (
    <OtherWays>
      {props.entry.status === 'ready' && props.reason !== 'TOKEN_REFUSED' && !props.leaving && (
        <button onClick={props.onSignInAsSomeoneElse}>{words.signInAsSomeoneElse}</button>
      )}
      {props.pastedTokens && !props.leaving && <button onClick={props.onUseToken}>{words.useToken}</button>}
      <TextLink href="/">{words.backToClusters}</TextLink>
    </OtherWays>
  )
}

/** The identity provider's page has a window of its own. */
function WindowOpen(props: WayInProps) {
  const words = useMessages().dialog
  return (
    <>
      <div role="status">
        <StatusMark tone="busy">{words.windowOpen(props.entry.issuerHost)}</StatusMark>
        <Quiet>{words.goOnThere}</Quiet>
      </div>
      <Button ref={focusWhenShown} data-focus-first data-look="outlined" onClick={props.onCancel}>
        {words.cancel}
      </Button>
      <OtherWays>
        <button onClick={() => props.onSignIn({ samePage: true })}>{words.signInOnThisPage}</button>
        <TextLink href="/">{words.backToClusters}</TextLink>
      </OtherWays>
    </>
  )
}

/** It had one: a browser cannot always tell. */
function WindowClosed(props: WayInProps) {
  const words = useMessages().dialog
  return (
    <>
      <div role="status">
        <StatusMark tone="warning">{words.windowClosed}</StatusMark>
        <Quiet>{words.notSignedInYet}</Quiet>
      </div>
      <Choices>
        <Primary ref={focusWhenShown} data-focus-first data-look="primary" onClick={() => props.onSignIn()}>
          {words.openAgain}
        </Primary>
        <Button data-look="outlined" onClick={() => props.onSignIn({ samePage: true })}>
          {words.signInOnThisPage}
        </Button>
      </Choices>
      <OtherWays>
        <button onClick={props.onCancel}>{words.cancel}</button>
        <TextLink href="/">{words.backToClusters}</TextLink>
      </OtherWays>
    </>
  )
}
