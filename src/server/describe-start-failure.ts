import { AppError } from '../contract/app-error.ts'
import { SettingsFaults } from './settings/settings-faults.ts'

interface StartFailure {
  readonly text: string
  /** 2 for what the operator can mend in the settings, 1 for the rest. */
  readonly exitCode: 1 | 2
}

/** Says on stderr why Fairlead did not start: a line for each fault, a stack only for what nobody foresaw. */
export function describeStartFailure(error: unknown): StartFailure {
  if (error instanceof SettingsFaults) return { text: lines(error.faults), exitCode: 2 }
  if (error instanceof AppError) return { text: lines([error.message]), exitCode: 2 }
  const { code, port, address } = error as { code?: string; port?: number; address?: string }
  if (code === 'EADDRINUSE') {
    const advice = 'end what listens there, or choose another with -port'
    return { text: lines([`port ${port} of ${address} is in use: ${advice}`]), exitCode: 1 }
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    const advice = 'choose others with -listen-addr and -port'
    return {
      text: lines([`cannot listen on port ${port ?? '?'} of ${address ?? '?'} (${code}): ${advice}`]),
      exitCode: 1,
    }
  }
  return { text: `${error instanceof Error ? error.stack : String(error)}\n`, exitCode: 1 }
}

function lines(faults: readonly string[]): string {
  return faults.map((fault) => `fairlead: ${fault}\n`).join('')
}
