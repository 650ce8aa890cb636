// Checks the import table; `node scripts/check-layers.ts [folder]`.
import { findLayerFaults } from './layer-faults.ts'

const { modules, faults } = await findLayerFaults(process.argv[2] ?? process.cwd())
for (const fault of faults) console.error(fault)
console.log(`Layers: ${modules} modules looked at, ${faults.length} faults`)
process.exitCode = faults.length > 0 ? 1 : 0
