import type { HealthScript } from './script';

/** Argo CD has none. */
export const VIRTUAL_MACHINE_RESTORE: HealthScript = {
  group: 'snapshot.kubevirt.io',
  kind: 'VirtualMachineRestore',
  lua: `
local status = obj.status or {}
if status.complete then
  return { status = "Healthy", message = "restored" }
end
local message = "virt-controller has not reported a status"
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Failure" and condition.status == "True" then
    return { status = "Degraded", message = condition.message or condition.reason }
  end
  if condition.type == "Progressing" or condition.type == "Ready" then
    message = condition.reason or condition.message or message
  end
end
return { status = "Progressing", message = message }
`,
};
