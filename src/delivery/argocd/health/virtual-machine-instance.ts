import type { HealthScript } from './script';

/**
 * Replaces that of Argo CD, for which an instance that has ended is Suspended and one whose readiness probe has not
 * passed yet is Degraded.
 */
export const VIRTUAL_MACHINE_INSTANCE: HealthScript = {
  group: 'kubevirt.io',
  kind: 'VirtualMachineInstance',
  lua: `
local status = obj.status or {}
local phase = status.phase
if phase == nil or phase == "" then
  return { status = "Progressing", message = "virt-controller has not reported a status" }
end
local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end
local function is(type, value)
  return conditions[type] ~= nil and conditions[type].status == value
end
local function because(type)
  local condition = conditions[type] or {}
  if condition.message == nil or condition.message == "" then return phase end
  return phase .. ": " .. condition.message
end

if phase == "Failed" or phase == "Unknown" then
  return { status = "Degraded", message = because("Ready") }
end
-- The guest has shut down.
if phase == "Succeeded" then
  return { status = "Healthy", message = phase }
end
if is("Synchronized", "False") then
  return { status = "Degraded", message = because("Synchronized") }
end
if phase ~= "Running" then
  if is("PodScheduled", "False") and conditions.PodScheduled.reason == "Unschedulable" then
    return { status = "Degraded", message = because("PodScheduled") }
  end
  return { status = "Progressing", message = phase }
end
if is("Paused", "True") then
  return { status = "Suspended", message = "Paused" }
end
if not is("Ready", "True") then
  return { status = "Progressing", message = because("Ready") }
end
local migration = status.migrationState
if migration ~= nil and not migration.completed and not migration.failed then
  return { status = "Healthy", message = "Migrating" }
end
return { status = "Healthy", message = phase }
`,
};
