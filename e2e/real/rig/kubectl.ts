import { mustRun } from './run-program.ts'

/** kubectl as the administrator of one cluster. */
export class Kubectl {
  readonly #command: string
  readonly #kubeconfigPath: string

  constructor(command: string, kubeconfigPath: string) {
    this.#command = command
    this.#kubeconfigPath = kubeconfigPath
  }

  /** @returns what it printed. @throws Error with what it complained of */
  run(args: readonly string[], input?: string): Promise<string> {
    return mustRun(this.#command, ['--kubeconfig', this.#kubeconfigPath, ...args], {
      ...(input !== undefined && { input }),
    })
  }

  /** A pod that runs, as far as an API server without nodes can tell: its status is written, not observed. */
  async createRunningPod(namespace: string, name: string): Promise<void> {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace },
      spec: { containers: [{ name: 'main', image: 'registry.example/main:1' }] },
    }
    await this.run(['create', '-f', '-'], JSON.stringify(pod))
    await this.setRunning(namespace, name)
  }

  async setRunning(namespace: string, pod: string, restarts = 0): Promise<void> {
    const startedAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
    const status = {
      phase: 'Running',
      podIP: '10.0.0.7',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [
        {
          name: 'main',
          ready: true,
          started: true,
          restartCount: restarts,
          image: 'registry.example/main:1',
          imageID: '',
          state: { running: { startedAt } },
        },
      ],
    }
    const patch = JSON.stringify({ status })
    await this.run([
      '-n',
      namespace,
      'patch',
      'pod',
      pod,
      '--subresource=status',
      '--type=merge',
      '-p',
      patch,
    ])
  }

  async deletePod(namespace: string, name: string): Promise<void> {
    // No kubelet says goodbye, so a grace period would never end.
    await this.run(['-n', namespace, 'delete', 'pod', name, '--force', '--grace-period=0', '--wait=false'])
  }
}
