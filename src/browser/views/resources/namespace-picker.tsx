import Autocomplete from '@mui/material/Autocomplete'
import InputBase from '@mui/material/InputBase'
import styled from '@emotion/styled'
import { useState } from 'react'
import type { ClusterApi } from '../../kubernetes/cluster-api.ts'
import { useLaterMessages } from '../later-messages.ts'
import { Quiet } from '../page.tsx'
import { sectionQuery } from '../sections.ts'
import { color, MONO, NARROW } from '../theme.ts'
import { Chevron } from '../chevron.tsx'
import { useLiveTable } from './live-table.ts'

/** Lists the namespaces once somebody wants to pick one, and takes a typed name where they may not be listed. */
export function NamespacePicker(props: {
  clusterApi: ClusterApi
  namespace: string | undefined
  onNamespace: (namespace: string | undefined) => void
}) {
  const say = useLaterMessages().resources
  const [wanted, setWanted] = useState(false)
  const namespaces = useLiveTable(props.clusterApi, wanted ? ALL_NAMESPACES : undefined)
  const takeTyped = (name: string) => {
    if (name && name !== props.namespace) props.onNamespace(name)
  }
  return (
    <>
      <Autocomplete
        freeSolo
        forcePopupIcon
        disablePortal
        openText={say.list.open}
        closeText={say.list.close}
        clearText={say.list.clear}
        popupIcon={<Chevron />}
        clearOnBlur
        selectOnFocus
        handleHomeEndKeys
        size="small"
        options={namespaces.status === 'ready' ? namespaces.rows.map((row) => row.name) : []}
        value={props.namespace ?? null}
        onOpen={() => setWanted(true)}
        onBlur={({ target }) => takeTyped((target as HTMLInputElement).value.trim())}
        onChange={(_event, name) => props.onNamespace(name?.trim() || undefined)}
        slotProps={{ listbox: { sx: LISTBOX }, paper: { variant: 'outlined', sx: { mt: '4px' } } }}
        renderInput={({ slotProps, ...params }) => (
          <Field
            {...params}
            {...slotProps.input}
            inputProps={{ ...slotProps.htmlInput, 'aria-label': say.namespace, spellCheck: false }}
            placeholder={say.allNamespaces}
          />
        )}
      />
      {namespaces.status === 'forbidden' && <Quiet role="status">{say.mayNotListNamespaces}</Quiet>}
    </>
  )
}

const ALL_NAMESPACES = sectionQuery('namespaces')

const LISTBOX = {
  padding: '4px',
  maxHeight: 320,
  fontFamily: MONO,
  fontSize: '0.75rem',
  '& .MuiAutocomplete-option': { minHeight: 28, padding: '4px 8px', borderRadius: '5px' },
}

const Field = styled(InputBase)({
  width: 240,
  [NARROW]: { width: '100%' },
  height: 32,
  padding: '0 54px 0 10px',
  border: `1px solid ${color.line}`,
  borderRadius: 6,
  background: color.surface,
  fontFamily: MONO,
  fontSize: '0.75rem',
  '&.Mui-focused': { outline: `2px solid ${color.accent}`, outlineOffset: -1 },
  '& .MuiInputBase-input': { padding: 0 },
  '& .MuiInputBase-input::placeholder': {
    color: color.inkQuiet,
    opacity: 1,
    fontFamily: 'system-ui',
    fontSize: '0.8125rem',
  },
  '& .MuiAutocomplete-endAdornment': { right: 4 },
  '& .MuiAutocomplete-endAdornment button': { padding: 5 },
  '& .MuiAutocomplete-endAdornment svg': { width: 14, height: 14 },
})
