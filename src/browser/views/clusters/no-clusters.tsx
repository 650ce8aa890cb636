import { CalmPage, Quiet } from '../page.tsx'
import { useMessages } from '../stages.ts'

const OPTIONS = ['-kubeconfig ~/.kube/config', '-config settings.yaml', '-in-cluster']

export function NoClusters() {
  const words = useMessages().clusters.none
  return (
    <CalmPage heading={words.title}>
      <p>{words.why}</p>
      <div>
        <Quiet>{words.startWith}</Quiet>
        <ul>
          {OPTIONS.map((option) => (
            <li key={option}>
              <code>{option}</code>
            </li>
          ))}
        </ul>
      </div>
      <Quiet>
        <code>fairlead --help</code> {words.help}
      </Quiet>
    </CalmPage>
  )
}
