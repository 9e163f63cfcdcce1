import type { HealthScript } from './script';

/**
 * Replaces that of Argo CD, for which every stopped machine is Suspended: such an object keeps a sync with several
 * waves from ending, and no later change is applied (argoproj/argo-cd#29664; from v3.6 machines with `Halted` alone
 * count as healthy). Failures are shown as such, so that a sync ends with them.
 */
export const VIRTUAL_MACHINE: HealthScript = {
  group: 'kubevirt.io',
  kind: 'VirtualMachine',
  lua: `
local status = obj.status or {}
local state = status.printableStatus
if state == nil then
  return { status = "Progressing", message = "virt-controller has not reported a status" }
end

local spec = obj.spec or {}
local strategy = spec.runStrategy
if strategy == nil then
  strategy = spec.running and "Always" or "Halted"
end
local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end
local function is(type)
  return conditions[type] ~= nil and conditions[type].status == "True"
end
local function because(type)
  local condition = conditions[type] or {}
  if condition.message == nil or condition.message == "" then return state end
  return state .. ": " .. condition.message
end

if is("ManualRecoveryRequired") then
  return { status = "Degraded", message = because("ManualRecoveryRequired") }
end
if is("Failure") then
  return { status = "Degraded", message = because("Failure") }
end
local failures = {
  CrashLoopBackOff = true, ErrorUnschedulable = true, ErrImagePull = true, ImagePullBackOff = true,
  ErrorPvcNotFound = true, DataVolumeError = true, Unknown = true,
}
if failures[state] then
  return { status = "Degraded", message = because("Ready") }
end
if state == "Stopped" then
  -- The machine should run, and virt-controller has not started it yet.
  if strategy == "Always" then
    return { status = "Progressing", message = state }
  end
  -- Git says so, or the machine's users decide: a stopped machine is as it should be.
  return { status = "Healthy", message = state }
end
if is("Paused") then
  return { status = "Suspended", message = "Paused" }
end
-- A machine that another cluster migrates here starts when the migration does.
if state == "WaitingForReceiver" then
  return { status = "Healthy", message = state }
end
if (state == "Running" or state == "Migrating") and strategy ~= "Halted" then
  if not status.ready then
    return { status = "Progressing", message = because("Ready") }
  end
  if is("RestartRequired") then
    return { status = "Healthy", message = because("RestartRequired") }
  end
  return { status = "Healthy", message = state }
end
return { status = "Progressing", message = state }
`,
};
