import styled from '@emotion/styled'
import { useId, type ReactNode } from 'react'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import { useLaterMessages } from '../later-messages.ts'
import { nameList } from '../name-list.ts'
import { Quiet } from '../page.tsx'
import { useLanguage } from '../stages.ts'
import { color } from '../theme.ts'

export interface SignOutChoice {
  readonly clusters: 'this' | 'all'
  readonly atIssuer: boolean
}

/** The session that this is about, or all. */
export function WhichClusters(props: {
  cluster: ClusterName
  sharedWith: readonly ClusterName[]
  others: number
  chosen: SignOutChoice['clusters']
  onChoose: (clusters: SignOutChoice['clusters']) => void
}) {
  const say = useLaterMessages().signOut
  const language = useLanguage()
  const { cluster, sharedWith } = props
  const together = nameList([cluster, ...sharedWith], language, say.furtherNames)
  const isAlone = sharedWith.length === 0
  const option = (value: SignOutChoice['clusters'], word: string, means: string | undefined) => (
    <Choice means={means}>
      {(described) => (
        <>
          <input
            {...described}
            type="radio"
            name="clusters"
            checked={props.chosen === value}
            onChange={() => props.onChoose(value)}
          />
          {word}
        </>
      )}
    </Choice>
  )
  return (
    <Group>
      <legend className="unseen">{say.which}</legend>
      {option('this', isAlone ? say.this(cluster) : together, isAlone ? undefined : say.sharedMeans)}
      {option('all', say.all, say.furtherSessions(props.others))}
    </Group>
  )
}

/** The issuer's own session, which other applications may live on. */
export function AtIssuer(props: {
  hosts: readonly string[]
  wanted: boolean
  onWant: (wanted: boolean) => void
}) {
  const say = useLaterMessages().signOut
  const language = useLanguage()
  if (props.hosts.length === 0) return <Quiet>{say.noEndpoint}</Quiet>
  return (
    <Choice means={say.alsoAtMeans}>
      {(described) => (
        <>
          <input
            {...described}
            type="checkbox"
            checked={props.wanted}
            onChange={({ target }) => props.onWant(target.checked)}
          />
          {say.alsoAt(nameList(props.hosts, language, say.furtherNames))}
        </>
      )}
    </Choice>
  )
}

function Choice(props: {
  means: string | undefined
  children: (described: { 'aria-describedby'?: string }) => ReactNode
}) {
  const id = useId()
  return (
    <Option>
      <Label>{props.children(props.means ? { 'aria-describedby': id } : {})}</Label>
      {props.means && <Means id={id}>{props.means}</Means>}
    </Option>
  )
}

const INDENT_PX = 24

const Group = styled('fieldset')({
  display: 'grid',
  gap: 12,
  minWidth: 0,
  margin: 0,
  padding: '12px 12px 14px',
  border: `1px solid ${color.line}`,
  borderRadius: 8,
})
const Option = styled('div')({ display: 'grid', gap: 2, minWidth: 0 })
const Label = styled('label')({
  display: 'grid',
  gridTemplateColumns: `${INDENT_PX}px minmax(0, 1fr)`,
  alignItems: 'center',
  minHeight: 24,
  cursor: 'pointer',
  '& input': { accentColor: color.accent, margin: 0, width: 15, height: 15 },
})
const Means = styled(Quiet)({ marginLeft: INDENT_PX, fontSize: '0.75rem' })
