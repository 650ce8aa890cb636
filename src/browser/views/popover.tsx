import styled from '@emotion/styled'
import { useId, useRef, type FocusEvent, type ReactNode } from 'react'
import { color } from './theme.ts'
import { Button } from './button.tsx'

/**
 * A button that opens a small panel below itself, until the focus goes elsewhere. The platform's own popover closes it
 * on Escape and on a click elsewhere, keeps the focus in order and draws it on top; it costs the first page nothing.
 */
export function Popover(props: {
  label: string
  button: ReactNode
  align: 'start' | 'end'
  children: ReactNode
}) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const closeBehind = ({ relatedTarget: next }: FocusEvent) => {
    if (next && next !== opener.current && !panel.current?.contains(next)) hide(panel.current)
  }
  return (
    <>
      <Opener
        ref={opener}
        onBlur={closeBehind}
        data-small
        popoverTarget={id}
        aria-label={props.label}
        title={props.label}
      >
        {props.button}
      </Opener>
      <Panel ref={panel} onBlur={closeBehind} id={id} popover="auto" data-align={props.align}>
        {props.children}
      </Panel>
    </>
  )
}

/** For what in the panel leads elsewhere: the panel is done. */
export function closePopover(event: { currentTarget: Element }): void {
  hide(event.currentTarget.closest<HTMLElement>('[popover]'))
}

/** A browser without popovers shows the panel all the time. */
const hide = (panel: { hidePopover?: () => void } | null) => panel?.hidePopover?.()

const Opener = styled(Button)({ minWidth: 0, flex: '0 1 auto' })
const Panel = styled('div')({
  position: 'fixed',
  inset: '46px 12px auto auto',
  margin: 0,
  minWidth: 200,
  maxWidth: 'min(360px, calc(100vw - 24px))',
  maxHeight: 'calc(100dvh - 64px)',
  overflow: 'auto',
  padding: 6,
  border: `1px solid ${color.line}`,
  borderRadius: 8,
  background: color.surface,
  color: color.ink,
  boxShadow: '0 8px 24px rgb(0 0 0 / 0.14)',
  '&[data-align="start"]': { inset: '46px auto auto 12px' },
  '@supports (position-area: bottom)': {
    inset: 'auto',
    margin: '11px 0',
    positionArea: 'bottom span-left',
    positionTryFallbacks: 'flip-inline',
    '&[data-align="start"]': { inset: 'auto', positionArea: 'bottom span-right' },
  },
})

export const panelItem = {
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 30,
  padding: '4px 8px',
  borderRadius: 5,
  color: 'inherit',
  textDecoration: 'none',
  cursor: 'pointer',
  '&:hover': { background: color.hover },
} as const
