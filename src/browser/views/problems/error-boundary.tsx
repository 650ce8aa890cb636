import { Component, type ReactNode } from 'react'
import { BrokenPage } from './problem-pages.tsx'

/** Shows a way on where a screen threw. React itself writes the error to the console. */
export class ErrorBoundary extends Component<
  { children: ReactNode; onReload: () => void },
  { broken: boolean }
> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <BrokenPage onReload={this.props.onReload} /> : this.props.children
  }
}
