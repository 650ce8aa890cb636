import { AppError } from '../../contract/app-error.ts'

/** What reading the settings has found so far: one finished line for each. None of them ever holds a secret's value. */
export interface Report {
  readonly faults: string[]
  readonly warnings: string[]
}

/** Thrown when the settings cannot be used, with every fault at once. */
export class SettingsFaults extends AppError {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super('SETTINGS_INVALID', faults.join('\n'))
    this.faults = faults
  }
}
