import type { HealthScript } from './script';

/** Argo CD has none. */
export const VIRTUAL_MACHINE_SNAPSHOT: HealthScript = {
  group: 'snapshot.kubevirt.io',
  kind: 'VirtualMachineSnapshot',
  lua: `
local status = obj.status or {}
local phase = status.phase
local reason = (status.error or {}).message
if phase == nil or phase == "" then
  return { status = "Progressing", message = reason or "virt-controller has not reported a status" }
end
if phase == "Failed" or phase == "Unknown" then
  return { status = "Degraded", message = reason or phase }
end
if phase == "Succeeded" and status.readyToUse then
  return { status = "Healthy", message = phase }
end
-- virt-controller tries again after an error, until the snapshot's deadline.
return { status = "Progressing", message = reason or phase }
`,
};
