import styled from '@emotion/styled'
import { middleElided } from './middle-elided.ts'

/** A name on one line with its middle left out where room is short; whole on hover and for a screen reader. */
export function NameText({ name }: { name: string }) {
  const { head, tail } = middleElided(name)
  return (
    <OneLine title={name} translate="no">
      {tail && <span className="unseen">{name}</span>}
      <Head aria-hidden={tail ? true : undefined}>{head}</Head>
      {tail && <Tail aria-hidden>{tail}</Tail>}
    </OneLine>
  )
}

const OneLine = styled('span')({ display: 'flex', minWidth: 0, whiteSpace: 'pre', position: 'relative' })
const Head = styled('span')({ flex: '0 1 auto', overflow: 'hidden', textOverflow: 'ellipsis' })
const Tail = styled('span')({ flex: 'none' })
